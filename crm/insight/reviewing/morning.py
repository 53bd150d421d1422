"""The morning list: what is worth a moment today, in the order in which it is worth it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.checkin import CheckIn
from crm.domain.days.today import calendar_of
from crm.domain.lens import Lens
from crm.domain.offer import Offer
from crm.domain.reflection import Reflection
from crm.insight.agenda.item import Item, What
from crm.insight.agenda.offers import (
    ask_items,
    introduce_items,
    later_items,
    outcome_items,
    unasked_items,
    untold_items,
)
from crm.insight.agenda.people import check_in_items, lens_items, reflection_items
from crm.insight.checking_in.due import check_ins_due
from crm.insight.checking_in.rule import CheckInDue, check_in_due
from crm.insight.counting.watch import Watch
from crm.insight.thresholds import DEFAULTS, Thresholds

__all__ = ["Item", "What", "items_of", "morning_list"]


class _Scope(Struct, frozen=True):
    """The records that a list is made from: those of one person, or all that are not finished with."""

    open_offers: Iterable[Offer]
    introduced: Iterable[Offer]
    lately: Iterable[Offer]
    reflections: Iterable[Reflection]
    lenses: Iterable[Lens]
    checkins: Iterable[CheckIn]
    due: Mapping[int, CheckInDue]


def morning_list(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> tuple[Item, ...]:
    """What wants something of you today, each sort oldest first.

    Reflections owed, asks past their day, laters whose day has come, introductions to make, asks to send, people
    who wait for word, lenses that end or want a look, check-ins due, outcomes to ask. Worked out once for each book.
    """
    key = morning_list, today, calendar_of(today), thresholds
    return book.once(key, lambda: tuple(_items(book, _scope(book, today, thresholds), today, thresholds)))


def _scope(book: Book, today: date, thresholds: Thresholds) -> _Scope:
    watch = book.derived(Watch)
    offers = [book.offers[one] for one in watch.offers]
    return _Scope(
        [offer for offer in offers if offer.introduced_on is None],
        [offer for offer in offers if offer.introduced_on is not None],
        book.offers_since(today - timedelta(days=thresholds.tell_days)),
        [book.reflections[one] for one in watch.reflections],
        [book.lenses[one] for one in watch.lenses],
        [book.checkins[one] for one in watch.checkins],
        check_ins_due(book, today, thresholds),
    )


def items_of(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> tuple[Item, ...]:
    """What of the morning list is about one person: on their side of an offer, or on both."""
    offers = list(book.offers_of(contact))
    due = check_in_due(book, contact, today, thresholds)
    scope = _Scope(
        [offer for offer in offers if offer.is_open],
        [offer for offer in offers if offer.introduced_on is not None],
        offers,
        list(book.reflections_about(contact)),
        list(book.lenses_of(contact)),
        list(book.checkins_of(contact)),
        {contact: due} if due else {},
    )
    items = _items(book, scope, today, thresholds)
    return tuple(item for item in items if item.side is None or item.people[0] == contact)


def _items(book: Book, scope: _Scope, today: date, thresholds: Thresholds) -> Iterator[Item]:
    sorts = (
        reflection_items(book, scope.reflections, today),
        ask_items(book, scope.open_offers, today, thresholds),
        later_items(book, scope.open_offers, today),
        introduce_items(book, scope.open_offers, today),
        unasked_items(book, scope.open_offers, today, thresholds),
        untold_items(book, scope.lately, today, thresholds),
        lens_items(book, scope.lenses, today, thresholds),
        check_in_items(book, scope.checkins, scope.due, today, thresholds),
        outcome_items(book, scope.introduced, today, thresholds),
    )
    for items in sorts:
        yield from sorted(items, key=lambda item: (item.since, item.ref, item.side or ""))
