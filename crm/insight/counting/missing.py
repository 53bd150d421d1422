"""What explanations most often lacked, by the last reflections."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.record import Record
from crm.domain.reflection import Reflection
from crm.insight.next_offer.lessons import acts_now


class MostMissing(Struct, frozen=True):
    """What the last ``n`` reflections said was missing, the most often missed first."""

    n: int
    counts: tuple[tuple[str, int], ...]


def most_missing(book: Book, last: int = 20) -> MostMissing:
    """What was most often missing in the last reflections that answered the first question."""
    newest = list(islice(_newest_first(book), last))
    counts = Counter(item for one in newest for item in dict.fromkeys(one.missing))
    return MostMissing(len(newest), tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0]))))


def _newest_first(book: Book) -> Iterator[Reflection]:
    for _, one in reversed(book.derived(Explained).by_day):
        if acts_now(book, book.reflections[one]):
            yield book.reflections[one]


class Explained(Struct, frozen=True):
    """Reflections that answered "was I clear?", oldest first: ``book.derived(Explained)`` follows every change."""

    by_day: Sequence[tuple[date, int]] = ()

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all reflections."""
        return cls(sorted(at for one in book.reflections.values() if (at := _place(one))) or ())

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        moved = [(_place(edit.before), _place(edit.after)) for edit in edits]
        if all(before == after for before, after in moved):
            return self
        by_day = list(self.by_day)
        for before, after in moved:
            if before is not None:
                del by_day[bisect_left(by_day, before)]
            if after is not None:
                insort(by_day, after)
        return type(self)(by_day or ())


def _place(record: Record | None) -> tuple[date, int] | None:
    if not isinstance(record, Reflection) or record.clear is None:
        return None
    return record.finished_on or record.started_on or date.min, record.id
