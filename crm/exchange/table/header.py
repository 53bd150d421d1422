"""Finding the header of a table: which line it is, what separates its cells, and which program wrote it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crm.exchange.column import Column
from crm.exchange.table.columns import FIELDS, column_of, normal
from crm.exchange.table.rows import rows_of

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 40
"""Lines at the start of a file among which the header is looked for."""

_TELLING: tuple[tuple[str, frozenset[str]], ...] = (
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


def find_header(lines: Sequence[str], mapping: Mapping[str, str] | None = None) -> Header | None:
    """The header of a table, or None when no line has headers that are known or in ``mapping`` (header to field).

    ``sep=;`` on the first line names the delimiter, as Excel has it.
    """
    chosen = {normal(header): Column(field) for header, field in (mapping or {}).items() if field in FIELDS}
    named = lines[0].strip().casefold() if lines else ""
    delimiters = (lines[0].strip()[4:5],) if named.startswith("sep=") and len(named) == 5 else _DELIMITERS
    best: tuple[int, Header] | None = None
    for index, line in enumerate(lines[:_LOOKED_AT]):
        for delimiter in delimiters:
            header = _header_at(index, line, delimiter, chosen)
            known = sum(column is not None for column in header.columns)
            if _is_header(header, known) and (best is None or known > best[0]):
                best = known, header
    return best[1] if best else None


def _header_at(index: int, line: str, delimiter: str, chosen: Mapping[str, Column]) -> Header:
    if not line.strip():
        return Header(index, delimiter, [], [], "csv")
    table = rows_of([line], delimiter, 0)
    names = [name.strip() for name in table.rows[0].cells] if table.rows else []
    keys = [normal(name) for name in names]
    columns = [chosen.get(key) or _resolved(key, keys) for key in keys]
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
    delimiter = max(_DELIMITERS, key=first.count)
    table = rows_of([first], delimiter, 0)
    cells = [cell.strip() for cell in table.rows[0].cells] if table.rows else [first.strip()]
    return ", ".join(repr(cell[:24]) for cell in cells[:6] if cell)
