"""What a commit may put into the book: checked before memory changes, and refused by naming the field."""

import math
from collections.abc import Iterator
from typing import Any

from crm.storage.change import Change, Document, Invalid
from crm.storage.patch import plain
from crm.storage.records import decode, encode
from crm.storage.schema import Problem, Types, from_document

LARGEST_ID = 2**53 - 1
"""Every number up to here is the same number in every JSON reader."""


def checked(change: Change, types: Types) -> Change:
    """The change as the file will hold it, with tuples as lists.

    Raises:
        Invalid: for a value that JSON has no word for or that does not belong into the table.
    """
    where = f"{change.table}/{change.id}"
    if not change.table or not 0 < change.id <= LARGEST_ID:
        raise Invalid(f"{where}: a document needs a table, and a number from 1 to {LARGEST_ID}")
    before = plain(change.before)
    if change.after is None:
        return change._replace(before=before)
    after = _as_written(change.after, where)
    if change.table in types:
        read = from_document(change.table, change.id, after, types)
        if isinstance(read, Problem):
            raise Invalid(str(read))
    return change._replace(before=before, after=after)


def _as_written(document: Document, where: str) -> Document:
    """The document after a round through JSON, which is faster than a look at each value."""
    try:
        raw = encode(document)
    except (TypeError, ValueError, RecursionError) as error:
        raise Invalid(f"{where}: {_fault(document, '') or error}") from error
    after: Document = decode(raw)
    if after != document and (fault := _odd_key(document, "")):
        raise Invalid(f"{where}: {fault}")
    return after


def _fault(value: Any, path: str) -> str:
    """What JSON cannot hold in a value, with its place; ``""`` when it can hold all of it."""
    if isinstance(value, float) and not math.isfinite(value):
        return f"{path}: {value} is no number that JSON knows"
    if value is None or isinstance(value, str | bool | int | float):
        return ""
    if not isinstance(value, dict | list | tuple):
        return f"{path or 'the document'}: JSON has no word for a {type(value).__name__}"
    return next(filter(None, (_fault(item, where) for where, item in _members(value, path))), "")


def _odd_key(value: Any, path: str) -> str:
    """The first key that is not text, with its place: JSON would make it text without a word."""
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                return f"{path or 'the document'}: the key {key!r} is not text"
    elif not isinstance(value, list | tuple):
        return ""
    return next(filter(None, (_odd_key(item, where) for where, item in _members(value, path))), "")


def _members(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{path}.{key}" if path else str(key), item
    else:
        for at, item in enumerate(value):
            yield f"{path}[{at}]", item
