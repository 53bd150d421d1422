"""Joining two copies of one book, as a sync conflict or two machines leave them: record by record, field by field.

Nothing of either copy disappears: every value is in the result, or in its ``conflicts`` table.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from crm.storage.blocks import Encoded
from crm.storage.change import Change, Document
from crm.storage.memory import same_bytes
from crm.storage.merge import Conflict, merge
from crm.storage.migrate import ABOUT, ABOUT_KEY
from crm.storage.patch import same
from crm.storage.records import Tables, decode, encode, number_of
from crm.storage.table import Table

CONFLICTS = "conflicts"
"""The table of what merges could not decide: table, id, field, base, ours (kept), theirs."""

Clash = tuple[str, int | str, Conflict]
"""A field that could not be decided, with the table and the number of its document."""


class Joining(NamedTuple):
    """What comes of joining two copies, as seen from ours.

    ``results`` are the documents that are not as ours has them, by table and key; ``clashes`` what could not be
    decided, ``loose`` the values beside the tables that only theirs has, ``hidden`` their documents under a number
    that stands twice.
    """

    results: dict[tuple[str, str], Any]
    clashes: tuple[Clash, ...]
    loose: dict[str, Encoded]
    hidden: dict[str, tuple[tuple[str, Encoded], ...]]

    @property
    def is_nothing_new(self) -> bool:
        """Whether ours has all of theirs already."""
        return not (self.results or self.clashes or self.loose or self.hidden)


def join(base: Tables | None, ours: Tables, theirs: Tables) -> Joining:
    """Join two copies.

    Args:
        base: the state that both grew out of. Without one a field that only one side filled in is taken, lists are
            put together, nothing counts as removed, and fields that differ are kept as ours and told as clashes.
        ours: the copy whose values stand where both changed one field.
        theirs: the other copy.
    """
    results: dict[tuple[str, str], Any] = {}
    clashes: list[Clash] = []
    for name in {**ours.tables, **theirs.tables}:
        olds, mine, other = base.docs(name) if base else {}, ours.docs(name), theirs.docs(name)
        for key in {**mine, **other}:
            if same_bytes(mine.get(key), other.get(key)):
                continue
            old, one, two = (_value(docs.get(key)) for docs in (olds, mine, other))
            result, conflicts = merge(old, one, two)
            if not same(result, one):
                results[name, key] = result
            if (name, key) != (ABOUT, str(ABOUT_KEY[1])):  # which book and which schema it is: ours says
                clashes += ((name, _id(key), conflict) for conflict in conflicts)
    clashes += _loose_clashes(ours, theirs)
    clashes = [clash for clash in clashes if not _is_known(clash, ours)]
    new = {key: raw for key, raw in theirs.loose.items() if key not in ours.loose}
    return Joining(results, tuple(clashes), new, _hidden(ours, theirs))


def _value(raw: Encoded | None) -> Any:
    return None if raw is None else decode(raw)


def _id(key: str) -> int | str:
    number = number_of(key)
    return key if number is None else number


def _loose_clashes(ours: Tables, theirs: Tables) -> Iterator[Clash]:
    """Values beside the tables that are not the same in both; ours stays."""
    for key in ours.loose.keys() & theirs.loose.keys():
        mine, other = decode(ours.loose[key]), decode(theirs.loose[key])
        if not same(mine, other):
            yield "", key, Conflict("", None, mine, other)


def _is_known(clash: Clash, ours: Tables) -> bool:
    """Whether the same clash waits to be decided already, from an earlier joining."""
    table, number, conflict = clash
    told = conflict_document(table, number, conflict, "")
    return any(
        all(same(kept.get(field), told[field]) for field in ("table", "id", "field", "theirs"))
        for kept in map(decode, ours.docs(CONFLICTS).values())
        if isinstance(kept, dict)
    )


def _hidden(ours: Tables, theirs: Tables) -> dict[str, tuple[tuple[str, Encoded], ...]]:
    found = {}
    for name, table in theirs.tables.items():
        mine = ours.tables[name].shadowed if name in ours.tables else ()
        known = {(key, bytes(raw)) for key, raw in mine}
        if new := tuple((key, raw) for key, raw in table.shadowed if (key, bytes(raw)) not in known):
            found[name] = new
    return found


def conflict_document(table: str, number: int | str, conflict: Conflict, created: str) -> Document:
    """A clash as the ``conflicts`` table keeps it."""
    document: Document = {"table": table, "id": number, "field": conflict.path, "base": conflict.base}
    return document | {"ours": conflict.ours, "theirs": conflict.theirs, "created": created}


def changes(joining: Joining, new_id: Callable[[], int], created: str, ours: Tables) -> tuple[Change, ...]:
    """What makes the joined book out of ours, as changes: all that a book with sound keys needs.

    Args:
        joining: what came of it.
        new_id: gives a fresh number for each document of the ``conflicts`` table.
        created: the instant, for these documents.
        ours: the copy that is changed.
    """
    found = [
        Change(name, number, _value(ours.get(name, number)), result)
        for (name, key), result in joining.results.items()
        if (number := number_of(key)) is not None
    ]
    found += (
        Change(CONFLICTS, new_id(), None, conflict_document(*clash, created)) for clash in joining.clashes
    )
    return tuple(found)


def joined(joining: Joining, new_id: Callable[[], int], created: str, ours: Tables) -> Tables:
    """The joined book, made out of ours in place."""
    for (name, key), result in joining.results.items():
        table = ours.tables.setdefault(name, Table({}))
        if result is not None:
            table.put(key, encode(result))
        elif key in table.docs:
            table.drop(key)
    for clash in joining.clashes:
        ours.put(CONFLICTS, new_id(), encode(conflict_document(*clash, created)))
    ours.loose |= joining.loose
    for name, entries in joining.hidden.items():
        table = ours.tables.setdefault(name, Table({}))
        table.shadowed = (*table.shadowed, *entries)
    return ours
