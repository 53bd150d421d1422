"""Birthdays as people type them: with the year or without, and said back so that a misreading shows."""

import re
from datetime import date

from crm.domain.days.dates import parse_day, say_date, say_day_of_year
from crm.domain.days.today import Today, calendar_of
from crm.domain.record import Refusal

_STORED = re.compile(r"(?:\d{4}|-)-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_RELATIVE = re.compile(
    r"\b(today|tomorrow|yesterday|next|last|in|ago|this|end|week|month|year|quarter)\b|\d[dwmy]\b"
)

LEAP = 2024
"""A year that has every day there is."""

EXAMPLES = 'try "30 Jun 1984", "1984-06-30", or "30 Jun" without the year'


def parse_birthday(text: str, today: date) -> str:
    """A birthday as it is kept: ``YYYY-MM-DD``, or ``--MM-DD`` without the year; "" for nothing.

    Raises:
        Refusal: for what is no day of the year, or has not been yet; it gives an example.
    """
    words = " ".join(text.split())
    if not words or _STORED.fullmatch(words):
        return words
    if _RELATIVE.search(words.casefold()) or not any(letter.isdecimal() for letter in words):
        raise Refusal(f'"{words}" is no birthday: {EXAMPLES}')
    try:
        if _YEAR.search(words):
            born = parse_day(words, today, past=True)
        else:
            born = parse_day(words, Today.on(date(LEAP, 1, 1), calendar_of(today)))
            return f"--{born:%m-%d}"
    except Refusal:
        raise Refusal(f'"{words}" is not understood as a birthday: {EXAMPLES}') from None
    if born > today:
        raise Refusal(f"{born.isoformat()} has not been yet: {EXAMPLES}")
    return born.isoformat()


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
