"""People who almost never take an offer, and how many would be among them by luck alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crm.domain.book import Book
from crm.insight.act import Act, Insight
from crm.insight.answers import in_ten
from crm.insight.check_in_rule import most_yes
from crm.insight.due import counted_by_the_rule
from crm.insight.intervals import binomial_tail
from crm.insight.thresholds import DEFAULTS, Thresholds


@dataclass(frozen=True, slots=True)
class Flagged:
    """How many people the check-in rule points at, of how many it could, and how many luck alone would.

    ``by_luck`` is the number to be expected if each answer were a yes with your own overall share, ``usual``.
    """

    flagged: int
    people: int
    by_luck: float
    usual: float

    @property
    def luck_words(self) -> str:
        """In words: "luck alone would put about 2 of them here"."""
        if self.by_luck < 0.5:
            return "luck alone would put hardly anyone here"
        n = round(self.by_luck)
        return f"luck alone would put about {n} {'person' if n == 1 else 'people'} here"


def flagged(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Flagged | None:
    """Everyone who is flagged beside what luck would do; None without an answer.

    Counted are the people whose answers, since their last check-in and within 24 months, are enough for the rule.
    """
    tallies = counted_by_the_rule(book, today, thresholds)
    answered = sum(n for _, n in tallies.values())
    if not answered:
        return None
    usual = sum(yes for yes, _ in tallies.values()) / answered
    by_tally = Counter(tally for contact, tally in tallies.items() if _is_here(book, contact))
    by_n: Counter[int] = Counter()
    here = 0
    for (yes, n), people in by_tally.items():
        most = most_yes(n, thresholds)
        if most is not None:
            by_n[n] += people
            here += people if yes <= most else 0
    by_luck = sum(
        people * binomial_tail(most_yes(n, thresholds) or 0, n, usual) for n, people in by_n.items()
    )
    return Flagged(here, by_n.total(), by_luck, usual)


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
        f"{found.flagged} of {found.people} people almost never take an offer; "
        f"at your usual {in_ten(found.usual)} {found.luck_words}"
    )
    act = Act("check_in", f"Check in with {name} first.", ("contacts", contact))
    window = f"last {thresholds.check_in_months} months, from {thresholds.check_in_without_yes} answers on"
    yield Insight("flagged", text, found.people, window, act, "person")
