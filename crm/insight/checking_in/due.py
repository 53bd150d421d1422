"""Everyone who is due a check-in today: found in one pass, then kept up at the cost of what changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.days.daywords import add_months
from crm.domain.offer import Offer
from crm.insight.checking_in.rule import CheckInDue, check_in_due, given_since, is_met, last_answered
from crm.insight.counting.tally import given_in
from crm.insight.thresholds import DEFAULTS, Thresholds

Tally = tuple[int, int]
"""Yeses, and all answers, that the check-in rule counts."""


class Due(Struct, frozen=True):
    """The last answer to ``check_ins_due``, carried along every change of the book.

    ``tallies`` are the counts of everyone who answered within the rule's window.
    """

    asked: tuple[date, Thresholds] | None = None
    due: Mapping[int, CheckInDue] = {}
    tallies: Mapping[int, Tally] = {}

    @classmethod
    def of(cls, _book: Book) -> Self:
        """Nothing was asked yet."""
        return cls()

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        """The same answer after these edits: asked again for the people whom they touch."""
        touched = {contact for edit in edits for contact in touched_by(edit)}
        if self.asked is None or not touched:
            return self
        due, tallies = dict(self.due), dict(self.tallies)
        for contact in touched:
            due.pop(contact, None)
            tallies.pop(contact, None)
            tally = given_since(book, contact, *self.asked)
            if tally[1]:
                tallies[contact] = tally
            if is_met(*tally, self.asked[1]) and (one := check_in_due(book, contact, *self.asked)):
                due[contact] = one
        return type(self)(self.asked, due, tallies)


def check_ins_due(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Mapping[int, CheckInDue]:
    """Everyone for whom the check-in rule is met today, by contact."""
    return _known(book, today, thresholds).due


def is_due(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> bool:
    """Whether the rule asks for a check-in with a person: looked up where it is known of everyone already."""
    known = book.known(Due)
    if known is not None and known.asked == (today, thresholds):
        return contact in known.due
    return check_in_due(book, contact, today, thresholds) is not None


def counted_by_the_rule(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Mapping[int, Tally]:
    """The count that the check-in rule looks at, of everyone who has one, by contact."""
    return _known(book, today, thresholds).tallies


def _known(book: Book, today: date, thresholds: Thresholds) -> Due:
    known = book.derived(Due)
    if known.asked != (today, thresholds):
        tallies = _tallies(book, today, thresholds)
        known = book.keep(Due((today, thresholds), _found(book, tallies, today, thresholds), tallies))
    return known


def _found(
    book: Book, tallies: Mapping[int, Tally], today: date, thresholds: Thresholds
) -> dict[int, CheckInDue]:
    """One cheap pass finds who may be due; the rule itself has the last word on each."""
    may_be = (contact for contact, tally in tallies.items() if is_met(*tally, thresholds))
    found = {contact: check_in_due(book, contact, today, thresholds) for contact in may_be}
    return {contact: one for contact, one in found.items() if one is not None}


def _tallies(book: Book, today: date, thresholds: Thresholds) -> dict[int, Tally]:
    since = add_months(today, -thresholds.check_in_months)
    after = {contact: last_answered(book, contact) or date.min for contact in book.checkins_by_contact}
    yes: dict[int, int] = defaultdict(int)
    answered: dict[int, int] = defaultdict(int)
    for contact, (day, _, is_yes) in given_in(book.offers_since(since)):
        if day >= since and day > after.get(contact, date.min):
            answered[contact] += 1
            yes[contact] += is_yes
    return {contact: (yes[contact], n) for contact, n in answered.items()}


def touched_by(edit: Edit) -> set[int]:
    """The people whose count for the rule an edit may change."""
    touched: set[int] = set()
    for record in (edit.before, edit.after):
        if isinstance(record, Offer):
            touched |= record.pair
        elif isinstance(record, CheckIn):
            touched.add(record.contact)
    return touched
