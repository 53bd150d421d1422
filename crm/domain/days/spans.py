"""Days that are said by a part of something longer: ``end of November``, ``next week``, ``mid June``, ``eom``."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from crm.domain.days.daywords import MONTH_NUMBERS, add_months, month_length, say_date
from crm.domain.days.today import week_of
from crm.domain.record import Refusal

_Span = tuple[date, date]
"""The first and the last day of a week, a month, a quarter or a year."""

_Around = Callable[[int], _Span]
"""The span of a name that has begun last, or so many later (earlier: below 0)."""

_SHORT = {"eow": "end of week", "eom": "end of month", "eoy": "end of year"}
_PART = re.compile(
    r"(?:(end|start|beginning|middle|mid|early|late)[ -](?:of )?(?:the )?)?"
    r"(?:(\d{4})|(?:(next|last|this) )?([a-z]+)\.?(?: (\d{4}))?)"
)
_MONTHS_LONG = {"month": 1, "quarter": 3, "year": 12}


def span(words: str, today: date, past: bool) -> date | None:
    """The day that a part of a span means; a whole one means its first day. A reader as those of ``daywords``.

    Without a year, ``next`` or ``last`` it is the span whose day comes next, or came last with ``past``: on 24 Nov the
    end of November is six days away, and its beginning is next year's.

    Raises:
        Refusal: for ``this`` where the day is on the wrong side of today.
    """
    found = _PART.fullmatch(_SHORT.get(words, words))
    if found is None:
        return None
    part, only_year, which, name, year = found.groups()
    month = MONTH_NUMBERS.get(name)
    if only_year:
        return _day_in((date(int(only_year), 1, 1), date(int(only_year), 12, 31)), part) if part else None
    if month and year:
        return _day_in(_month(int(year), month), part)
    if year or not (month or name == "week" or name in _MONTHS_LONG):
        return None
    around: _Around = partial(_month_around, today, month) if month else partial(_unit_around, today, name)
    if part is None and (which == "this" or not (month or which)) and _is_running(around, today):
        return None  # no one day is meant
    return _nearest(around, part, which, today, past)


def _nearest(around: _Around, part: str | None, which: str | None, today: date, past: bool) -> date:
    is_running = _is_running(around, today)
    if which == "next":
        return _day_in(around(1), part)
    if which == "last":
        return _day_in(around(-1 if is_running else 0), part)
    day = _day_in(around(0), part)
    if (day <= today) if past else (day >= today):
        return day
    if which == "this" and is_running:
        raise Refusal(f"{say_date(day, today)} {'is still to come' if past else 'has been already'}")
    return _day_in(around(-1 if past else 1), part)


def _is_running(around: _Around, today: date) -> bool:
    first, last = around(0)
    return first <= today <= last


def _day_in(span: _Span, part: str | None) -> date:
    first, last = span
    if part in ("end", "late"):
        return last
    if part in ("middle", "mid"):
        half = (last - first).days // 2
        return first + timedelta(days=14 if 13 <= half <= 15 else half)  # of any month it is the 15th
    return first


def _unit_around(today: date, unit: str, shift: int) -> _Span:
    """The week, month, quarter or year of today, or so many later."""
    if unit == "week":
        first = week_of(today) + timedelta(days=7 * shift)
        return first, first + timedelta(days=6)
    months = _MONTHS_LONG[unit]
    first = add_months(today.replace(day=1), -((today.month - 1) % months) + months * shift)
    return first, add_months(first, months) - timedelta(days=1)


def _month_around(today: date, month: int, shift: int) -> _Span:
    """The month of this name that has begun last, or so many years later."""
    return _month(today.year - (month > today.month) + shift, month)


def _month(year: int, month: int) -> _Span:
    return date(year, month, 1), date(year, month, month_length(year, month))
