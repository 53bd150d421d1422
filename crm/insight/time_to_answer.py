"""How long people take to answer, and from it the day for the one friendly reminder."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from crm.domain.book import Book
from crm.insight.figures import Figures
from crm.insight.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class TimeToAnswer:
    """Days from ask to reply over ``n`` replies: half came within ``half``, 9 in 10 within ``most``.

    Both are None without a reply.
    """

    n: int
    half: int | None
    most: int | None


def time_to_answer(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> TimeToAnswer:
    """The days that replies (yes, no or later) took, of asks at least 14 days old.

    Younger asks are left out because only their quick replies are known yet. The days are nearest ranks.
    """
    latest = today - timedelta(days=thresholds.lapse_days)
    by_days: dict[int, int] = {}
    for (asked_on, days), count in book.derived(Figures).waits.items():
        if asked_on <= latest:
            by_days[days] = by_days.get(days, 0) + count
    n = sum(by_days.values())
    return TimeToAnswer(n, _came_by(by_days, n, 0.5), _came_by(by_days, n, thresholds.nudge_share))


def _came_by(by_days: dict[int, int], n: int, share: float) -> int | None:
    """The first day by which this share of the replies had come."""
    come = 0
    for days in sorted(by_days):
        come += by_days[days]
        if come >= ceil(round(share * n, 9)):
            return days
    return None


def nudge_day(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> int:
    """Days after an ask when a reminder is due: 4 until 20 replies are known, then the day 9 in 10 had come by.

    At least one day, and before the day on which silence lapses: a reminder after that reminds of nothing.
    """
    took = time_to_answer(book, today, thresholds)
    if took.most is None or took.n < thresholds.nudge_from_answers:
        return thresholds.nudge_day
    return min(max(took.most, 1), thresholds.lapse_days - 1)
