"""Editing a document by patching it: only what differs is touched, and what is not understood stays.

A typed record is a view of a document that leaves out its unknown keys. Writing the record back would drop
them, so an edit is carried over field by field instead, into nested parts and into lists.
"""

from typing import Any

import msgspec

from crm.domain.days.today import plain_day
from crm.domain.record import Record
from crm.storage.change import Document


def to_document(record: Record) -> Document:
    """The record as JSON values, with all its fields and without its id: days become ``YYYY-MM-DD``."""
    document: Document = plain(msgspec.to_builtins(record, enc_hook=plain_day))
    del document["id"]
    return document


def plain(value: Any) -> Any:
    """The same value with every tuple as a list, as it would be after a round through the file."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def patched(document: Document, before: Record, after: Record) -> Document:
    """The document with the fields in which ``after`` differs from ``before`` replaced.

    Unknown keys stay at every level, and so do the items of lists that did not change. Fields that the
    document did not spell out are added, so that what is written has all of them.
    """
    return patch(document, to_document(before), to_document(after))


def patch(document: Document, before: Document, after: Document) -> Document:
    """``patched`` for documents: ``before`` and ``after`` may leave out keys that ``document`` has."""
    result = {key: value for key, value in document.items() if key in after or key not in before}
    for key, new in after.items():
        if key not in document:
            result[key] = new
        elif key in before:
            result[key] = _patch_value(document[key], before[key], new)
        else:
            result[key] = new
    return result


def _patch_value(raw: Any, old: Any, new: Any) -> Any:
    if isinstance(raw, dict) and isinstance(old, dict) and isinstance(new, dict):
        return patch(raw, old, new)
    if same(old, new):
        return raw
    if isinstance(raw, list) and isinstance(old, list) and isinstance(new, list) and len(raw) == len(old):
        return _patch_list(raw, old, new)
    return new


def _patch_list(raw: list[Any], old: list[Any], new: list[Any]) -> list[Any]:
    """Each new item takes the raw one it equals; else, if its place is free, the raw one there is patched."""
    left = list(range(len(old)))
    came_from: dict[int, int] = {}
    for position, item in enumerate(new):
        found = next((index for index in left if same(old[index], item)), None)
        if found is not None:
            left.remove(found)
            came_from[position] = found
    result = []
    for position, item in enumerate(new):
        if position in came_from:
            result.append(raw[came_from[position]])
        elif position in left:
            result.append(_patch_value(raw[position], old[position], item))
        else:
            result.append(item)
    return result


def same(one: Any, other: Any) -> bool:
    """Equality as the file sees it: ``1``, ``1.0`` and ``true`` are three different values."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
