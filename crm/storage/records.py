"""The file as documents that are kept encoded: split without decoding them, and written back byte for byte.

Layout: each table opens on a line of its own, and each document is one line. A save re-joins only the blocks of
documents that changed, so its cost is the disk's alone.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from crm.storage.fileio import Part

BLOCK = 256
"""Documents that are joined together, and stay joined until one of them changes."""

Encoded = bytes | msgspec.Raw

_ENCODE = json.JSONEncoder(allow_nan=False).encode
_BETWEEN = b",\n"
_NEAR = 1 << 20  # how far a changed block before it can have moved a piece, with room to spare


def encode(document: Any) -> bytes:
    """One document on one line, as TinyDB writes it: Python's own JSON, ASCII escapes.

    Raises:
        TypeError: for a value that JSON has no word for.
        ValueError: for NaN and the infinities.
    """
    return _ENCODE(document).encode("ascii")


def decode(raw: Encoded) -> Any:
    """The value of kept bytes, exactly as TinyDB would read it."""
    return json.loads(str(raw, "utf-8"))


def number_of(key: str) -> int | None:
    """The document number that a key stands for, or None for a key that TinyDB would not have written."""
    return int(key) if key.isdigit() and key.isascii() and key[0] != "0" else None


class Table:
    """One table: its documents by key, encoded, in the order of the file.

    ``shadowed`` are documents whose key stands once more further down: TinyDB shows the last, and all are kept.
    A table that ``is_planned`` holds a place in the order and is written once it has documents.
    """

    def __init__(self, docs: dict[str, Encoded], shadowed: tuple[tuple[str, Encoded], ...] = ()) -> None:
        self.docs = docs
        self.shadowed = shadowed
        self.is_planned = False
        self._is_divided = False
        self._blocks: list[list[str]] = []
        self._joined: list[Part | None] = []
        self._block_of: dict[str, int] = {}

    def put(self, key: str, raw: bytes) -> None:
        """Set a document; a new one goes to the end."""
        if self._is_divided and key not in self.docs:
            if not self._blocks or len(self._blocks[-1]) >= BLOCK:
                self._add_block([])
            self._blocks[-1].append(key)
            self._block_of[key] = len(self._blocks) - 1
        self.docs[key] = raw
        if self._is_divided:
            self._joined[self._block_of[key]] = None

    def drop(self, key: str) -> None:
        """Take a document out.

        Raises:
            KeyError: where there is none.
        """
        del self.docs[key]
        if self._is_divided:
            block = self._block_of.pop(key)
            self._blocks[block].remove(key)
            self._joined[block] = None

    def _divide(self) -> None:
        """Divide the documents into blocks: put off until the first save, since reading needs none."""
        if self._is_divided:
            return
        self._is_divided = True
        keys = list(self.docs)
        for start in range(0, len(keys), BLOCK):
            self._add_block(keys[start : start + BLOCK])

    def _add_block(self, keys: list[str]) -> None:
        self._block_of.update(dict.fromkeys(keys, len(self._blocks)))
        self._blocks.append(keys)
        self._joined.append(None)

    def join_one(self, origin: "Origin") -> bool:
        """Join one block that changed or was never joined.

        Returns:
            Whether there was one.
        """
        self._divide()
        for number, block in enumerate(self._blocks):
            if self._joined[number] is None and block:
                self._joined[number] = origin.view(_join((key, self.docs[key]) for key in block))
                return True
        return False

    def parts(self) -> Iterator[Part]:
        """The documents in joined pieces, ready to be written one after the other."""
        pieces: list[Part] = [_join(self.shadowed)] if self.shadowed else []
        pieces += [joined for joined in self._joined if joined is not None]
        for number, piece in enumerate(pieces):
            yield piece
            yield _BETWEEN if number + 1 < len(pieces) else b"\n"


class Origin:
    """The bytes that a book was read from, so that pieces which are still the same need not be held twice."""

    def __init__(self, image: bytes) -> None:
        self._image = image
        self._view = memoryview(image)
        self._at = 0

    def view(self, piece: bytes) -> Part:
        """The piece as a view of the file's bytes where it stands there, else the piece itself."""
        start = self._image.find(piece[:64], self._at, self._at + len(piece) + _NEAR)
        end = start + len(piece)
        if start < 0 or not self._image.startswith(piece, start):
            return piece
        self._at = end
        return self._view[start:end]


class Tables:
    """All of a book's tables in the order of the file, and the values beside them that are no tables."""

    def __init__(self, image: bytes = b"") -> None:
        self.tables: dict[str, Table] = {}
        self.loose: dict[str, Encoded] = {}
        self._origin = Origin(image)

    @classmethod
    def new(cls, names: Iterable[str]) -> "Tables":
        """A new book, whose tables will stand in this order."""
        tables = cls()
        for name in names:
            tables.tables[name] = Table({})
            tables.tables[name].is_planned = True
        return tables

    def docs(self, table: str) -> dict[str, Encoded]:
        """A table's documents by key, none for a table that is not there."""
        return self.tables[table].docs if table in self.tables else {}

    def get(self, table: str, number: int) -> Encoded | None:
        """A document's bytes, or None where there is none."""
        return self.docs(table).get(str(number))

    def put(self, table: str, number: int, raw: Encoded | None) -> None:
        """Set a document's bytes, or take it out with None. A new table goes to the end."""
        if raw is not None:
            self.tables.setdefault(table, Table({})).put(str(number), bytes(raw))
        elif self.get(table, number) is not None:
            self.tables[table].drop(str(number))

    def documents(self, table: str) -> Iterator[tuple[int, Encoded]]:
        """The documents of a table that have a proper number."""
        for key, raw in self.docs(table).items():
            number = number_of(key)
            if number is not None:
                yield number, raw

    @property
    def counts(self) -> dict[str, int]:
        """How many documents each table has."""
        return {name: len(table.docs) for name, table in self.tables.items() if table.docs}

    def odd(self, table: str) -> Iterator[tuple[str, str]]:
        """Key, and what is odd about it, of each entry of a table that TinyDB could not show."""
        found = self.tables.get(table, Table({}))
        for key, _ in found.shadowed:
            yield key, "the same number twice (the later one is shown)"
        for key in found.docs:
            if number_of(key) is None:
                yield key, f"the key {json.dumps(key)}"

    def join_one(self) -> bool:
        """Do a small part of the work of ``parts``, so that a lock need not be held for all of it at once.

        Returns:
            Whether there was something to do.
        """
        return any(table.join_one(self._origin) for table in self.tables.values())

    def parts(self) -> list[Part]:
        """The whole file, in pieces."""
        while self.join_one():
            pass
        members: list[list[Part]] = [[_quoted(key), b":", bytes(raw)] for key, raw in self.loose.items()]
        for name, table in self.tables.items():
            if table.docs or not table.is_planned:
                members.append([_quoted(name), b":{\n", *table.parts(), b"}"])
        between: list[Part] = [b"{\n"]
        pieces: list[Part] = []
        for member in members:
            pieces += between + member
            between = [_BETWEEN]
        return [*pieces, b"\n}\n"] if pieces else [b"{}\n"]


def _join(documents: Iterable[tuple[str, Encoded]]) -> bytes:
    return _BETWEEN.join([b"%b:%b" % (_quoted(key), raw) for key, raw in documents])


def _quoted(key: str) -> bytes:
    return b'"%b"' % key.encode() if key.isalnum() and key.isascii() else json.dumps(key).encode()
