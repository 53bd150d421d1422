"""Whose answers the check-in rule looked at, and who ever met it: kept up with every change of the book."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple, Self

from crm.domain.book import Book
from crm.domain.days.daywords import add_months
from crm.insight.checking_in.rule import is_met
from crm.insight.counting.carried import Asked, PeopleAsked
from crm.insight.counting.tally import Given, given_in
from crm.insight.thresholds import Thresholds


class Looks(NamedTuple):
    """One person's answers as the rule came by them.

    ``yes`` and ``answered`` count all their answers ever. ``stretches`` are how many answers the rule looked at in
    each stretch between check-ins, up to the one with which it was first met; stretches too short for the rule are
    left out. ``came`` says whether it was met.
    """

    yes: int
    answered: int
    stretches: tuple[int, ...]
    came: bool


class Looked(PeopleAsked, frozen=True):
    """The last answer to ``looked``, carried along every change: by contact, and how many people are alike."""

    people: Mapping[int, Looks] = {}
    alike: Mapping[Looks, int] = {}

    @classmethod
    def found(cls, book: Book, asked: Asked) -> Self:
        """From everyone who ever answered."""
        since = _since(*asked)
        people = {
            contact: looks
            for contact, given in _by_contact(book).items()
            if (looks := _looks(book, contact, given, since, asked[1])).stretches
        }
        return cls(asked, people, Counter(people.values()))

    def again(self, book: Book, touched: Iterable[int], asked: Asked) -> Self:
        """Looked at again for these people."""
        since = _since(*asked)
        people, alike = dict(self.people), Counter(self.alike)
        for contact in touched:
            before = people.pop(contact, None)
            if before is not None:
                alike[before] -= 1
            given = [one for who, one in given_in(book.offers_of(contact)) if who == contact]
            looks = _looks(book, contact, given, since, asked[1])
            if looks.stretches:
                people[contact] = looks
                alike[looks] += 1
        return type(self)(asked, people, +alike)


def looked(book: Book, today: date, thresholds: Thresholds) -> Mapping[Looks, int]:
    """Everyone who gave enough answers for the rule in a stretch of its window: how many people to each ``Looks``."""
    return Looked.on(book, today, thresholds).alike


def _by_contact(book: Book) -> Mapping[int, list[Given]]:
    found: dict[int, list[Given]] = defaultdict(list)
    for contact, given in given_in(book.offers.values()):
        found[contact].append(given)
    return found


def _since(today: date, thresholds: Thresholds) -> date:
    return add_months(today, -thresholds.check_in_months)


def _looks(book: Book, contact: int, given: list[Given], since: date, thresholds: Thresholds) -> Looks:
    yes = sum(is_yes for _, _, is_yes in given)
    stretches: list[int] = []
    for stretch in _between_check_ins(book, contact, sorted(one for one in given if one[0] >= since)):
        met = _first_met(stretch, thresholds)
        if met is not None or is_met(0, len(stretch), thresholds):
            stretches.append(met or len(stretch))
        if met is not None:
            return Looks(yes, len(given), tuple(stretches), came=True)
    return Looks(yes, len(given), tuple(stretches), came=False)


def _between_check_ins(book: Book, contact: int, given: list[Given]) -> Iterator[list[Given]]:
    """Answers in their order, by stretch: from the day after each answered check-in on the rule counts anew."""
    days = sorted(one.answered_on for one in book.checkins_of(contact) if one.answered_on is not None)
    if not days:
        yield given
        return
    for _, stretch in groupby(given, key=lambda one: bisect_left(days, one[0])):
        yield list(stretch)


def _first_met(given: list[Given], thresholds: Thresholds) -> int | None:
    """With which answer the rule was met for the first time; None when it never was."""
    yes = 0
    for answered, (_, _, is_yes) in enumerate(given, 1):
        yes += is_yes
        if is_met(yes, answered, thresholds):
            return answered
    return None
