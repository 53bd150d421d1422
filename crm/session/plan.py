"""What a verb sees and what it makes: the two plain values between an action and the store."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from crm.domain.book import Book, Edit, TableName
from crm.domain.record import Record
from crm.insight.thresholds import Thresholds


class Scene(Struct, frozen=True):
    """What a verb may look at: the book, the day, the rules' numbers, and a source of fresh record ids."""

    book: Book
    today: date
    thresholds: Thresholds
    new_id: Callable[[TableName], int]


class Plan(Struct, frozen=True):
    """What is about to be done: in words, as edits, and what ``crm apply`` answers beside it.

    ``heirs`` are contacts that go, each with the one that takes over the fields that this program does not know.
    """

    what: str
    edits: tuple[Edit, ...]
    id: int | None = None
    answer: dict[str, Any] = {}
    heirs: dict[int, int] = {}


def made(table: TableName, record: Record) -> Edit:
    """The edit that adds a record."""
    return Edit(table, record.id, None, record)


def edited(table: TableName, before: Record, after: Record) -> tuple[Edit, ...]:
    """The edit from one state of a record to the next; none where nothing changed."""
    return () if before == after else (Edit(table, before.id, before, after),)


def plan(what: str, *edits: Iterable[Edit] | Edit, id: int | None = None, **answer: Any) -> Plan:  # noqa: A002 - a record's id is called id everywhere
    """A plan out of single edits and lists of them."""
    flat: list[Edit] = []
    for edit in edits:
        flat += [edit] if isinstance(edit, Edit) else edit
    return Plan(what, tuple(flat), id, answer)


def joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits that follow each other as one for each record: from what it was at first to what it is in the end."""
    found: dict[tuple[TableName, int], Edit] = {}
    for edit in edits:
        key = (edit.table, edit.id)
        found[key] = found[key]._replace(after=edit.after) if key in found else edit
    return tuple(found.values())
