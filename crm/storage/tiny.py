"""TinyDB's own API on a safe store, for shells and scripts beside the open app.

``SafeTinyDB(path)`` is used like ``TinyDB(path)``. Every write is durable when it returns, joined with what other
programs wrote meanwhile, and touches no document but those it is about.
"""

import copy
import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from crm.storage.change import Change, Document
from crm.storage.migrate import ABOUT
from crm.storage.patch import same
from crm.storage.store import Store


class StoreStorage(Storage):
    """A TinyDB storage that reads and writes through a ``Store``."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.store = Store.open(path)

    def read(self) -> dict[str, dict[str, Any]]:
        self.store.poll()
        return {
            name: {str(number): document for number, document in self.store.documents(name).items()}
            for name in self.store.tables
        }

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        changes: list[Change] = []
        dropped = dict.fromkeys(name for name in self.store.tables if name != ABOUT)
        for name in {**dropped, **dict.fromkeys(data)}:
            old = self.store.documents(name)
            new = {int(number): dict(document) for number, document in data.get(name, {}).items()}
            changes += changes_between(name, old, new)
        self.commit("write", changes)

    def commit(self, label: str, changes: list[Change]) -> None:
        """Save changes, and return once they are durable."""
        if changes:
            self.store.commit(label, changes).wait()

    def close(self) -> None:
        self.store.close()


def changes_between(table: str, old: Mapping[int, Document], new: Mapping[int, Document]) -> Iterator[Change]:
    """The changes that lead from some documents of a table to others."""
    for number in {**old, **new}:
        before, after = old.get(number), new.get(number)
        if not same(before, after):
            yield Change(table, number, before, after)


class _Documents(MutableMapping[int, Any]):
    """A table's documents as TinyDB's updaters see them: decoded when looked at, and remembered when touched."""

    def __init__(self, store: Store, table: str) -> None:
        self._store, self._table = store, table
        self._numbers = dict.fromkeys(store.numbers(table))
        self.before: dict[int, Document] = {}
        self.now: dict[int, Document] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self._numbers:
            raise KeyError(number)
        if number not in self.now:
            document = self._store.document(self._table, number)
            if document is None:
                raise KeyError(number)
            self.before.setdefault(number, document)
            self.now[number] = copy.deepcopy(document)
        return self.now[number]

    def __setitem__(self, number: int, document: Any) -> None:
        if number in self._numbers:
            self[number]
        self._numbers[number] = None
        self.now[number] = dict(document)

    def __delitem__(self, number: int) -> None:
        self[number]
        del self._numbers[number]
        del self.now[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, number: object) -> bool:
        return number in self._numbers


class StoreTable(Table):
    """A TinyDB table over a ``Store``: reads decode this table alone, writes are changes of single documents."""

    @property
    def _kept(self) -> StoreStorage:
        assert isinstance(self._storage, StoreStorage)
        return self._storage

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        store = self._kept.store
        store.poll()
        self.clear_cache()
        return {str(number): document for number, document in store.documents(self.name).items()}

    def get(self, cond: Any = None, doc_id: int | None = None, doc_ids: list[int] | None = None) -> Any:
        if doc_id is None:
            return super().get(cond, doc_ids=doc_ids)
        store = self._kept.store
        store.poll()
        document = store.document(self.name, doc_id)
        return None if document is None else TinyDocument(document, doc_id)

    def _get_next_id(self) -> int:
        return self._kept.store.new_id(self.name)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        store = self._kept.store
        store.poll()
        documents = _Documents(store, self.name)
        updater(documents)
        self._kept.commit("update", list(changes_between(self.name, documents.before, documents.now)))
        self.clear_cache()


class SafeTinyDB(TinyDB):
    """``TinyDB(path)``, safe beside the app and other shells."""

    table_class = StoreTable

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path, storage=StoreStorage)
