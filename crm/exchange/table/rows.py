"""CSV text into rows, with the physical line of each, so that one broken quotation mark costs one row."""

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LONGEST_CELL = 2**31 - 1


class Row(NamedTuple):
    """One row: its cells, and the physical line (from 1) on which it begins."""

    line: int
    cells: list[str]


class Table(NamedTuple):
    """The rows that could be read, blank ones left out, and the lines of those that could not."""

    rows: list[Row]
    broken: list[int]


def rows_of(lines: Sequence[str], delimiter: str, start: int) -> Table:
    """Read the rows from line index ``start`` on.

    A quotation mark that is never closed, or closed in the middle of a cell of another row, would make one cell of
    everything behind it: the row that opened it is broken, and reading goes on with the next line.
    """
    rows: list[Row] = []
    broken: list[int] = []
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        while start < len(lines):
            start = _read_on(lines, delimiter, start, rows, broken)
    finally:
        csv.field_size_limit(before)
    return Table(rows, broken)


def _read_on(lines: Sequence[str], delimiter: str, start: int, rows: list[Row], broken: list[int]) -> int:
    """Read rows until the end or a broken one; the index of the line to go on with."""
    reader = csv.reader(_from(lines, start), delimiter=delimiter, strict=True)
    done = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(start + done + 1, cells))
            done = reader.line_num
    except csv.Error:
        at = start + done
        alone = _alone(lines[at], delimiter)
        if alone:
            rows.append(Row(at + 1, alone))
        else:
            broken.append(at + 1)
        return at + 1
    return len(lines)


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    for index in range(start, len(lines)):
        yield lines[index] + "\n"


def _alone(line: str, delimiter: str) -> list[str]:
    """The cells of a line with quotation marks out of place (``5" pipe``), if it is whole by itself."""
    if line.count('"') % 2:
        return []
    return next(csv.reader([line], delimiter=delimiter), [])
