"""Reading a book strictly: everything in it that is not as it should be, each with its place."""

import os
from typing import NamedTuple

from crm.domain.references import missing_references
from crm.storage import fileio, schema
from crm.storage.change import Unreadable
from crm.storage.migrate import ABOUT, ABOUT_KEY, migrate, newer, stated_schema
from crm.storage.records import Tables, decode
from crm.storage.scan import Scan
from crm.storage.split import split


class Fault(NamedTuple):
    """Something that is not as it should be: where, on which line (0: no one line), and what."""

    place: str
    line: int
    what: str

    def __str__(self) -> str:
        line = f"line {self.line}, " if self.line else ""
        return f"{line}{self.place}: {self.what}" if self.place else f"{line}{self.what}"


class Report(NamedTuple):
    """What a book holds, and what is wrong in it."""

    counts: dict[str, int]
    faults: tuple[Fault, ...]
    older: int | None
    """The older schema that it is of; None when it is of the present one."""


def examine(path: str | os.PathLike[str]) -> Report:
    """Read a whole book strictly. It is not touched.

    Raises:
        Unreadable: when it cannot be followed to its end; says where.
        OSError: when it cannot be read from the disk.
    """
    target = fileio.real(path)
    data = fileio.read(target).data
    try:
        tables = split(data)
    except Unreadable as fault:
        raise Unreadable(fault.what, line=fault.line, column=fault.column, path=target) from None
    stated = stated_schema(tables)
    faults = [*_about(tables), *_loose(tables)]
    is_older = migrate(tables)
    faults += _records(tables)
    if faults:
        lines = _lines(data)
        faults = [fault._replace(line=lines.get(_plain(fault.place), 0)) for fault in faults]
    return Report(tables.counts, tuple(faults), stated if is_older else None)


def _about(tables: Tables) -> list[Fault]:
    if reason := newer(tables):
        return [Fault(f"{ABOUT}/1", 0, f"{reason}: this crm only reads it")]
    about = tables.get(*ABOUT_KEY)
    document = {} if about is None else decode(about)
    if about is not None and not isinstance(document.get("file"), str):
        return [Fault(f"{ABOUT}/1", 0, "file: expected the text that tells this book from others")]
    return []


def _loose(tables: Tables) -> list[Fault]:
    return [
        Fault(name, 0, f"expected a table, found {decode(raw)!r}"[:120])
        for name, raw in tables.loose.items()
        if name != "schema_version"
    ]


def _records(tables: Tables) -> list[Fault]:
    faults: list[Fault] = []
    records = {}
    for name in {**tables.tables}:
        for key, what in tables.odd(name):
            faults.append(Fault(f"{name}/{key}", 0, what))
        if name in schema.TYPES:
            records[name], problems = schema.read_all(name, tables.documents(name))
            faults += (_fault(problem) for problem in problems)
        else:
            faults += (
                Fault(f"{name}/{number}", 0, "expected an object")
                for number, raw in tables.documents(name)
                if not isinstance(decode(raw), dict)
            )
    held = {name: frozenset(number for number, _ in tables.documents(name)) for name in tables.tables}
    faults += (Fault(f"{one.table}/{one.id}", 0, str(one)) for one in missing_references(records, held))
    return faults


def _fault(problem: schema.Problem) -> Fault:
    who = f' "{problem.name}"' if problem.name else ""
    place = f"{problem.table}/{problem.id}"
    return Fault(f"{place}{who}", 0, str(problem).removeprefix(f"{place}{who}: "))


def _plain(place: str) -> str:
    """The table and key of a place that may say a name too."""
    return place.partition(' "')[0]


def _lines(data: bytes) -> dict[str, int]:
    """The line (from 1) of each document, by table and key; of a key that stands twice the first."""
    scan = Scan(data.decode("utf-8", "replace"))
    lines: dict[str, int] = {}
    at, line = 0, 1
    members = [(member.start, f"{name}/{member.key}") for name, table in scan.tables for member in table]
    for start, place in sorted([*members, *((member.start, member.key) for member in scan.loose)]):
        line += scan.text.count("\n", at, start)
        at = start
        lines.setdefault(place, line)
    return lines
