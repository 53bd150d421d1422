"""What came of introductions: how often you heard back, and whether it was worth it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from crm.domain.book import Book
from crm.insight.agenda.item import Item
from crm.insight.counting.counts import Counts
from crm.insight.counting.tally import Answers
from crm.insight.findings.act import Act, Insight, act_of
from crm.insight.thresholds import Thresholds
from crm.insight.words import counted


class Outcomes(Struct, frozen=True):
    """Introductions within the window that are old enough to ask about, those heard of, and what each side told."""

    introduced: int = 0
    heard: int = 0
    worth: int = 0
    not_worth: int = 0
    unsure: int = 0

    @property
    def told(self) -> Answers:
        """What sides told, as a count of its own: worth it, or not."""
        return Answers(asked=self.worth + self.not_worth, yes=self.worth, no=self.not_worth)


def outcomes(book: Book, first: date, today: date, thresholds: Thresholds) -> Outcomes:
    """What came of the introductions since a day that are old enough to ask about."""
    counts = book.derived(Counts)
    last = today - timedelta(days=thresholds.outcome_days)
    worth = counts.within("worth", first, last)
    return Outcomes(
        introduced=counts.within("introduced", first, last).total(),
        heard=counts.within("heard", first, last).total(),
        worth=worth["yes", ""],
        not_worth=worth["no", ""],
        unsure=worth["unsure", ""],
    )


def insights(
    found: Outcomes, morning: Sequence[Item], window: str, thresholds: Thresholds
) -> Iterator[Insight]:
    """How many introductions you never heard of again, and what those were worth that you did."""
    unheard = next((item for item in morning if item.what == "outcome"), None)
    if unheard is not None and found.introduced >= thresholds.min_n and found.heard < found.introduced:
        made = counted(found.introduced, "introduction")
        age = counted(thresholds.outcome_days, "day")
        text = f"You heard back on {found.heard} of {made} that are {age} old or older"
        yield Insight("outcomes/heard", text, found.introduced, window, act_of(unheard), "introduction")
    told = found.told
    if told.answered >= thresholds.min_n:
        unsure = f", {found.unsure} unsure" if found.unsure else ""
        text = f"{told.yes} of {told.answered} who told you found it worth their time{unsure}"
        act = Act("offer", "That is what it is for: make the next offer.")
        if 2 * told.yes < told.answered:
            act = Act("suits", "Look who suits whom before the next offer.")
        yield Insight("outcomes/worth", text, told.answered, window, act, "answer")
