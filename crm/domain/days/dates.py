"""Days in words: read as people type them, and said back in as few letters as a screen has room for.

Everything is relative to a ``today`` that is passed in; it also says how its owner writes days and when weeks begin
(``crm.domain.days.today``). What is not understood is refused with the words that were not understood and an example, never
guessed at.
"""

import re
from datetime import date

from crm.domain.days.daywords import MONTHS, READERS, TIME_OF_DAY, add_months, say_date, say_day_of_year
from crm.domain.days.spans import span
from crm.domain.days.today import calendar_of
from crm.domain.record import Refusal

__all__ = [
    "EXAMPLES",
    "NEAR_DAYS",
    "add_months",
    "ago",
    "length",
    "parse_day",
    "say_date",
    "say_day",
    "say_day_of_year",
    "say_month",
]

EXAMPLES = 'try "2w", "next tue", "30 Jun" or "2027-01-05"'

NEAR_DAYS = 182
"""A day this near needs no year to be unmistakable."""


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """The day that some words mean, counted from ``today``.

    A day without a year, a weekday and a month alone mean the next one that comes, or with ``past`` the last one
    that has been (for "asked on ..."). A time of day behind the day is read over.

    Raises:
        Refusal: for what is not a day; it names the words and gives an example.
    """
    words = _plain(text)
    if not words:
        raise Refusal(f"a day is missing: {EXAMPLES}")
    try:
        for reader in (*READERS, span):
            day = reader(words, today, past)
            if day is not None:
                return date(day.year, day.month, day.day)  # a day that was read is nobody's today
    except (ValueError, OverflowError):
        raise Refusal(f'"{text.strip()}" is not a day of the calendar: {EXAMPLES}') from None
    raise Refusal(f'"{text.strip()}" is not understood as a day: {EXAMPLES}')


def _plain(text: str) -> str:
    words = " ".join(text.casefold().replace(",", " ").split())
    words = re.sub(TIME_OF_DAY, "", words)
    return words.removeprefix("on ").removeprefix("by ").removeprefix("until ").removeprefix("the ")


def say_day(day: date, today: date) -> str:
    """A day in short: ``today``, ``tomorrow``, ``yesterday``, ``21 Nov``, and ``14 Oct 2025`` further than half a year away."""
    away = (day - today).days
    if -1 <= away <= 1:
        return ("yesterday", "today", "tomorrow")[away + 1]
    near = abs(away) <= NEAR_DAYS and calendar_of(today).style != "ISO"
    return say_day_of_year(day, today) if near else say_date(day, today)


def say_month(day: date, today: date) -> str:
    """The month of a day, for where there is no room for more: ``Jan``, or ``Jan 2028`` when it is far away."""
    name = MONTHS[day.month - 1]
    return name if abs((day - today).days) <= 2 * NEAR_DAYS - 31 else f"{name} {day.year}"


def ago(day: date, today: date) -> str:
    """How long ago a day was, in one short word: ``today``, ``6d``, ``3w``, ``5mo``, ``2y``; ahead: ``in 6d``."""
    days = (today - day).days
    if days == 0:
        return "today"
    return length(days) if days > 0 else f"in {length(-days)}"


def length(days: int) -> str:
    """A number of days in one short word: ``6d``, ``3w``, ``5mo``, ``2y``."""
    if days < 14:
        return f"{days}d"
    if days < 63:
        return f"{days // 7}w"
    if days < 730:
        return f"{round(days / 30.44)}mo"
    return f"{days // 365}y"
