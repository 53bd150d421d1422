"""How the reasons of noes are known: they said it, you guess it, or neither; kept up with every change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.days.daywords import month_of
from crm.domain.offer import Offer, Side
from crm.domain.reflecting.clues import names_reason
from crm.insight.counting.carried import recounted
from crm.insight.counting.tally import came_of, sides_of

ReasonSource = Literal["said", "guess", "unknown"]


class KnownReasons(Struct, frozen=True):
    """Noes by how their reason is known: ``book.derived(KnownReasons)`` follows every change.

    ``noes`` counts them by the first day of the month of the no.
    """

    noes: Mapping[tuple[date, ReasonSource], int] = {}

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all offers."""
        return cls(_counted(book.offers.values()))

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits: only what they touch is counted again."""
        noes = recounted(self.noes, edits, _counted)
        return self if noes is self.noes else type(self)(noes)

    def within(self, first: date, last: date) -> Counter[ReasonSource]:
        """Noes of the months that begin from a day to a day, by how their reason is known."""
        found: Counter[ReasonSource] = Counter()
        for (month, source), times in self.noes.items():
            if first <= month <= last:
                found[source] += times
        return found


def _counted(offers: Iterable[Offer]) -> Counter[tuple[date, ReasonSource]]:
    return Counter(
        (month_of(side.answered_on), reason_source(side))
        for offer, key, side in sides_of(offers)
        if side.answer == "no" and side.answered_on and came_of(offer, key)
    )


def reason_source(side: Side) -> ReasonSource:
    """How the reason of a no is known: they said it, by a reason or in their words, you guess it, or neither."""
    if any(reason.source == "said" for reason in side.reasons) or names_reason(side.words):
        return "said"
    return "guess" if side.reasons or side.guess else "unknown"
