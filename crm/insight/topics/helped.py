"""Did a lesson help? Answers to offers that showed it beside those given before it was learned."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.insight.counting.compare import Comparison, compare
from crm.insight.counting.counts import Counts
from crm.insight.counting.figures import Figures
from crm.insight.counting.tally import Answers
from crm.insight.findings.act import Act, Insight
from crm.insight.thresholds import Thresholds
from crm.insight.words import month_words


class Helped(Struct, frozen=True):
    """One lesson: answers to offers that showed it, answers of the months before it was first learned."""

    item: str
    since: date
    shown: Answers
    before: Answers
    comparison: Comparison


def helped(book: Book, today: date, thresholds: Thresholds) -> tuple[Helped, ...]:
    """The lessons of which there are 10 answers or more on either side, the most answers first."""
    counts = book.derived(Counts)
    shown = counts.within("shown", date.min, today)
    found = []
    for item, day in sorted(counts.first_taught().items()):
        with_it = _answers(shown[item, "yes"], shown[item, "no"])
        before = _before(book, day.replace(day=1))
        comparison = compare(with_it, before, thresholds)
        if comparison is not None:
            found.append(Helped(item, day, with_it, before, comparison))
    return tuple(sorted(found, key=lambda one: -one.shown.answered))


def _answers(yes: int, no: int) -> Answers:
    return Answers(asked=yes + no, yes=yes, no=no)


def _before(book: Book, month: date) -> Answers:
    """All answers of the months before one."""
    rows = [row for (start, _), row in book.derived(Figures).months.items() if start < month]
    return _answers(sum(row.yes for row in rows), sum(row.no for row in rows))


def insights(found: tuple[Helped, ...]) -> Iterator[Insight]:
    """Each lesson as two counts; that people and times differ is said, and that it helped never is."""
    for one in found:
        text = (
            f"With “{one.item}” as a prompt {one.shown.yes} of {one.shown.answered} yes, "
            f"before you learned it {one.before.yes} of {one.before.answered}: {one.comparison.words}"
        )
        act = Act("offer", f"Make clear in the next offer: {one.item}.")
        window = f"all answers, learned in {month_words(one.since)}"
        yield Insight(f"helped/{one.item}", text, one.comparison.n, window, act)
