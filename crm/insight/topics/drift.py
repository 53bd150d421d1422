"""Kind drift: what was offered as one kind and turned out to be another."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.reflection import Reflection
from crm.insight.counting.counts import Counts
from crm.insight.counting.missing import Explained
from crm.insight.findings.act import Act, Insight
from crm.insight.next_offer.lessons import acts_now
from crm.insight.thresholds import Thresholds


class Drift(Struct, frozen=True):
    """Of ``n`` noes whose true kind was named, how often each kind turned out to be each other one."""

    n: int = 0
    moved: Mapping[tuple[str, str], int] = {}

    @property
    def most(self) -> tuple[str, str, int] | None:
        """The drift that happens most often: offered as, truly, how often."""
        if not self.moved:
            return None
        pair, times = max(self.moved.items(), key=lambda one: (one[1], one[0]))
        return *pair, times


def drift(book: Book, first: date, today: date) -> Drift:
    """How kinds drifted in the noes since a day that were reflected on."""
    counts = book.derived(Counts).within("kind", first, today)
    moved = {pair: times for pair, times in sorted(counts.items()) if pair[0] != pair[1]}
    return Drift(sum(counts.values()), moved)


def insights(book: Book, found: Drift, window: str, thresholds: Thresholds) -> Iterator[Insight]:
    """The drift that happens most often, with the latest no that showed it."""
    if found.n < thresholds.min_n or found.most is None or found.most[2] < thresholds.drift_n:
        return
    offered, truly, times = found.most
    latest = _latest(book, offered, truly)
    if latest is None:
        return
    text = f"{times} of {found.n} noes: offered as a {offered}, truly a {truly}"
    who = book.name(book.offers[latest.offer].side(latest.side).contact)
    act = Act("open", f"Look at the latest one, {who}’s no.", ("reflections", latest.id))
    yield Insight(f"drift/{offered}/{truly}", text, found.n, window, act, "no")


def _latest(book: Book, offered: str, truly: str) -> Reflection | None:
    newest_first = (book.reflections[one] for _, one in reversed(book.derived(Explained).by_day))
    return next((one for one in newest_first if _drifted(book, one) == (offered, truly)), None)


def _drifted(book: Book, reflection: Reflection) -> tuple[str, str] | None:
    if reflection.kind_true is None or not acts_now(book, reflection):
        return None
    return book.offers[reflection.offer].kind, reflection.kind_true
