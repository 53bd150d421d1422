"""Everyone who is due a check-in today: found in one pass, then kept up at the cost of what changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from dateutil.relativedelta import relativedelta

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.offer import Offer
from crm.domain.today import Calendar, calendar_of
from crm.insight.check_in_rule import CheckInDue, check_in_due, is_met, last_answered
from crm.insight.tally import came_of, day_of
from crm.insight.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True)
class Due:
    """The last answer to ``check_ins_due``, carried along every change of the book."""

    asked: tuple[date, Thresholds, Calendar] | None = None
    due: Mapping[int, CheckInDue] = field(default_factory=dict)

    @classmethod
    def of(cls, _book: Book) -> Self:
        """Nothing was asked yet."""
        return cls()

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        """The same answer after these edits: asked again for the people whom they touch."""
        touched = {contact for edit in edits for contact in _touched(edit)}
        if self.asked is None or not touched:
            return self
        due = {contact: one for contact, one in self.due.items() if contact not in touched}
        found = {contact: check_in_due(book, contact, *self.asked[:2]) for contact in touched}
        due |= {contact: one for contact, one in found.items() if one is not None}
        return type(self)(self.asked, due)


def check_ins_due(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Mapping[int, CheckInDue]:
    """Everyone for whom the check-in rule is met today, by contact."""
    known = book.derived(Due)
    asked = (today, thresholds, calendar_of(today))
    if known.asked != asked:
        known = book.keep(Due(asked, _found(book, today, thresholds)))
    return known.due


def _found(book: Book, today: date, thresholds: Thresholds) -> dict[int, CheckInDue]:
    """One cheap pass finds who may be due; the rule itself has the last word on each."""
    may_be = (
        contact
        for contact, (yes, answered) in _tallies(book, today, thresholds).items()
        if is_met(yes, answered, thresholds)
    )
    found = {contact: check_in_due(book, contact, today, thresholds) for contact in may_be}
    return {contact: one for contact, one in found.items() if one is not None}


def _tallies(book: Book, today: date, thresholds: Thresholds) -> dict[int, list[int]]:
    since = today - relativedelta(months=thresholds.check_in_months)
    after = {contact: last_answered(book, contact) or date.min for contact in book.checkins_by_contact}
    tallies: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for offer in book.offers.values():
        for key, side in offer.sides():
            if side.answer not in ("yes", "no") or came_of(offer, key) is None:
                continue
            day = day_of(offer, key)
            if day >= since and day > after.get(side.contact, date.min):
                tally = tallies[side.contact]
                tally[0] += side.answer == "yes"
                tally[1] += 1
    return tallies


def _touched(edit: Edit) -> set[int]:
    touched: set[int] = set()
    for record in (edit.before, edit.after):
        if isinstance(record, Offer):
            touched |= record.pair
        elif isinstance(record, CheckIn):
            touched.add(record.contact)
    return touched
