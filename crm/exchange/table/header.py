"""Finding the header of a table: which line it is, what separates its cells, and which program wrote it."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange.column import Column
from crm.exchange.table.columns import column_of, normal
from crm.exchange.table.mapping import Columns
from crm.exchange.table.rows import rows_of

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 40
"""Lines at the start of a file among which the header is looked for."""

_TELLING: tuple[tuple[str, frozenset[str]], ...] = (
    ("csv", frozenset({"crm id"})),
    (
        "linkedin",
        frozenset({"connected on", "vernetzt am", "connexion le", "fecha de conexión", "conectado em"}),
    ),
    (
        "google",
        frozenset(
            {
                "e-mail 1 - value",
                "phone 1 - value",
                "group membership",
                "organization 1 - name",
                "organization title",
            }
        ),
    ),
    ("thunderbird", frozenset({"primary email", "screen name"})),
    ("outlook", frozenset({"business phone", "business street", "e-mail 2 address", "internet free busy"})),
)


class Header(NamedTuple):
    """A header row: its index among the lines, delimiter and cells, what each column means, and the kind of file it belongs to."""

    at: int
    delimiter: str
    names: list[str]
    columns: list[Column | None]
    kind: str


def find_header(lines: Sequence[str], mapping: Columns | None = None) -> Header | None:
    """The header of a table, or None when no line has headers that are known, or those of ``mapping`` if there is one.

    ``sep=;`` on the first line names the delimiter, as Excel has it. A mapping of numbers is for a table without
    headers: it begins with its first line. ``columns`` of a header are what is known of them, whatever is said.
    """
    delimiters = _delimiters(lines)
    best: tuple[int, Header] | None = None
    for index, line in enumerate(lines[:_LOOKED_AT]):
        for delimiter in delimiters:
            header = _header_at(index, line, delimiter)
            score = _score(header, mapping or {})
            if score and (best is None or score > best[0]):
                best = score, header
    return best[1] if best else None


def _delimiters(lines: Sequence[str]) -> Sequence[str]:
    first = lines[0].strip() if lines else ""
    return (first[4:5],) if first.casefold().startswith("sep=") and len(first) == 5 else DELIMITERS


def named(names: Sequence[str]) -> list[str]:
    """Headers by which columns can be told apart: one without goes by its number."""
    return [name or str(number) for number, name in enumerate(names, 1)]


def _score(header: Header, mapping: Columns) -> int:
    """How well a row does as the header: by the headers that a mapping names, else by those that are known."""
    known = sum(column is not None for column in header.columns)
    if not mapping:
        return known if _is_header(header, known) else 0
    fits = len({normal(header) for header in mapping} & set(map(normal, header.names)))
    return fits * _LOOKED_AT + known if fits else 0


def numbered(lines: Sequence[str], mapping: Columns) -> Header | None:
    """Columns that a mapping calls by their numbers, in a table that begins with its first line."""
    if not mapping or not all(header.isdecimal() for header in mapping):
        return None
    at = next((index for index, line in enumerate(lines) if line.strip()), -1)
    if at < 0:
        return None
    rows = {sign: rows_of([lines[at]], sign, 0).rows for sign in _delimiters(lines)}
    delimiter = max(rows, key=lambda sign: len(rows[sign][0].cells) if rows[sign] else 0)
    width = len(rows[delimiter][0].cells) if rows[delimiter] else 0
    names = [f"column {number}" for number in range(1, width + 1)]
    return Header(at - 1, delimiter, names, [None] * width, "csv")


def _header_at(index: int, line: str, delimiter: str) -> Header:
    if not line.strip():
        return Header(index, delimiter, [], [], "csv")
    table = rows_of([line], delimiter, 0)
    names = [name.strip() for name in table.rows[0].cells] if table.rows else []
    keys = [normal(name) for name in names]
    columns = [_resolved(key, keys) for key in keys]
    kind = next((kind for kind, telling in _TELLING if telling & set(keys)), "csv")
    return Header(index, delimiter, names, columns, kind)


def _resolved(key: str, keys: list[str]) -> Column | None:
    """What a header means among the others: a title beside a job title is what stands before a name."""
    if key == "title":
        return Column("prefix" if "job title" in keys else "title")
    return column_of(key)


def _is_header(header: Header, known: int) -> bool:
    """Whether a row is a header: it tells of a person by name or address, and most of a short row is known."""
    fields = {column.field for column in header.columns if column is not None}
    if not fields & {"name", "given", "family", "email", "org"}:
        return False
    filled = sum(bool(name) for name in header.names)
    return known >= 2 or filled == 1


def shown_headers(lines: Sequence[str]) -> str:
    """The cells of the first filled line, for saying which headers were not known."""
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    table = rows_of([first], delimiter, 0)
    cells = [cell.strip() for cell in table.rows[0].cells] if table.rows else [first.strip()]
    return ", ".join(repr(cell[:24]) for cell in cells[:6] if cell)
