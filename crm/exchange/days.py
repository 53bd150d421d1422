"""Birthdays and other days as files write them.

A day that is ambiguous or does not exist is never guessed at: it is no day, and the reader keeps the text.
"""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})(?:T.*)?")
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?|--\d{2}|---\d{2}")
_NUMBERS = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})\.?(?: 0?0:00(?::00)?)?")
_WORDS = re.compile(r"(?:(\d{1,2})[. -]+([^\W\d_]{3,12})|([^\W\d_]{3,12})\.? (\d{1,2}),?)[. -]+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS = {
    "mär": 3,
    "mrz": 3,
    "mai": 5,
    "okt": 10,
    "dez": 12,
    "fév": 2,
    "avr": 4,
    "aoû": 8,
    "déc": 12,
    "ene": 1,
    "abr": 4,
    "ago": 8,
    "dic": 12,
}

NO_YEAR = 1604
"""The year that Apple writes for a birthday without one."""


def iso_birthday(text: str, *, no_year: int = NO_YEAR) -> str:
    """``YYYY-MM-DD`` or ``--MM-DD`` from an ISO 8601 date or date with time, as vCards write it; "" for no day."""
    text = text.strip()
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = (int(group) for group in match.groups())
        return yearless(month, day) if year in (0, no_year, NO_YEAR) else dated(year, month, day)
    match = _YEARLESS.fullmatch(text)
    return yearless(int(match[1]), int(match[2])) if match else ""


def is_partial(text: str) -> bool:
    """Whether the text is a birthday known in part (a year, a month, a day of the month): right, but no day."""
    return _PARTIAL.fullmatch(text.strip()) is not None


def dated(year: int, month: int, day: int) -> str:
    """``YYYY-MM-DD``, or "" when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def yearless(month: int, day: int) -> str:
    """``--MM-DD``, or "" when no year has such a day."""
    return dated(2000, month, day) and f"--{month:02d}-{day:02d}"


def day_order(texts: list[str]) -> str:
    """The order in which a column writes days with slashes: "DMY", "MDY", or "" when nothing tells.

    A number above 12 can only be the day.
    """
    matches = [match for text in texts if (match := _NUMBERS.fullmatch(text.strip())) and len(match[1]) < 3]
    first = any(int(match[1]) > 12 for match in matches)
    second = any(int(match[3]) > 12 for match in matches)
    if first == second:
        return ""
    return "DMY" if first else "MDY"


def written_day(text: str, order: str = "") -> str:
    """A day as spreadsheets and exports write it: ISO, ``D.M.YYYY``, slashed in a known ``order``, or with the month's name.

    A two-digit year and slashes without a known order are no day.
    """
    text = text.strip()
    iso = iso_birthday(text)
    if iso:
        return iso
    match = _NUMBERS.fullmatch(text)
    if match:
        return _numbered(match, order)
    match = _WORDS.fullmatch(text)
    if match:
        month = _month(match[2] or match[3])
        return dated(int(match[5]), month, int(match[1] or match[4])) if month else ""
    return ""


def _numbered(match: re.Match[str], order: str) -> str:
    first, separator, second, third = match[1], match[2], match[3], match[4]
    if len(first) == 4:
        return dated(int(first), int(second), int(third))
    if len(third) != 4:
        return ""
    if separator == "." or order == "DMY" or (not order and first == second):
        return dated(int(third), int(second), int(first))
    return dated(int(third), int(first), int(second)) if order == "MDY" else ""


def _month(word: str) -> int:
    start = word.casefold()[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _OTHER_MONTHS.get(start, 0)
