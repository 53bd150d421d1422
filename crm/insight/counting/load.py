"""How often people are asked, and whether being asked often goes with fewer yeses."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, Self

from crm.domain.book import Book
from crm.domain.days.daywords import add_months
from crm.domain.offer import AnswerWord
from crm.insight.counting.carried import Asked, PeopleAsked
from crm.insight.thresholds import DEFAULTS, Thresholds


class Load(NamedTuple):
    """Answers by how often a person had been asked in the 30 days up to that ask, and asks of the last 30 days.

    ``often`` counts answers to an ask that was at least the third within 30 days (``load_asks``, ``load_days``).
    """

    seldom_yes: int = 0
    seldom: int = 0
    often_yes: int = 0
    often: int = 0
    lately: int = 0

    def plus(self, other: "Load", sign: int = 1) -> "Load":
        return Load(*(mine + sign * theirs for mine, theirs in zip(self, other, strict=True)))


NO_LOAD = Load()


class Loads(PeopleAsked, frozen=True):
    """The last answer to ``loads``, carried along every change of the book."""

    by_contact: Mapping[int, Load] = {}
    total: Load = NO_LOAD

    @classmethod
    def found(cls, book: Book, asked: Asked) -> Self:
        """From the offers in which something happened since the window began."""
        by_contact, total = dict[int, Load](), NO_LOAD
        for contact, asks in _asks_of_everyone(book, *asked).items():
            found = _load(asks, *asked)
            if any(found):
                by_contact[contact] = found
                total = total.plus(found)
        return cls(asked, by_contact, total)

    def again(self, book: Book, touched: Iterable[int], asked: Asked) -> Self:
        """Counted again for these people."""
        by_contact, total = dict(self.by_contact), self.total
        for contact in touched:
            was, is_now = by_contact.pop(contact, NO_LOAD), load_of(book, contact, *asked)
            total = total.plus(was, -1).plus(is_now)
            if any(is_now):
                by_contact[contact] = is_now
        return type(self)(asked, by_contact, total)


def loads(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Loads:
    """The load of everyone who was asked within the window."""
    return Loads.on(book, today, thresholds)


def load_of(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> Load:
    """The load of one person within the window."""
    asks = [
        (side.asked_on, side.answer)
        for offer in book.offers_of(contact)
        for side in (offer.a, offer.b)
        if side.contact == contact and side.asked_on is not None
    ]
    return _load(asks, today, thresholds)


Ask = tuple[date, AnswerWord | None]
"""The day on which a person was asked, and what they answered."""


def _load(asks: Iterable[Ask], today: date, thresholds: Thresholds) -> Load:
    first = _first(today, thresholds)
    span = timedelta(days=thresholds.load_days - 1)
    days = sorted(on for on, _ in asks if first - span <= on <= today)
    seldom_yes = seldom = often_yes = often = 0
    for on, answer in asks:
        if not first <= on <= today or answer not in ("yes", "no"):
            continue
        within = bisect_right(days, on) - bisect_left(days, on - span)
        if within >= thresholds.load_asks:
            often, often_yes = often + 1, often_yes + (answer == "yes")
        else:
            seldom, seldom_yes = seldom + 1, seldom_yes + (answer == "yes")
    return Load(seldom_yes, seldom, often_yes, often, len(days) - bisect_left(days, today - span))


def _first(today: date, thresholds: Thresholds) -> date:
    return add_months(today, -thresholds.window_months)


def _asks_of_everyone(book: Book, today: date, thresholds: Thresholds) -> Mapping[int, list[Ask]]:
    earliest = _first(today, thresholds) - timedelta(days=thresholds.load_days)
    asks: dict[int, list[Ask]] = defaultdict(list)
    for offer in book.offers_since(earliest):
        for side in (offer.a, offer.b):
            if side.asked_on is not None:
                asks[side.contact].append((side.asked_on, side.answer))
    return asks
