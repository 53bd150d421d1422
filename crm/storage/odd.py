"""Entries of a table that TinyDB cannot show: under a key that is no number, or under one that stands once more below."""

from collections.abc import Iterator
from typing import NamedTuple

from crm.storage.blocks import Encoded
from crm.storage.records import Tables, number_of


class Odd(NamedTuple):
    """One such entry, with its bytes as the file has them."""

    table: str
    key: str
    raw: Encoded


def odd_entries(tables: Tables) -> Iterator[Odd]:
    """All of them, in the order of the file; of a key that stands twice those that are hidden."""
    for name, table in tables.tables.items():
        yield from (Odd(name, key, raw) for key, raw in table.shadowed)
        yield from (Odd(name, key, table.docs[key]) for key in table.docs if number_of(key) is None)


def take_out(tables: Tables, entry: Odd) -> bool:
    """Take an entry out of its table.

    Returns:
        Whether it was there as it is.
    """
    table = tables.tables.get(entry.table)
    if table is None:
        return False
    hidden = [(key, raw) for key, raw in table.shadowed if (key, bytes(raw)) != (entry.key, bytes(entry.raw))]
    if len(hidden) < len(table.shadowed):
        table.shadowed = tuple(hidden)
        return True
    if number_of(entry.key) is None and bytes(table.docs.get(entry.key, b"")) == bytes(entry.raw):
        table.drop(entry.key)
        return True
    return False
