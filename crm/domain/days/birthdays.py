"""Birthdays as people type them: with the year or without, and said back so that a misreading shows."""

import re
from datetime import date

from crm.domain.days.dates import parse_day, say_date, say_day_of_year
from crm.domain.days.today import as_today
from crm.domain.record import Refusal

_WITHOUT_YEAR = re.compile(r"--(\d{2}-\d{2})")
_YEAR = re.compile(r"\d{4}")

LEAP = 2024
"""A year that has every day there is."""

_ANY_DAYS = date(LEAP, 1, 1), date(LEAP, 8, 19)
"""Counted from either, what is no day of its own comes to another."""

EXAMPLES = 'try "30 Jun 1984", "1984-06-30", or "30 Jun" without the year'


def parse_birthday(text: str, today: date) -> str:
    """A birthday as it is kept: ``YYYY-MM-DD``, or ``--MM-DD`` without the year; "" for nothing.

    Raises:
        Refusal: for what is no day of the year, or has not been yet; it gives an example.
    """
    words = " ".join(text.split())
    if not words:
        return ""
    kept = _WITHOUT_YEAR.fullmatch(words)
    born = _day_named(f"{LEAP}-{kept[1]}" if kept else words, words, today)
    if kept or not _YEAR.search(words):
        return f"--{born:%m-%d}"
    if born > today:
        raise Refusal(f"{born.isoformat()} has not been yet: {EXAMPLES}")
    return born.isoformat()


def _day_named(text: str, words: str, today: date) -> date:
    """The day that is named with its number and its month, whichever day it is now: not "tomorrow", nor "June 1984"."""
    if not any(letter.isdecimal() for letter in _YEAR.sub("", text)):
        raise Refusal(f'"{words}" is no birthday: {EXAMPLES}')
    try:
        born, again = (parse_day(text, as_today(day, today)) for day in _ANY_DAYS)
    except Refusal:
        raise Refusal(f'"{words}" is not understood as a birthday: {EXAMPLES}') from None
    if (born.month, born.day) != (again.month, again.day):
        raise Refusal(f'"{words}" is no birthday: {EXAMPLES}')
    return born


def say_birthday(birthday: str, today: date) -> str:
    """A birthday in words: ``30 Jun 1984``, or ``30 Jun, the year not known``; "" for none, or one that is no day."""
    try:
        if birthday.startswith("--"):
            return (
                f"{say_day_of_year(date.fromisoformat(f'{LEAP}{birthday[1:]}'), today)}, the year not known"
            )
        return say_date(date.fromisoformat(birthday), today) if birthday else ""
    except ValueError:
        return ""
