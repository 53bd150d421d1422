"""One item of a morning list."""

from datetime import date
from typing import Literal

from msgspec import Struct

from crm.domain.book import TableName
from crm.domain.offer import SideKey

What = Literal[
    "reflect",
    "nudge",
    "lapse",
    "ask_again",
    "introduce",
    "ask",
    "tell",
    "lens",
    "check_in",
    "outcome",
    "guess",
    "lesson",
    "remember",
]
"""What an item asks for: each is one act. The last three are for once a week."""


class Item(Struct, frozen=True):
    """One thing that wants something of you: about which record, in words, and since when.

    ``people`` are the contacts whom it concerns, the one it is most about first; ``side`` is the side of the
    offer that it is about, where it is about one, and ``part`` what of the record, where that has several.
    """

    what: What
    ref: tuple[TableName, int]
    text: str
    since: date
    people: tuple[int, ...]
    side: SideKey | None = None
    part: str = ""

    @property
    def key(self) -> str:
        """Its name, by which it can be set aside: ``tell/OFFER/a``."""
        return "/".join(filter(None, (self.what, str(self.ref[1]), self.side, self.part)))
