"""What a commit may put into the book: checked before memory changes, and refused by naming the field."""

import math
from typing import Any

from crm.storage.change import Change, Document, Invalid
from crm.storage.patch import plain
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
    if change.after is None:
        return change._replace(before=plain(change.before))
    if fault := _fault(change.after, ""):
        raise Invalid(f"{where}: {fault}")
    after: Document = plain(change.after)
    if change.table in types:
        read = from_document(change.table, change.id, after, types)
        if isinstance(read, Problem):
            raise Invalid(str(read))
    return change._replace(before=plain(change.before), after=after)


def _fault(value: Any, path: str) -> str:
    """What JSON cannot hold in a value, with its place; ``""`` when it can hold all of it."""
    if isinstance(value, list | tuple):
        faults = (_fault(item, f"{path}[{at}]") for at, item in enumerate(value))
    elif isinstance(value, dict):
        faults = (_fault_of_member(key, item, path) for key, item in value.items())
    elif isinstance(value, float) and not math.isfinite(value):
        return f"{path}: {value} is no number that JSON knows"
    elif value is None or isinstance(value, str | bool | int | float):
        return ""
    else:
        return f"{path or 'the document'}: JSON has no word for a {type(value).__name__}"
    return next(filter(None, faults), "")


def _fault_of_member(key: Any, item: Any, path: str) -> str:
    if not isinstance(key, str):
        return f"{path or 'the document'}: the key {key!r} is not text"
    return _fault(item, f"{path}.{key}" if path else key)
