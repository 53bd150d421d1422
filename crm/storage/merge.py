"""Joining two versions of a document that grew out of one: per field, into nested parts, pure.

A field that only one of the two changed takes that change. A list takes both sides' additions and removals.
Only where both gave one field different values is there a conflict: ours is taken, and theirs is reported.
"""

import json
from typing import Any, Literal, NamedTuple

from crm.storage.change import Document
from crm.storage.patch import same

GONE: Literal["gone"] = "gone"
"""Path of the conflict in which one side changed a document that the other removed."""

_STAMPS = {"updated": max, "created": min}
"""Fields that say nothing about intent and may differ in every merge: the later change counts, and the first making."""


class Conflict(NamedTuple):
    """A field that both sides changed: dotted ``path``, the value before, ours (kept), and theirs."""

    path: str
    base: Any
    ours: Any
    theirs: Any


class _Absent:
    """No value at all, as opposed to null."""


_ABSENT = _Absent()


def merge(
    base: Document | None, ours: Document | None, theirs: Document | None
) -> tuple[Document | None, tuple[Conflict, ...]]:
    """The two versions joined, and the fields that could not be decided.

    A document that one side removed and the other changed is kept as changed. Two that were made under the same
    number are joined field by field.
    """
    if ours is None or theirs is None:
        return _merge_removed(base, ours, theirs)
    conflicts: list[Conflict] = []
    result: Document = _value(base or {}, ours, theirs, "", conflicts)
    return result, tuple(conflicts)


def _merge_removed(
    base: Document | None, ours: Document | None, theirs: Document | None
) -> tuple[Document | None, tuple[Conflict, ...]]:
    left = ours if ours is not None else theirs
    if left is None or (base is not None and same(left, base)):
        return None, ()
    if base is None:
        return left, ()
    return left, (Conflict(GONE, base, ours, theirs),)


def _fields(
    base: Document, ours: Document, theirs: Document, path: str, conflicts: list[Conflict]
) -> Document:
    result: Document = {}
    for key in (*ours, *(key for key in theirs if key not in ours)):
        where = f"{path}.{key}" if path else key
        value = _value(
            base.get(key, _ABSENT), ours.get(key, _ABSENT), theirs.get(key, _ABSENT), where, conflicts
        )
        if not isinstance(value, _Absent):
            result[key] = value
    return result


def _value(base: Any, ours: Any, theirs: Any, path: str, conflicts: list[Conflict]) -> Any:
    is_new_in_both = base is _ABSENT and _ABSENT not in (ours, theirs)
    is_only_spelled_out = is_new_in_both and _is_empty(ours) != _is_empty(theirs)
    if same(ours, theirs) or same(theirs, base) or (is_only_spelled_out and _is_empty(theirs)):
        return ours
    if same(ours, base) or is_only_spelled_out:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _fields(base if isinstance(base, dict) else {}, ours, theirs, path, conflicts)
    if isinstance(ours, list) and isinstance(theirs, list):
        return _lists(base if isinstance(base, list) else [], ours, theirs)
    if path in _STAMPS and isinstance(ours, str) and isinstance(theirs, str):
        return _STAMPS[path](ours, theirs)
    conflicts.append(Conflict(path, *(None if isinstance(v, _Absent) else v for v in (base, ours, theirs))))
    return theirs if isinstance(ours, _Absent) else ours


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _lists(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Ours, without what they removed and with what they added, each item counted as often as it stands."""
    spare = _counts(base)
    added = [item for item in theirs if not _take(spare, item)]
    removed = spare  # what is left of the base is not in theirs any more
    kept = [item for item in ours if not _take(removed, item)]
    known = _counts(kept)
    for item in base:
        _take(known, item)
    return kept + [item for item in added if not _take(known, item)]


def _counts(items: list[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in items:
        key = json.dumps(item, sort_keys=True)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _take(counts: dict[str, int], item: Any) -> bool:
    key = json.dumps(item, sort_keys=True)
    if not counts.get(key):
        return False
    counts[key] -= 1
    return True
