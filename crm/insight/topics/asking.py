"""Load and fatigue: do people who are asked often say yes less often?"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.insight.counting.compare import Comparison, compare
from crm.insight.counting.load import loads
from crm.insight.counting.tally import Answers
from crm.insight.findings.act import Act, Insight
from crm.insight.thresholds import Thresholds


class Asking(Struct, frozen=True):
    """Answers to asks that came seldom and often, compared where each is 10 or more; who has been asked most lately."""

    seldom: Answers
    often: Answers
    comparison: Comparison | None
    most: tuple[tuple[int, int], ...]
    """Contacts with so many asks in the last 30 days that another one wants a thought, the most asked first."""


def asking(book: Book, today: date, thresholds: Thresholds) -> Asking:
    """How often people are asked, and what came of it, within the window."""
    found = loads(book, today, thresholds)
    total = found.total
    seldom, often = _answers(total.seldom_yes, total.seldom), _answers(total.often_yes, total.often)
    most = [
        (load.lately, contact)
        for contact, load in found.by_contact.items()
        if load.lately >= thresholds.load_asks and _is_here(book, contact)
    ]
    most.sort(key=lambda one: (-one[0], one[1]))
    return Asking(
        seldom,
        often,
        compare(seldom, often, thresholds),
        tuple((contact, asks) for asks, contact in most),
    )


def _answers(yes: int, answered: int) -> Answers:
    return Answers(asked=answered, yes=yes, no=answered - yes)


def _is_here(book: Book, contact: int) -> bool:
    known = book.contacts.get(contact)
    return known is not None and not known.is_archived


def insights(book: Book, found: Asking, window: str, thresholds: Thresholds) -> Iterator[Insight]:
    """What asking often goes with, and who could do with a rest."""
    if found.comparison is None or not found.comparison.is_clear:
        return
    text = (
        f"Asked {thresholds.load_asks} times or more within {thresholds.load_days} days, people said yes "
        f"{found.often.yes} of {found.often.answered} times, else {found.seldom.yes} of {found.seldom.answered}: "
        f"{found.comparison.words}"
    )
    if found.most:
        contact, asks = found.most[0]
        words = f"Give {book.name(contact)} a rest: {asks} asks in {thresholds.load_days} days."
        act = Act("open", words, ("contacts", contact))
    else:
        act = Act("offer", "Nobody is asked too often now: make the next offer.")
    yield Insight("load", text, found.comparison.n, window, act)
