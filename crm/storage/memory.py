"""The book in memory: the file as last read or written, plus what has not reached it yet.

Pure of disk and threads. It knows three things: every document's bytes, which of them the file does not have
yet (with what it has instead), and which of them changed behind the session's back.
"""

from collections.abc import Callable, Iterator
from typing import Any

from crm.storage.blocks import Encoded
from crm.storage.change import Change, Document, Key
from crm.storage.merge import Conflict, merge
from crm.storage.migrate import ABOUT_KEY
from crm.storage.patch import same
from crm.storage.records import Tables, decode, encode, number_of

OnConflict = Callable[[Key, Conflict], None]


class Memory:
    """All documents, and how they stand against the file and against the session."""

    def __init__(self, tables: Tables, on_conflict: OnConflict) -> None:
        self.tables = tables
        self._on_conflict = on_conflict
        self.base: dict[Key, Encoded | None] = {}
        """For each document that the file has not as it is here: the bytes that the file has."""
        self._unseen: dict[Key, Document | None] = {}
        """For each document that changed behind the session's back: what the session believes it to be."""

    def document(self, key: Key) -> Any:
        """A document's value, or None where there is none."""
        return _value(self.tables.get(*key))

    def put(self, key: Key, document: Document | None) -> None:
        """Set a document in memory; the file is behind from now on."""
        raw = None if document is None else encode(document)
        self.base.setdefault(key, self.tables.get(*key))
        self.tables.put(*key, raw)

    def put_unseen(self, key: Key, document: Document) -> None:
        """Set a document that the session does not know of."""
        self._unseen.setdefault(key, self.document(key))
        self.put(key, document)

    def apply(self, change: Change) -> None:
        """Take in a change of the session's, joined with what happened to the document since it looked."""
        current = self.document(change.key)
        if same(current, change.before):
            result: Document | None = change.after
        else:
            result, conflicts = merge(change.before, change.after, current)
            for conflict in conflicts:
                self._on_conflict(change.key, conflict)
        self._unseen.pop(change.key, None)
        if not same(result, change.after):
            self._unseen[change.key] = change.after
        if not same(result, current):
            self.put(change.key, result)

    def rebase(self, disk: Tables) -> tuple[Key, ...]:
        """Take the file's new state as the ground, and put what it does not have yet on top of it.

        Returns:
            The documents that are different in memory now.
        """
        ours, self.tables = self.tables, disk
        base, self.base = self.base, {}
        changed = tuple(key for key in differing(ours, disk) if key not in base)
        for key in changed:
            self._unseen.setdefault(key, _value(ours.get(*key)))
        return changed + tuple(key for key, old in base.items() if self._rebase_one(key, old, ours.get(*key)))

    def _rebase_one(self, key: Key, old: Encoded | None, mine: Encoded | None) -> bool:
        ours, theirs = _value(mine), self.document(key)
        if key == ABOUT_KEY and theirs is not None:
            return False  # two programs began the same new book: it is the one that is in the file
        result, conflicts = merge(_value(old), ours, theirs)
        if not same(result, theirs):
            self.base[key] = self.tables.get(*key)
            self.tables.put(*key, mine if same(result, ours) else encode(result))
        for conflict in conflicts:
            self._on_conflict(key, conflict)
        if same(result, ours):
            return False
        self._unseen.setdefault(key, ours)
        return True

    def take_unseen(self) -> tuple[Change, ...]:
        """What changed behind the session's back since it last asked."""
        unseen, self._unseen = self._unseen, {}
        changes = (Change(*key, before, self.document(key)) for key, before in unseen.items())
        return tuple(change for change in changes if not same(change.before, change.after))

    def waiting(self) -> dict[Key, Encoded | None]:
        """The documents that the file does not have yet, as they are now."""
        return {key: self.tables.get(*key) for key in self.base}

    def reached_disk(self, written: dict[Key, Encoded | None]) -> None:
        """The file has these documents now; what changed meanwhile still waits."""
        for key, raw in written.items():
            if same_bytes(self.tables.get(*key), raw):
                self.base.pop(key, None)
            else:
                self.base[key] = raw


def differing(one: Tables, other: Tables) -> Iterator[Key]:
    """The documents whose bytes are not the same in two states of a book."""
    for name in {**one.tables, **other.tables}:
        old, new = one.docs(name), other.docs(name)
        for key in dict.fromkeys((*old, *new)):
            number = None if same_bytes(old.get(key), new.get(key)) else number_of(key)
            if number is not None:
                yield name, number


def same_bytes(one: Encoded | None, other: Encoded | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or bytes(one) == bytes(other)


def _value(raw: Encoded | None) -> Any:
    return None if raw is None else decode(raw)
