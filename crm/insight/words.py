"""Small words that the insights are written with: days, counts and lists."""

from collections.abc import Iterable
from datetime import date

from crm.domain.contact import Contact
from crm.domain.days.daywords import MONTHS, say_date, say_day_of_year
from crm.domain.days.today import calendar_of


def day_words(day: date, today: date) -> str:
    """A day as it is said: ``12 Oct``, with its year when that is not this year's."""
    near = day.year == today.year and calendar_of(today).style != "ISO"
    return say_day_of_year(day, today) if near else say_date(day, today)


def days_ago(day: date, today: date) -> str:
    """How long ago a day was: ``today``, ``1 day ago``, ``6 days ago``."""
    days = (today - day).days
    return "today" if days <= 0 else f"{counted(days, 'day')} ago"


def month_words(month: date) -> str:
    """A month as it heads a column: ``Oct 2025``."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def counted(n: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 ask``, ``2 asks``."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def share_in_words(share: float) -> str:
    """A share that a rule is set to: ``9 in 10``, or a percentage where tenths do not say it."""
    tenths = 10 * share
    return f"{tenths:.0f} in 10" if abs(tenths - round(tenths)) < 1e-9 else f"{100 * share:.3g}%"


def listed(words: Iterable[str], last: str = "and") -> str:
    """A list as it is said: ``a``, ``a and b``, ``a, b and c``."""
    all_words = list(words)
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {last} {all_words[-1]}"


def first_names(one: Contact, other: Contact) -> tuple[str, str]:
    """What to call two people in one sentence: first names, or whole names where those are the same."""
    if one.first_name.casefold() == other.first_name.casefold():
        return one.name, other.name
    return one.first_name, other.first_name
