"""How long people take to answer, and from it the day for the one friendly reminder."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.offer import Offer
from crm.insight.counting.carried import recounted
from crm.insight.thresholds import DEFAULTS, Thresholds


class TimeToAnswer(Struct, frozen=True):
    """Days from ask to reply over ``n`` replies: half came within ``half``, the ``nudge_share`` within ``most``.

    Both are None without a reply.
    """

    n: int
    half: int | None
    most: int | None


def time_to_answer(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> TimeToAnswer:
    """The days that replies (yes, no or later) took, of asks old enough to have lapsed.

    Younger asks are left out because only their quick replies are known yet. The days are nearest ranks.
    """
    by_days = Waits.on(book, today - timedelta(days=thresholds.lapse_days)).by_days
    n = sum(by_days.values())
    return TimeToAnswer(n, _came_by(by_days, n, 0.5), _came_by(by_days, n, thresholds.nudge_share))


def _came_by(by_days: Mapping[int, int], n: int, share: float) -> int | None:
    """The first day by which this share of the replies had come."""
    come = 0
    for days in sorted(by_days):
        come += by_days[days]
        if come >= ceil(round(share * n, 9)):
            return days
    return None


def nudge_day(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> int:
    """Days after an ask when a reminder is due: one's own day once enough replies are known.

    By that day the ``nudge_share`` of them had come. At least one day, and before the day on which silence lapses: a
    reminder after that reminds of nothing.
    """
    took = time_to_answer(book, today, thresholds)
    if took.most is None or took.n < thresholds.nudge_from_answers:
        return thresholds.nudge_day
    return min(max(took.most, 1), thresholds.lapse_days - 1)


class Waits(Struct, frozen=True):
    """How long the replies to asks up to a day took, carried along every change of the book.

    ``by_days`` counts them by the days that they took. ``until`` is None until somebody wants to know.
    """

    until: date | None = None
    by_days: Mapping[int, int] = {}

    @classmethod
    def of(cls, _book: Book) -> Self:
        """Nothing was asked yet."""
        return cls()

    @classmethod
    def on(cls, book: Book, until: date) -> Self:
        """Of asks up to a day: what was carried along, or counted anew for another day."""
        known = book.derived(cls)
        return known if known.until == until else book.keep(cls(until, _waits(book.offers.values(), until)))

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        if (until := self.until) is None:
            return self
        return type(self)(until, recounted(self.by_days, edits, lambda offers: _waits(offers, until)))


_REPLIES = ("yes", "no", "later")


def _waits(offers: Iterable[Offer], until: date) -> Counter[int]:
    return Counter(
        [
            (day - asked_on).days
            for offer in offers
            for side in (offer.a, offer.b)
            if side.answer in _REPLIES
            and (asked_on := side.asked_on) is not None
            and asked_on <= until
            and (day := side.answered_on) is not None
        ]
    )
