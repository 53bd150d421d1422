"""Everyone who is due a check-in today: found in one pass, then kept up at the cost of what changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from crm.domain.book import Book
from crm.domain.days.daywords import add_months
from crm.insight.checking_in.rule import CheckInDue, check_in_due, is_met, least_noes
from crm.insight.counting.carried import Asked, PeopleAsked
from crm.insight.counting.tally import givers_since
from crm.insight.thresholds import DEFAULTS, Thresholds


class Due(PeopleAsked, frozen=True):
    """The last answer to ``check_ins_due``, carried along every change of the book: why, by contact."""

    due: Mapping[int, CheckInDue] = {}

    @classmethod
    def found(cls, book: Book, asked: Asked) -> Self:
        """One cheap pass finds who may be due; the rule itself has the last word on each."""
        return cls(asked).again(book, _may_be_due(book, *asked), asked)

    def again(self, book: Book, touched: Iterable[int], asked: Asked) -> Self:
        """Counted again for these people."""
        due = dict(self.due)
        for contact in touched:
            due.pop(contact, None)
            if (one := check_in_due(book, contact, *asked)) is not None:
                due[contact] = one
        return type(self)(asked, due)


def check_ins_due(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Mapping[int, CheckInDue]:
    """Everyone for whom the check-in rule is met today, by contact."""
    return Due.on(book, today, thresholds).due


def is_due(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> bool:
    """Whether the rule asks for a check-in with a person: looked up where it is known of everyone already."""
    known = book.known(Due)
    if known is not None and known.asked == (today, thresholds):
        return contact in known.due
    return check_in_due(book, contact, today, thresholds) is not None


def _may_be_due(book: Book, today: date, thresholds: Thresholds) -> set[int]:
    """Those whose answers meet the rule, and whoever has a check-in: of them the rule may count only the later ones."""
    since = add_months(today, -thresholds.check_in_months)
    yes, no = givers_since(book.offers.values(), since)  # in the order of memory: by day takes longer
    noes, least = Counter(no), least_noes(thresholds)
    enough = {who for who, n in noes.items() if n >= least}
    yeses = Counter(filter(enough.__contains__, yes))
    met = {who for who in enough if is_met(yeses[who], yeses[who] + noes[who], thresholds)}
    return met.union(book.checkins_by_contact)
