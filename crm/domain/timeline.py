"""Offers by the time in which something last happened: newest first, under headings that grow coarser.

A timeline is made at the cost of its headings, not of its offers: rows are found when they are looked at.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple, overload

from crm.domain.by_day import ByDay
from crm.domain.days.daywords import MONTH_NAMES, add_months
from crm.domain.days.today import week_of
from crm.domain.offer import Offer

MONTHS_BY_NAME = 12
"""How many months, this one included, have a heading of their own; before them there are years."""

Row = str | int
"""A heading, or the id of an offer."""


class Heading(NamedTuple):
    """A stretch of time: its words and its first day."""

    text: str
    first: date


def heading_of(day: date, today: date) -> Heading:
    """The heading under which a day falls. Weeks begin on the first day of today's calendar."""
    this_week = week_of(today)
    last_week = this_week - timedelta(days=7)
    if day > today:
        return Heading("Ahead", today + timedelta(days=1))
    if day == today:
        return Heading("Today", today)
    if day >= this_week:
        return Heading("This week", this_week)
    if day >= last_week:
        return Heading("Last week", last_week)
    return _month_or_year(day, today)


def _month_or_year(day: date, today: date) -> Heading:
    oldest_month = add_months(today.replace(day=1), 1 - MONTHS_BY_NAME)
    if day >= oldest_month:
        name = MONTH_NAMES[day.month - 1]
        return Heading(name if day.year == today.year else f"{name} {day.year}", day.replace(day=1))
    year = str(day.year)
    split = day.year == oldest_month.year and oldest_month.month > 1
    return Heading(f"Earlier in {year}" if split else year, date(day.year, 1, 1))


class Timeline(Sequence[Row]):
    """The rows of a timeline: a heading (text) or the id of an offer.

    Args:
        days: the offers.
        today: the day from which headings are counted.
    """

    def __init__(self, days: ByDay, today: date) -> None:
        self._days = days
        self.today = today
        self.headings: list[tuple[int, str]] = []
        """Each heading's row and words, newest first."""
        self._rows: list[int] = []
        self._firsts: list[int] = []
        left = len(days)
        while left:
            heading = heading_of(days[left - 1][0], today)
            self._firsts.append(len(days) - left)
            row = len(days) - left + len(self._rows)
            self._rows.append(row)
            self.headings.append((row, heading.text))
            left = days.before(heading.first)

    def __len__(self) -> int:
        return len(self._days) + len(self._rows)

    @overload
    def __getitem__(self, row: int) -> Row: ...
    @overload
    def __getitem__(self, row: slice) -> list[Row]: ...
    def __getitem__(self, row: int | slice) -> Row | list[Row]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        if row < 0:
            row += len(self)
        if not 0 <= row < len(self):
            raise IndexError(row)
        group = bisect_right(self._rows, row) - 1
        if self._rows[group] == row:
            return self.headings[group][1]
        return self._days[len(self._days) - row + group][1]

    def row_of(self, offer: Offer) -> int | None:
        """The row of an offer, or None when it is not in this timeline."""
        at = self._days.before(offer.last_day, offer.id)
        if at == len(self._days) or self._days[at][1] != offer.id:
            return None
        place = len(self._days) - 1 - at
        return place + bisect_right(self._firsts, place)
