"""People who have come to almost never take an offer, and how many luck alone would bring there."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.insight.checking_in.due import check_ins_due
from crm.insight.counting.answers import in_ten
from crm.insight.counting.by_luck import by_luck
from crm.insight.counting.figures import Figures
from crm.insight.findings.act import Act, Insight
from crm.insight.thresholds import DEFAULTS, Thresholds


class Flagged(Struct, frozen=True):
    """How many people the check-in rule points at now, and how many ever met it beside how many luck alone would.

    Of ``people`` asked often enough, ``came`` met the rule at some time of its window, those asked since included;
    ``by_luck`` is the number to be expected if each answer were a yes with your own overall share, ``usual``.
    """

    flagged: int
    people: int
    came: int
    by_luck: float
    usual: float

    @property
    def luck_words(self) -> str:
        """In words: "luck alone would bring about 2 people there"."""
        if self.by_luck < 0.5:
            return "luck alone would bring hardly anyone there"
        n = round(self.by_luck)
        return f"luck alone would bring about {n} {'person' if n == 1 else 'people'} there"


def flagged(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Flagged | None:
    """Everyone who is flagged, and who ever was beside what luck would do; None without an answer.

    ``crm.insight.counting.by_luck`` says what is counted and why the two numbers can be laid side by side.
    """
    total = book.derived(Figures).total()
    if not total.answered:
        return None
    found = by_luck(book, today, thresholds)
    here = sum(_is_here(book, contact) for contact in check_ins_due(book, today, thresholds))
    return Flagged(here, found.people, found.came, found.expected, total.yes / total.answered)


def _is_here(book: Book, contact: int) -> bool:
    known = book.contacts.get(contact)
    return known is not None and known.archived_on is None


def insights(
    found: Flagged | None, first: tuple[int, str] | None, thresholds: Thresholds
) -> Iterator[Insight]:
    """How many are flagged; ``first`` is the contact, with name, whose count is least likely to be luck."""
    if found is None or first is None or found.people < thresholds.min_n or not found.flagged:
        return
    contact, name = first
    text = (
        f"{found.came} of {found.people} people have come to almost never take an offer ({found.flagged} now); "
        f"at your usual {in_ten(found.usual)} {found.luck_words}"
    )
    act = Act("check_in", f"Check in with {name} first.", ("contacts", contact))
    window = f"last {thresholds.check_in_months} months, from {thresholds.check_in_without_yes} answers on"
    yield Insight("flagged", text, found.people, window, act, "person")
