"""A first look at a table whose headers may not be known: its columns, some of their values, and a guess."""

from collections.abc import Sequence

from crm.domain.record import Part, Refusal
from crm.exchange.table.columns import column_of, normal
from crm.exchange.table.guess import columns_of, guessed, words_under
from crm.exchange.table.header import DELIMITERS, find_header, named
from crm.exchange.table.mapping import DETAIL, Columns, fingerprint
from crm.exchange.table.rows import Row, rows_of
from crm.exchange.text import clean, decoded, in_utf8, physical_lines

LINES = 60
"""Lines at the start of a file that are looked at."""

SAMPLES = 5


class ColumnLook(Part, frozen=True):
    """One column: its header (its number, where the table has no headers), some values, and a guess what it holds."""

    header: str
    samples: tuple[str, ...]
    guess: str


class TableLook(Part, frozen=True):
    """A table: its columns, and the line (from 1) and sign that they were found by.

    ``headers`` says whether it has any. ``mark`` tells this sort of table from others; a table without headers has
    none.
    """

    file: str
    columns: tuple[ColumnLook, ...]
    line: int
    delimiter: str
    headers: bool

    @property
    def mark(self) -> str:
        return fingerprint([column.header for column in self.columns]) if self.headers else ""

    @property
    def guess(self) -> dict[str, str]:
        """The guess as a mapping; details are kept anyway and need not be named."""
        return {column.header: column.guess for column in self.columns if column.guess != DETAIL}

    @property
    def names_somebody(self) -> bool:
        """Whether the guess has anything to tell a person by."""
        return bool({"name", "given", "family", "emails", "org"} & set(self.guess.values()))


class UnknownColumns(Refusal):
    """A table whose columns are not known; ``look`` has a guess."""

    def __init__(self, message: str, look: TableLook) -> None:
        super().__init__(message)
        self.look = look


def look_at(raw: bytes, file: str) -> TableLook | None:
    """Look at the start of a file. None for what has no two columns and two rows."""
    lines = physical_lines(in_utf8(raw[: 1 << 18])[0])[:LINES]
    return look_at_lines([clean(decoded(line)[0]).replace("\n", " ") for line in lines], file)


def look_at_lines(lines: Sequence[str], file: str) -> TableLook | None:
    """``look_at`` for lines of text: at the header that is recognised, else at what looks like a table."""
    header = find_header(lines)
    if header is not None:
        rows = rows_of(lines, header.delimiter, header.at + 1).rows
        cells = columns_of(rows, len(header.names))
        columns = _columns(named(header.names), cells, words_under(header, rows))
        return TableLook(file, columns, header.at + 1, header.delimiter, headers=True) if rows else None
    found = max((_rows(lines, sign) for sign in DELIMITERS), key=_worth)
    delimiter, rows = found
    if len(rows) < 2:
        return None
    head = [cell.strip() for cell in rows[0].cells]
    has_headers = _are_headers(head)
    titles = head if has_headers else [""] * len(head)
    cells = columns_of(rows[1:] if has_headers else rows, len(head))
    words = guessed(titles, [column_of(title) for title in titles], cells)
    return TableLook(file, _columns(named(titles), cells, words), rows[0].line, delimiter, has_headers)


def _columns(
    names: Sequence[str], cells: Sequence[Sequence[str]], words: Sequence[str]
) -> tuple[ColumnLook, ...]:
    return tuple(
        ColumnLook(name, tuple(dict.fromkeys(value for value in values if value))[:SAMPLES], word)
        for name, values, word in zip(names, cells, words, strict=True)
    )


def _rows(lines: Sequence[str], delimiter: str) -> tuple[str, list[Row]]:
    """The rows from the first on that is as wide as most of them; what stands before is a preface."""
    rows = rows_of(lines, delimiter, 0).rows
    widths = [len(row.cells) for row in rows]
    wide = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    if wide < 2:
        return delimiter, []
    return delimiter, rows[widths.index(wide) :]


def _worth(found: tuple[str, list[Row]]) -> tuple[int, int]:
    rows = found[1]
    width = len(rows[0].cells) if rows else 0
    return sum(len(row.cells) == width for row in rows) * (width - 1), width


def _are_headers(cells: Sequence[str]) -> bool:
    """Whether a first row names the columns: no addresses and no numbers in it, and no name twice."""
    filled = [cell for cell in cells if cell]
    is_data = any("@" in cell or sum(map(str.isdecimal, cell)) > 3 for cell in filled)
    return bool(filled) and not is_data and len(filled) * 2 >= len(cells)


def check_columns(file: str, headers: Sequence[str], columns: Columns) -> None:
    """Whether a mapping fits a table.

    Raises:
        Refusal: naming a header that the table has not.
    """
    known = {normal(header).removeprefix("column ") for header in headers}
    for header in columns:
        if normal(header) not in known and normal(header).removeprefix("column ") not in known:
            there = ", ".join(repr(one[:24]) for one in headers[:12])
            raise Refusal(f"{file} has no column {header!r}; there are: {there}")
