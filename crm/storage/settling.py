"""Deciding what a merge could not: each entry of the ``conflicts`` table is one field with two values."""

from typing import Any, Literal, NamedTuple

from crm.domain.record import Refusal
from crm.storage.change import Document
from crm.storage.merge import GONE

How = Literal["mine", "theirs", "both"]
"""Which value stands from now on: the one that was kept, the other, or for texts one after the other."""

_LINE = 60  # a text of up to so many characters is joined on its line


class Dispute(NamedTuple):
    """A field that was changed in two places: ours stands in the record, theirs only here.

    ``path`` is the field within its document, dotted; ``""`` is the document itself. ``base`` is the value before.
    """

    id: int
    table: str
    record: int | str
    path: str
    base: Any
    ours: Any
    theirs: Any
    created: str

    @property
    def is_removal(self) -> bool:
        """Whether one side removed the record that the other changed."""
        return (
            self.path == GONE and isinstance(self.base, dict) and (self.ours is None or self.theirs is None)
        )


def dispute(number: int, document: Any) -> Dispute | None:
    """An entry of the ``conflicts`` table; None for one that is not of this shape."""
    if not isinstance(document, dict):
        return None
    table, record, path = (document.get(name) for name in ("table", "id", "field"))
    if not isinstance(table, str) or not isinstance(path, str) or not isinstance(record, int | str):
        return None
    base, ours, theirs = (document.get(name) for name in ("base", "ours", "theirs"))
    return Dispute(number, table, record, path, base, ours, theirs, str(document.get("created") or ""))


def settled(one: Dispute, document: Document | None, how: How) -> Document | None:
    """The document as it is once a dispute has been decided.

    What was done to the field since stays with ``mine``, and comes first with ``both``.

    Raises:
        Refusal: when the document has no such field any more, or the values are not texts that can be joined.
    """
    if how == "mine":
        return document
    if one.is_removal or not one.path:
        if how == "both":
            raise Refusal("only one of these two can stay")
        other: Document | None = one.theirs
        return other
    if document is None:
        raise Refusal("that record is not in this book any more")
    value = one.theirs if how == "theirs" else _both(_at(document, one.path, one.ours), one.theirs)
    changed = _with(document, one.path, value)
    if changed is None:
        raise Refusal(f"the record has no field {one.path} any more: edit it, then keep mine here")
    return changed


def _both(mine: Any, theirs: Any) -> str:
    if not isinstance(mine, str) or not isinstance(theirs, str):
        raise Refusal("only texts can both be kept")
    if not mine.strip() or theirs in mine:
        return mine or theirs
    is_short = max(len(mine), len(theirs)) <= _LINE and "\n" not in mine + theirs
    return f"{mine} / {theirs}" if is_short else f"{mine.rstrip()}\n{theirs}"


def _at(document: Any, path: str, otherwise: Any) -> Any:
    """The value of a dotted path."""
    if not isinstance(document, dict):
        return otherwise
    if path in document:
        return document[path]
    head, dot, rest = path.partition(".")
    return _at(document.get(head), rest, otherwise) if dot else otherwise


def _with(document: Document, path: str, value: Any) -> Document | None:
    """A document with the value of a dotted path set; None where the path leads nowhere."""
    head, dot, rest = path.partition(".")
    if not dot or path in document:
        return document | {path: value}
    inner = document.get(head)
    changed = _with(inner, rest, value) if isinstance(inner, dict) else None
    return None if changed is None else document | {head: changed}
