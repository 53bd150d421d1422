"""Today, and how its owner writes days and begins weeks.

Everything that says or reads a day is given the ``today`` that it counts from. A ``Today`` is that day, and brings
along its owner's calendar: nothing else has to be passed, and a plain ``date`` means the calendar of ``Calendar()``.
"""

from datetime import date, timedelta
from typing import Literal, Self

from msgspec import Struct

DayStyle = Literal["21 Nov", "Nov 21", "ISO"]
"""How days are written: day first, month first, or as ``2026-11-21``."""


class Calendar(Struct, frozen=True):
    """How someone writes days and begins weeks. ``week_starts``: Monday is 0, Sunday is 6."""

    style: DayStyle = "21 Nov"
    week_starts: int = 0


class Today(date):
    """The day that it is for someone. A date in every respect; days that are reckoned from it are plain in style."""

    calendar: Calendar = Calendar()

    @classmethod
    def on(cls, day: date, calendar: Calendar) -> Self:
        """A day as the today of someone with this calendar."""
        made = cls(day.year, day.month, day.day)
        made.calendar = calendar
        return made


def plain_day(value: object) -> str:
    """A today as the day that it is, ``YYYY-MM-DD``: the hook for encoders that only know plain dates.

    Raises:
        TypeError: for anything that is no day.
    """
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no day and cannot be kept")


def calendar_of(today: date) -> Calendar:
    """The calendar that ``today`` brings along."""
    return today.calendar if isinstance(today, Today) else Today.calendar


def as_today(day: date, today: date) -> Today:
    """Another day, as it will be today for the one whose today this is."""
    return Today.on(day, calendar_of(today))


def week_of(today: date) -> date:
    """The first day of today's week."""
    return today - timedelta(days=(today.weekday() - calendar_of(today).week_starts) % 7)
