"""The look-ahead: what the record says about both people before an offer is made.

Each line is fine, think or stop, and names its source and day. A stop can be overridden with a reason; nothing
here decides for the person who makes the offer.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.offer import Kind, SideKey
from crm.insight.ahead.going_on import archived_lines, ask_lines, check_in_lines
from crm.insight.ahead.line import VERDICTS, About, Glance, Line, Verdict
from crm.insight.ahead.open_to import kind_lines, lens_lines
from crm.insight.ahead.past import own_no_lines, pair_lines
from crm.insight.ahead.to_make_clear import general_lesson_lines, own_lesson_lines
from crm.insight.thresholds import DEFAULTS, Thresholds

__all__ = ["About", "Line", "LookAhead", "Verdict", "look_ahead"]


class LookAhead(Struct, frozen=True):
    """All lines on one offer: those about side a, those about side b, those about the offer itself."""

    lines: tuple[Line, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest of the lines; fine when there are none."""
        return max((line.verdict for line in self.lines), key=VERDICTS.index, default="fine")

    @property
    def stops(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict == "stop")

    @property
    def proposes(self) -> date | None:
        """The first day on which nobody is busy any more, where the lines name days."""
        return max((line.proposes for line in self.lines if line.proposes), default=None)

    @property
    def seen(self) -> tuple[str, ...]:
        """The references that the offer keeps of what was shown."""
        return tuple(line.seen for line in self.lines)


def look_ahead(  # noqa: PLR0917 in the order in which an offer is filled in
    book: Book,
    today: date,
    kind: Kind,
    a: int,
    b: int,
    requested_by: SideKey | None = None,
    thresholds: Thresholds = DEFAULTS,
) -> LookAhead:
    """What the record says about introducing contact ``a`` to contact ``b``.

    ``requested_by`` names the side that asked for a referral: they are not asked, so nothing about asking them
    counts, and their own lens weighs less than their wish.

    Raises:
        Refusal: when the book does not have one of the two.
    """
    one, other = book.contact(a), book.contact(b)
    requester = requested_by if kind == "referral" else None
    glance_a = Glance(book, today, thresholds, kind, "a", one, other, requester == "a")
    glance_b = Glance(book, today, thresholds, kind, "b", other, one, requester == "b")
    general = general_lesson_lines(book, {a, b}, today, thresholds)
    return LookAhead((*_about(glance_a), *_about(glance_b), *pair_lines(glance_a), *general))


def _about(glance: Glance) -> Iterator[Line]:
    yield from lens_lines(glance)
    yield from kind_lines(glance)
    yield from own_no_lines(glance)
    yield from ask_lines(glance)
    yield from check_in_lines(glance)
    yield from own_lesson_lines(glance)
    yield from archived_lines(glance)
