"""Figures of a whole book that are kept up to date and never recomputed: counts by kind and month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.days.daywords import month_of
from crm.domain.offer import KINDS, Kind, Offer
from crm.insight.counting.carried import recounted
from crm.insight.counting.tally import NOTHING, Answers, Came, came_of, counted, sides_of


class MonthCounts(NamedTuple):
    """Answers of one month."""

    yes: int = 0
    no: int = 0

    @property
    def answered(self) -> int:
        return self.yes + self.no


NO_COUNTS = MonthCounts()

_Asked = tuple[Kind, Came, date | None]
"""An ask: the kind of its offer, what came of it, and the first day of the month of the answer."""


class Figures(Struct, frozen=True):
    """Counts of a whole book: ``book.derived(Figures)`` follows every change.

    ``kinds`` are the asks of each kind of offer; ``months`` is by (first day of the month, kind), of yes and no
    answers.
    """

    kinds: Mapping[Kind, Answers] = {}
    months: Mapping[tuple[date, Kind], MonthCounts] = {}
    asks: Mapping[_Asked, int] = {}
    """How many asks are alike: what the others are added up from."""

    @classmethod
    def of(cls, book: Book) -> Self:
        """The figures of a book, counted from all its offers."""
        return cls._of_asks(_asks(book.offers.values()))

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The figures after these edits: only what they touch is counted again."""
        asks = recounted(self.asks, edits, _asks)
        return self if asks is self.asks else self._of_asks(asks)

    @classmethod
    def _of_asks(cls, asks: Mapping[_Asked, int]) -> Self:
        return cls(_by_kind(asks), _by_month(asks), asks)

    def total(self, kind: Kind | None = None) -> Answers:
        """What everyone answered, to one kind of offer or to all."""
        if kind is not None:
            return self.kinds.get(kind, NOTHING)
        total = NOTHING
        for answers in self.kinds.values():
            total = total.plus(answers)
        return total


def _asks(offers: Iterable[Offer]) -> Counter[_Asked]:
    """All asks of some offers, counted."""
    return Counter(
        (offer.kind, came, side.answered_on and month_of(side.answered_on))
        for offer, key, side in sides_of(offers)
        if (came := (side.asked_on and side.answer) or came_of(offer, key)) is not None
    )


def _by_kind(asks: Mapping[_Asked, int]) -> dict[Kind, Answers]:
    came: dict[Kind, Counter[Came]] = {kind: Counter() for kind in KINDS}
    for (kind, one, _), times in asks.items():
        came[kind][one] += times
    return {kind: counted(asked) for kind, asked in came.items() if asked}


def _by_month(asks: Mapping[_Asked, int]) -> dict[tuple[date, Kind], MonthCounts]:
    answers: Counter[tuple[date, Kind, Came]] = Counter()
    for (kind, came, month), times in asks.items():
        if month is not None:
            answers[month, kind, came] += times
    months = {(month, kind) for month, kind, came in answers if came in ("yes", "no")}
    return {at: MonthCounts(answers[*at, "yes"], answers[*at, "no"]) for at in months}
