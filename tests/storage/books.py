"""Builders for books and documents, and a look at a file through plain TinyDB."""

import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from crm.storage.change import Change, Document
from crm.storage.store import Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Book = dict[str, dict[int, Any]]


def person(name: str = "Ada Novak", **fields: Any) -> Document:
    return {"name": name, **fields}


def plain(path: Path) -> Book:
    """All tables as a Python shell with TinyDB sees them, ``about`` left out."""
    with TinyDB(path, access_mode="r") as db:
        return {
            name: {document.doc_id: dict(document) for document in db.table(name)}
            for name in db.tables()
            if name != "about" and len(db.table(name))
        }


def write_plainly(path: Path, book: Mapping[str, Mapping[int, Any]]) -> None:
    """The book as TinyDB writes it."""
    path.write_text(json.dumps(book))


class Clock:
    """A clock that moves on by a second each time it is read."""

    def __init__(self, start: datetime = NOW) -> None:
        self.time = start

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def opened(path: Path, *, packed: bool = False, **options: Any) -> Store:
    """A store with a known clock and known random bits, that does not retry by itself; packed as big books are."""
    known: dict[str, Any] = {"now": Clock(), "rng": random.Random(1), "retry_seconds": 600.0}
    store = Store.open(path, **known | options)
    if packed:
        store.pack(0)
    return store


def set_document(store: Store, table: str, number: int, after: Document | None) -> None:
    """Commit one document over what the store holds, and wait until it is durable."""
    change = Change(table, number, store.document(table, number), after)
    store.commit("set", [change]).wait(20)
