"""Finding words in everything that was written down: notes, what people said, reflections, lenses, bios."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Self

from crm.domain.book import Book, Edit, TableName
from crm.domain.contact import Contact
from crm.domain.finding.folding import Span, fold, places
from crm.domain.record import Record
from crm.domain.texts import NAMED, OWNERS, TEXTS, Text

EXCERPT = 96
"""Letters of a matching line that are shown."""

_BEFORE = 28
"""Letters shown before the first match of a line that is too long."""


class Hit(NamedTuple):
    """One record in which a query was found.

    ``what`` names the text in a word or two (``note``, ``their words``, ...); ``contact`` and ``offer`` are whom
    and what it belongs to; ``spans`` are the matches within ``text``, the line that was found.
    """

    what: str
    table: TableName
    id: int
    contact: int | None
    offer: int | None
    text: str
    spans: list[Span]


class Found(NamedTuple):
    """The best hits, and how many records match in all."""

    hits: list[Hit]
    total: int


class _Row(NamedTuple):
    """One record's folded texts. Rows are kept by id, which begins with the moment in which it was made.

    A contact's begin with the name, which takes ``named`` letters.
    """

    id: int
    table: TableName
    folded: str
    record: Record
    named: int


class TextIndex:
    """Every text of a book, folded once: ``book.derived(TextIndex)`` follows every change at the cost of that change.

    Rows are sorted by id and table; ``sources`` are the tables that they were made from.
    """

    def __init__(self, rows: list[_Row], sources: Mapping[TableName, Mapping[int, Any]]) -> None:
        self._rows = rows
        self._sources = sources
        self._typed = "", rows

    @classmethod
    def of(cls, book: Book) -> Self:
        """The index of this book."""
        return cls([], {}).following(book)

    def following(self, book: Book) -> Self:
        """The index of the book as it is now, whatever has changed; records that are still the same are not read again."""
        sources = _sources(book)
        stale = {table for table, source in sources.items() if self._sources.get(table) is not source}
        if not stale:
            return self
        rows = [
            row
            for row in self._rows
            if row.table not in stale or sources[row.table].get(row.id) is row.record
        ]
        known = {(row.id, row.table) for row in rows}
        rows += [
            _row(table, record)
            for table in stale
            for key, record in sources[table].items()
            if (key, table) not in known
        ]
        rows.sort()
        return type(self)(rows, sources)

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        touched = [edit for edit in edits if edit.table in TEXTS]
        if not touched:
            return self
        rows = self._rows.copy()
        for edit in touched:
            at = bisect_left(rows, (edit.id, edit.table), key=_place)
            if at < len(rows) and _place(rows[at]) == (edit.id, edit.table):
                del rows[at]
            if edit.after is not None:
                rows.insert(at, _row(edit.table, edit.after))
        return type(self)(rows, _sources(book))

    def find(self, book: Book, query: str, limit: int = 100, listed: Collection[int] = ()) -> Found:
        """The records that hold every word of a query: those with the words side by side first, then newest first.

        ``listed`` are people who are shown by name beside it: whose name alone it is found in are left out.
        """
        phrase = " ".join(fold(query).split())
        needles = phrase.split()
        if not needles:
            return Found([], 0)
        rows = self._matching(phrase, needles)
        if listed:
            rows = [row for row in rows if not (row.named and row.id in listed and _by_name(row, needles))]
        shown = rows if len(needles) == 1 else [row for row in rows if phrase in row[2]]
        shown = shown[: -limit - 1 : -1]
        if len(shown) < min(limit, len(rows)):
            shown += [row for row in reversed(rows) if phrase not in row[2]]
        return Found([_hit(book, row, needles, listed) for row in shown[:limit]], len(rows))

    def _matching(self, phrase: str, needles: list[str]) -> list[_Row]:
        """The rows that hold every needle, oldest first. One more letter only looks at what matched so far."""
        before, rows = self._typed
        if not phrase.startswith(before):
            rows = self._rows
        for needle in sorted(needles, key=len, reverse=True):
            rows = [row for row in rows if needle in row[2]]
        self._typed = phrase, rows
        return rows


def _sources(book: Book) -> dict[TableName, Mapping[int, Any]]:
    return {table: getattr(book, table) for table in TEXTS}


def _row(table: TableName, record: Record) -> _Row:
    folded = fold("\n".join([text for _, text, _ in TEXTS[table](record) if text]))
    named = len(fold(record.name)) if isinstance(record, Contact) else 0
    return _Row(record.id, table, folded, record, named)


def _by_name(row: _Row, needles: list[str]) -> bool:
    """Whether nothing but the name of a contact holds what is looked for."""
    name, rest = row.folded[: row.named], row.folded[row.named :]
    return all(needle in name for needle in needles) and not all(needle in rest for needle in needles)


def _place(row: _Row) -> tuple[int, TableName]:
    return row.id, row.table


def _hit(book: Book, row: _Row, needles: list[str], listed: Collection[int]) -> Hit:
    """The line of a record that holds most; a name that is listed already says nothing more."""
    known = row.named if row.id in listed else 0

    def held(one: Text) -> int:
        folded = fold(one[1])[known if one[0] == NAMED else 0 :]
        return sum(needle in folded for needle in needles)

    what, line, side = max(_lines(row), key=held)
    text, marks = _excerpt(line, needles)
    contact, offer = OWNERS[row.table](book, row.record, side)
    return Hit(what, row.table, row.id, contact, offer, text, marks)


def _lines(row: _Row) -> Iterator[Text]:
    for what, text, side in TEXTS[row.table](row.record):
        for line in text.splitlines():
            yield what, line, side


def _excerpt(line: str, needles: list[str]) -> tuple[str, list[Span]]:
    """The part of a line around its first match, and the matches in it."""
    line = line.strip()
    marks = places(line, needles)
    if len(line) > EXCERPT and marks and marks[0][0] > _BEFORE:
        start = max(line.rfind(" ", 0, marks[0][0] - _BEFORE // 2) + 1, marks[0][0] - _BEFORE)
        line = "…" + line[start:]
    if len(line) > EXCERPT:
        line = line[: EXCERPT - 1].rstrip() + "…"
    return line, [(start, min(end, len(line))) for start, end in places(line, needles)]
