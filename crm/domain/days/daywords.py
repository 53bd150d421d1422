"""How days are written: the words for them, and one small reader for each way to write them.

A reader takes plain words (lower case, single spaces), today, and whether the past is meant. It answers a day,
None when the words are not of its kind, or ``ValueError`` when they are and the calendar has no such day.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from crm.domain.days.today import calendar_of
from crm.domain.record import Refusal

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
}
_UNITS = {
    word: unit
    for unit, words in {
        "day": "d day days",
        "week": "w wk wks week weeks",
        "fortnight": "fortnight fortnights",
        "month": "m mo mos month months",
        "quarter": "q quarter quarters",
        "year": "y yr yrs year years",
    }.items()
    for word in words.split()
}
_FIXED = {
    "today": 0,
    "now": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmr": 1,
    "yesterday": -1,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "last night": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
}
_WEEKDAYS = {
    short: number
    for number, name in enumerate(WEEKDAY_NAMES)
    for short in {name.lower(), name[:3].lower(), name[:4].lower() if number in (1, 3) else name[:2].lower()}
} | {"thur": 3, "tues": 1}
MONTH_NUMBERS = {
    short: number for number, name in enumerate(MONTH_NAMES, 1) for short in (name.lower(), name[:3].lower())
} | {"sept": 9}

TIME_OF_DAY = r"(?<!^this)(?<!^last) (?:at )?(?:\d{1,2}(?::\d\d)? ?[ap]m|\d{1,2}:\d\d|noon|midnight|morning|afternoon|evening|night)$"
_AMOUNT = r"([+-]?)(\d{1,4}|[a-z]+)(?: of)? ?([a-z]+)( ago| from now)?"

# Readers: each understands one way to say a day, or answers None --------------------------------------------


def _fixed(words: str, today: date, _past: bool) -> date | None:
    days = _FIXED.get(words)
    return None if days is None else today + timedelta(days=days)


def _amount(words: str, today: date, _past: bool) -> date | None:
    """``in 2 weeks``, ``2w``, ``+3d``, ``a couple of months``, ``3 months ago``."""
    bare = words.removeprefix("in ")
    bare = bare.removeprefix("a ") if bare.startswith("a couple") else bare
    found = re.fullmatch(_AMOUNT, bare)
    if found is None:
        return None
    sign, amount, unit, direction = found.groups()
    number = int(amount) if amount.isdigit() else _NUMBERS.get(amount)
    if number is None or unit not in _UNITS or (not amount.isdigit() and len(unit) < 3):
        return None
    return _shifted(today, -number if sign == "-" or direction == " ago" else number, _UNITS[unit])


def _shifted(day: date, number: int, unit: str) -> date:
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, number * {"month": 1, "quarter": 3, "year": 12}[unit])


def _weekday(words: str, today: date, past: bool) -> date | None:
    """``tue``, ``next friday``: the next one after today; ``last fri``, with ``past`` also ``fri``: the last one before."""
    which, _, name = words.rpartition(" ")
    number = _WEEKDAYS.get(name)
    if number is None or which not in ("", "next", "this", "coming", "last", "past"):
        return None
    if which in ("last", "past") or (past and which in ("", "this")):
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _written(words: str, today: date, past: bool) -> date | None:
    """``2027-01-05``, ``5 Jan``, ``jan 5 2027``, ``5th of January``, ``5.1.2027``, ``tue 1 dec``, ``15th``."""
    first, _, rest = words.partition(" ")
    named = _WEEKDAYS.get(first.rstrip("."))
    day = _date_read(rest if rest and named is not None else words, today, past)
    if day is not None and rest and named is not None and day.weekday() != named:
        raise Refusal(
            f"{say_date(day, today)} is a {WEEKDAY_NAMES[day.weekday()]}, not a {WEEKDAY_NAMES[named]}: leave one of them out"
        )
    return day


def _date_read(words: str, today: date, past: bool) -> date | None:
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?", words):
        day, month, year = found.groups()
        return date(int(year), int(month), int(day)) if year else _yearless(int(day), int(month), today, past)
    if found := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", words):
        return _by_slashes(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", words):
        return _day_of_month(int(found[1]), today, past)
    return _month_and_day(words, today, past)


def _month_and_day(words: str, today: date, past: bool) -> date | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]*(?:of )?([a-z]+)\.?(?:[ -](\d{4}))?", words)
    if found:
        day, name, year = found.groups()
    elif found := re.fullmatch(r"([a-z]+)\.? ?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", words):
        name, day, year = found.groups()
    else:
        return None
    month = MONTH_NUMBERS.get(name)
    if month is None:
        return None
    return date(int(year), month, int(day)) if year else _yearless(int(day), month, today, past)


def _by_slashes(one: int, two: int, year: int) -> date:
    """A day with slashes where only one reading is possible; half the world reads 5/1 the other way round."""
    if one <= 12 and two <= 12 and one != two:
        raise Refusal(
            f"{one}/{two}/{year} can be read two ways: "
            f"write {one} {MONTHS[two - 1]} {year} or {two} {MONTHS[one - 1]} {year}"
        )
    return date(year, one, two) if two > 12 else date(year, two, one)


def _yearless(day: int, month: int, today: date, past: bool) -> date:
    """The next such day from today on (the last one up to today with ``past``); 29 Feb waits for its year."""
    for shift in range(9):
        try:
            found = date(today.year - shift if past else today.year + shift, month, day)
        except ValueError:
            continue
        if (found <= today) if past else (found >= today):
            return found
    raise ValueError


def _day_of_month(day: int, today: date, past: bool) -> date:
    for shift in range(12):
        first = add_months(today.replace(day=1), -shift if past else shift)
        if day <= month_length(first.year, first.month):
            found = first.replace(day=day)
            if (found <= today) if past else (found >= today):
                return found
    raise ValueError


READERS: tuple[Callable[[str, date, bool], date | None], ...] = (_fixed, _amount, _weekday, _written)
"""For days that are counted and days that are written; those within a month or a week have ``spans``."""


@lru_cache(maxsize=4096)
def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_length(year: int, month: int) -> int:
    """The number of days of a month; the standard library's ``calendar`` would cost every start its locales."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def days_after(day: date, days: int) -> date:
    """The day so many days later; the calendar's last one where there is none ("for ever" is often 9999-12-31)."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def say_date(day: date, today: date = date.min) -> str:
    """A day in full, in the style of today's calendar: ``14 Oct 2025``, ``Oct 14, 2025`` or ``2025-10-14``."""
    style = calendar_of(today).style
    if style == "ISO":
        return day.isoformat()
    words = say_day_of_year(day, today)
    return f"{words}, {day.year}" if style == "Nov 21" else f"{words} {day.year}"


def say_day_of_year(day: date, today: date = date.min) -> str:
    """A day without its year, which stands above it or goes without saying: ``14 Oct``, ``Oct 14`` or ``10-14``."""
    style = calendar_of(today).style
    if style == "ISO":
        return f"{day.month:02}-{day.day:02}"
    month = MONTHS[day.month - 1]
    return f"{month} {day.day}" if style == "Nov 21" else f"{day.day} {month}"
