"""How long people take to answer, and from it the day for the one friendly reminder."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import ceil
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.offer import Offer
from crm.domain.record import Record
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
    by_days = book.derived(Waits).of_asks_until(today - timedelta(days=thresholds.lapse_days))
    n = by_days.total()
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


_REPLIES = ("yes", "no", "later")


class Waits(Struct, frozen=True, dict=True):
    """How long every reply took: ``book.derived(Waits)`` follows every change.

    ``replies`` counts, by the day asked, replies by the days they took.
    """

    replies: Mapping[date, Counter[int]] = {}

    @cached_property
    def kept(self) -> dict[date, Counter[int]]:
        """The answers that ``of_asks_until`` has given."""
        return {}

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all offers."""
        days: dict[date, dict[date, int]] = defaultdict(lambda: defaultdict(int))
        for offer in book.offers.values():
            for side in (offer.a, offer.b):
                if side.answer in _REPLIES and (asked_on := side.asked_on) and (day := side.answered_on):
                    days[asked_on][day] += 1
        return cls(
            {
                asked_on: Counter({(day - asked_on).days: times for day, times in answered.items()})
                for asked_on, answered in days.items()
            }
        )

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        changed: dict[date, Counter[int]] = {}
        for edit in edits:
            for record, sign in ((edit.before, -1), (edit.after, 1)):
                for asked_on, days in _replies(record):
                    changed.setdefault(asked_on, Counter())[days] += sign
        changed = {day: change for day, change in changed.items() if any(change.values())}
        if not changed:
            return self
        replies = dict(self.replies)
        for day, change in changed.items():
            total = replies.get(day, Counter()).copy()
            total.update(change)
            replies[day] = +total
        made = type(self)({day: counts for day, counts in replies.items() if counts})
        made.kept.update(
            {latest: _with(total, changed, latest) for latest, total in self.kept.copy().items()}
        )
        return made

    def of_asks_until(self, latest: date) -> Counter[int]:
        """Replies to asks up to a day, counted by the days they took. Read it; never change it."""
        if latest not in self.kept:
            total: Counter[int] = Counter()
            for day, counts in self.replies.items():
                if day <= latest:
                    total.update(counts)
            self.kept[latest] = total
        return self.kept[latest]


def _with(total: Counter[int], changed: Mapping[date, Counter[int]], latest: date) -> Counter[int]:
    """Replies to asks up to a day, with those that have changed."""
    counts = total.copy()
    for day, change in changed.items():
        if day <= latest:
            counts.update(change)
    return +counts


def _replies(record: Record | None) -> Iterator[tuple[date, int]]:
    """The asks of an offer that got a yes, a no or a later, each with the days it took."""
    if isinstance(record, Offer):
        for side in (record.a, record.b):
            if side.answer in _REPLIES and side.asked_on and side.answered_on:
                yield side.asked_on, (side.answered_on - side.asked_on).days
