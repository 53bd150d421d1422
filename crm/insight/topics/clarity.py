"""Was the why clear? By what the reflections on your noes answered."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.insight.counting.counts import Counts
from crm.insight.findings.act import Act, Insight
from crm.insight.thresholds import Thresholds
from crm.insight.words import counted


class Clarity(Struct, frozen=True):
    """Noes within the window by how clear their reflection found the why."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    unsure: int = 0

    @property
    def n(self) -> int:
        return self.yes + self.partly + self.no + self.unsure

    @property
    def words(self) -> str:
        return f"{self.yes} clear · {self.partly} partly · {self.no} not clear · {self.unsure} unsure"


def clarity(book: Book, first: date, today: date) -> Clarity:
    """How clear the why was in the noes since a day that were reflected on."""
    counts = book.derived(Counts).within("clear", first, today)
    return Clarity(**{word: counts[word, ""] for word in ("yes", "partly", "no", "unsure")})


def insights(found: Clarity, window: str, thresholds: Thresholds) -> Iterator[Insight]:
    """Where most noes lie: in the words, or in the match."""
    unclear = found.partly + found.no
    if found.n < thresholds.min_n:
        return
    of = counted(found.n, "no", "noes")
    if 2 * unclear >= found.n:
        text = f"The why was not fully clear in {unclear} of {of} that you reflected on"
        act = Act("offer", "Give the next offer one more sentence of why.")
        yield Insight("clarity/unclear", text, found.n, window, act, "no")
    elif 2 * found.yes >= found.n:
        text = f"The why was clear in {found.yes} of {of}: more often it was the match than the words"
        act = Act("suits", "Look who suits whom before the next offer.")
        yield Insight("clarity/clear", text, found.n, window, act, "no")
