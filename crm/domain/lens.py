"""A lens: what a contact is open to at the moment."""

from datetime import date
from typing import Literal

import msgspec

from crm.domain.offer import SourceWord
from crm.domain.record import Record

Mode = Literal["only_type", "busy", "open"]

REVIEW_DAYS = 60
"""Days after which a lens without an end is looked at again."""


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
    def ends_on(self) -> date | None:
        """The day on which it ends by itself or wants a look: ``until``, else ``review_on``."""
        return self.until or self.review_on
