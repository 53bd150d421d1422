"""The morning list: what is worth a moment today, in the order in which it is worth it."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.insight.agenda.item import Item, What
from crm.insight.agenda.offers import ask_items, introduce_items, later_items, outcome_items
from crm.insight.agenda.people import check_in_items, lens_items, reflection_items
from crm.insight.thresholds import DEFAULTS, Thresholds

__all__ = ["Item", "What", "morning_list"]


def morning_list(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> tuple[Item, ...]:
    """What wants something of you today, each sort oldest first.

    Reflections owed, asks past their day, laters whose day has come, introductions to make, lenses that end or
    want a look, check-ins due, outcomes to ask.
    """
    sorts = (
        reflection_items(book, today),
        ask_items(book, today, thresholds),
        later_items(book, today),
        introduce_items(book, today),
        lens_items(book, today, thresholds),
        check_in_items(book, today, thresholds),
        outcome_items(book, today, thresholds),
    )
    return tuple(item for items in sorts for item in _oldest_first(items))


def _oldest_first(items: Iterator[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.since, item.ref, item.side or ""))
