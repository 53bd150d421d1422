"""What the columns of tables were said to hold, remembered for the next table with the same headers."""

from collections.abc import Mapping
from pathlib import Path

from crm.exchange.table.look import TableLook, look_at
from crm.exchange.table.mapping import FIELDS
from crm.storage.remembered import recall, remember

_NAME = "columns"
_MOST = 200

HEAD = 1 << 18
"""Bytes at the start of a table that tell what is in it."""


def remembered_columns(path: Path) -> dict[str, str] | None:
    """The mapping that was used for the last table with the headers of this one, if it is a table and one was."""
    known = recall(_NAME)
    look = look_into(path) if known else None
    found = known.get(look.mark) if look is not None and look.mark else None
    if not isinstance(found, dict) or not all(word in FIELDS for word in found.values()):
        return None
    return {str(header): word for header, word in found.items()}


def remember_columns(look: TableLook, columns: Mapping[str, str]) -> None:
    """Use this mapping for the next table with the same headers. One without headers is not known again."""
    if not look.mark:
        return
    known = {mark: held for mark, held in recall(_NAME).items() if mark != look.mark}
    kept = dict(list(known.items())[-(_MOST - 1) :])
    remember(_NAME, kept | {look.mark: dict(columns)})


def look_into(path: Path) -> TableLook | None:
    """A first look at a file as a table; None for what is none, or cannot be read."""
    head = head_of(path)
    return None if head is None else look_at(head, path.name)


def head_of(path: Path) -> bytes | None:
    """The start of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return None
