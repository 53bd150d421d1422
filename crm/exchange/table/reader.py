"""A table of people, read row by row."""

from bisect import bisect_right
from collections.abc import Mapping

from crm.domain.record import Refusal
from crm.exchange.days import day_order
from crm.exchange.person import Faults, Person, Reading
from crm.exchange.progress import Tell, quiet, watched
from crm.exchange.table.guess import told
from crm.exchange.table.header import Header, find_header, named, numbered, shown_headers
from crm.exchange.table.look import LINES, UnknownColumns, check_columns, look_at_lines
from crm.exchange.table.row import RowReader
from crm.exchange.table.rows import Row, rows_of
from crm.exchange.text import (
    FOREIGN,
    NOT_UTF8,
    WESTERN,
    clean,
    decoded,
    foreign_line,
    in_utf8,
    mixes_utf8,
    physical_lines,
)

_PREFACE = "notes:"


def read_table(
    raw: bytes, file: str, mapping: Mapping[str, str] | None = None, tell: Tell = quiet
) -> Reading:
    """Read a CSV file of people, without the control characters in it. ``mapping`` names, by header, the field of columns whose header is not known.

    Raises:
        Refusal: when no header row is recognised, or no people follow it.
    """
    return _Reader(raw, file).read(mapping, tell)


class _Reader:
    def __init__(self, raw: bytes, file: str) -> None:
        data, self.encoding = in_utf8(raw)
        self.file = file
        self.faults = Faults(file)
        self.changed: dict[int, str] = {}
        self.lines = self._decoded(physical_lines(data))

    def _decoded(self, raw_lines: list[bytes]) -> list[str]:
        """The lines as text. In a file of UTF-8, a line in another encoding is a fault."""
        lines: list[str] = []
        mixed: bool | None = None
        for number, raw in enumerate(raw_lines, 1):
            text, wrong = decoded(raw)
            if wrong:
                mixed = mixes_utf8(raw_lines) if mixed is None else mixed
                if mixed:
                    self.changed[number] = wrong
                elif wrong.startswith(NOT_UTF8):
                    self.encoding, text = "Windows-1252", raw.decode(WESTERN, "replace")
            lines.append(clean(text).replace("\n", " "))
        foreign = foreign_line(raw_lines) if self.encoding == "Windows-1252" else 0
        if foreign:
            self.faults.add(foreign, FOREIGN)
        return lines

    def read(self, mapping: Mapping[str, str] | None, tell: Tell) -> Reading:
        said = mapping or {}
        header = find_header(self.lines, said) or numbered(self.lines, said)
        if header is None:
            look = look_at_lines(self.lines[:LINES], self.file)
            if look is not None:
                check_columns(self.file, [column.header for column in look.columns], said)
            if look is not None and look.names_somebody:
                raise UnknownColumns(self._no_header(), look)
            raise Refusal(self._no_header())
        check_columns(self.file, named(header.names), said)
        table = rows_of(self.lines, header.delimiter, header.at + 1)
        if not table.rows and not table.broken:
            raise Refusal(f"{self.file} has a header (line {header.at + 1}) but no people")
        header, guesses = told(header, [row for row in table.rows[:LINES] if row.line <= LINES], said)
        rows = RowReader(header, self.faults, day_order(_column(header, table.rows, "birthday")))
        people: list[Person] = []
        skipped = 0
        for record, row in enumerate(watched(table.rows, tell), 1):
            person = rows.person(row, record)
            skipped += person is None
            people += [person] if person else []
        for line in table.broken:
            self.faults.add(
                line, "a quotation mark is opened in this row and never properly closed: the row was left out"
            )
        self._tell_changes(people)
        return Reading(
            file=self.file,
            format=header.kind,
            encoding=self.encoding,
            people=tuple(people),
            faults=self.faults.in_order(),
            skipped=skipped,
            failed=len(table.broken),
            guesses=tuple(guesses.items()),
        )

    def _tell_changes(self, people: list[Person]) -> None:
        """Say which lines were in another encoding, with whom they are about."""
        starts = [person.line for person in people]
        for line, what in self.changed.items():
            at = bisect_right(starts, line) - 1
            about = people[at] if at >= 0 else None
            self.faults.add(line, what, record=about.record if about else 0, name=about.name if about else "")

    def _no_header(self) -> str:
        first = next((line.strip().casefold() for line in self.lines if line.strip()), "")
        if first.rstrip(",;") == _PREFACE:
            return f"{self.file} has LinkedIn's preface, but the list of people is missing: the export is incomplete"
        return (
            f"{self.file}: no header row is recognised (the first line has {shown_headers(self.lines)}); known are headers such as "
            "First Name, Last Name, Email, Company, Phone, Notes, in several languages; others can be mapped"
        )


def _column(header: Header, rows: list[Row], field: str) -> list[str]:
    """All cells of the columns that hold a field."""
    indexes = [
        index for index, column in enumerate(header.columns) if column is not None and column.field == field
    ]
    return [row.cells[index] for row in rows for index in indexes if index < len(row.cells)]
