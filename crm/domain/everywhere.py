"""Finding words in everything that was written down: notes, what people said, reflections, lenses, bios."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Self

from crm.domain.book import Book, TableName
from crm.domain.folding import Span, fold, places
from crm.domain.record import Record
from crm.domain.texts import OWNERS, TEXTS, Text

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
    """One record's folded texts. Rows are kept by id, which begins with the moment in which it was made."""

    id: int
    table: TableName
    folded: str
    record: Record


class TextIndex:
    """Every text of a book, folded once. ``following`` makes that of the changed book."""

    def __init__(
        self, rows: dict[TableName, list[_Row]], sources: dict[TableName, Mapping[int, Any]]
    ) -> None:
        self._rows = rows
        self._sources = sources
        self._all = sorted(row for table in rows.values() for row in table)
        self._typed = "", self._all

    @classmethod
    def of(cls, book: Book) -> Self:
        """The index of this book."""
        return cls({}, {}).following(book)

    def following(self, book: Book) -> Self:
        """The index of the book as it is now; what has not changed is shared."""
        sources: dict[TableName, Mapping[int, Any]] = {table: getattr(book, table) for table in TEXTS}
        if all(self._sources.get(table) is source for table, source in sources.items()):
            return self
        rows = {
            table: self._rows[table]
            if self._sources.get(table) is source
            else _followed(self._rows.get(table, []), table, source)
            for table, source in sources.items()
        }
        return type(self)(rows, sources)

    def find(self, book: Book, query: str, limit: int = 100) -> Found:
        """The records that hold every word of a query: those with the words side by side first, then newest first."""
        phrase = " ".join(fold(query).split())
        needles = phrase.split()
        if not needles:
            return Found([], 0)
        rows = self._matching(phrase, needles)
        shown = rows if len(needles) == 1 else [row for row in rows if phrase in row[2]]
        shown = shown[: -limit - 1 : -1]
        if len(shown) < min(limit, len(rows)):
            shown += [row for row in reversed(rows) if phrase not in row[2]]
        return Found([_hit(book, row, needles) for row in shown[:limit]], len(rows))

    def _matching(self, phrase: str, needles: list[str]) -> list[_Row]:
        """The rows that hold every needle, oldest first. One more letter only looks at what matched so far."""
        before, rows = self._typed
        if not phrase.startswith(before):
            rows = self._all
        for needle in sorted(needles, key=len, reverse=True):
            rows = [row for row in rows if needle in row[2]]
        self._typed = phrase, rows
        return rows


def find_everywhere(book: Book, query: str, index: TextIndex | None = None, limit: int = 100) -> Found:
    """Where a query stands in all texts of a book. Keep the ``TextIndex`` from one query to the next."""
    return (index or TextIndex.of(book)).following(book).find(book, query, limit)


def _followed(old: list[_Row], table: TableName, source: Mapping[int, Any]) -> list[_Row]:
    kept = [row for row in old if source.get(row.id) is row.record]
    known = {row.id for row in kept}
    texts = TEXTS[table]
    for key, record in source.items():
        if key not in known:
            folded = fold("\n".join([text for _, text, _ in texts(record) if text]))
            kept.append(_Row(key, table, folded, record))
    kept.sort()
    return kept


def _hit(book: Book, row: _Row, needles: list[str]) -> Hit:
    what, line, side = max(_lines(row), key=lambda one: sum(needle in fold(one[1]) for needle in needles))
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
