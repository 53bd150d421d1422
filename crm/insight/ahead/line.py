"""One line of a look-ahead, and one side of the offer that it looks at."""

from datetime import date
from typing import Literal

from msgspec import Struct

from crm.domain.book import Book, TableName
from crm.domain.contact import Contact
from crm.domain.offer import Kind, SideKey
from crm.insight.thresholds import Thresholds
from crm.insight.words import first_names

Verdict = Literal["fine", "think", "stop"]
VERDICTS: tuple[Verdict, ...] = ("fine", "think", "stop")

About = Literal["lens", "kind", "pair", "open_asks", "load", "check_in", "lesson", "archived"]


class Line(Struct, frozen=True):
    """One thing that the record says before an offer is made.

    ``side`` is None where it concerns the offer and no side of it. ``origin`` is the record that it comes from,
    ``proposes`` a better day, and ``seen`` the reference that the offer keeps of having shown it.
    """

    side: SideKey | None
    verdict: Verdict
    about: About
    text: str
    origin: tuple[TableName, int] | None = None
    proposes: date | None = None
    seen: str = ""


class Glance(Struct, frozen=True):
    """One side of the offer to be made: ``me`` is the person looked at, ``other`` the one they would meet."""

    book: Book
    today: date
    thresholds: Thresholds
    kind: Kind
    key: SideKey
    me: Contact
    other: Contact
    is_requester: bool

    @property
    def name(self) -> str:
        return first_names(self.me, self.other)[0]

    @property
    def other_name(self) -> str:
        return first_names(self.me, self.other)[1]

    def line(
        self,
        verdict: Verdict,
        about: About,
        text: str,
        origin: tuple[TableName, int] | None = None,
        proposes: date | None = None,
    ) -> Line:
        """A line about this side; it refers to its origin, or to the person where it has none."""
        origin = origin or ("contacts", self.me.id)
        return Line(self.key, verdict, about, text, origin, proposes, f"{about}/{origin[1]}")
