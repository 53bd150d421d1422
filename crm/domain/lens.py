"""A lens: what a contact is open to at the moment."""

from datetime import date
from typing import Literal

import msgspec

from crm.domain.offer import SourceWord
from crm.domain.record import Record

Mode = Literal["only_type", "busy", "open"]

REVIEW_DAYS = 60
"""Days after which a lens without an end is looked at again."""

OTHER_THINGS, THEN = "other things", ", after that: "
"""How ``busy_with`` says of who is too busy now whom they hope to meet after that."""


class Lens(Record, frozen=True):
    """What a contact is open to: only a type of person, busy with something, or open.

    ``source`` keeps what they ``said`` apart from your ``guess``. ``origin`` (``from`` in the file) is the
    reflection or check-in that it came from. ``until`` is the last day it is known to hold.
    """

    contact: int
    mode: Mode
    types: tuple[str, ...] = ()
    busy_with: str = ""
    until: date | None = None
    review_on: date | None = None
    source: SourceWord = "guess"
    origin: int | None = msgspec.field(name="from", default=None)
    ended_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the lens is in force on a day: not ended, and not past its last day."""
        return self.ended_on is None and (self.until is None or day <= self.until)

    @property
    def then(self) -> str:
        """Whom someone who is busy hopes to meet after that, or ""."""
        return self.busy_with.partition(THEN)[2] if self.mode == "busy" else ""

    def busy_words(self, until: str = "") -> str:
        """That they are busy in words: with what, ``until`` when, and only then what comes after that."""
        what = self.busy_with.partition(THEN)[0]
        is_named = what and not (self.then and what == OTHER_THINGS)
        words = " ".join(filter(None, ("busy", f"with {what}" if is_named else "", until)))
        return f"{words}, then: {self.then}" if self.then else words

    @property
    def ends_on(self) -> date | None:
        """The day on which it ends by itself or wants a look: ``until``, else ``review_on``."""
        return self.until or self.review_on
