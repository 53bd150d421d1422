"""The file as tables of documents that are kept encoded: read without decoding, written back byte for byte.

Layout: each table opens on a line of its own, and each document is one line. A save joins anew only the blocks of
documents that changed, so its cost is the disk's alone.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple, cast

from crm.storage.blocks import BETWEEN, Block, Encoded, Origin, Part, Piece, Place, join, quoted
from crm.storage.table import Documents, Table

_ENCODE = json.JSONEncoder(allow_nan=False).encode


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


def are_numbers(keys: Collection[str]) -> bool:
    """Whether all of these keys are document numbers: asked once for a table, not for each of its documents."""
    joined = "".join(keys)
    return joined.isdigit() and joined.isascii() and min(keys) >= "1"


class Layout(NamedTuple):
    """A book's next state, ready to be written, and where its blocks will stand."""

    pieces: list[Piece]
    blocks: list[tuple[Block, int, Place]]

    def settle(self, tables: "Tables", state: object) -> None:
        """Note that it has been written: in this state of the file the blocks are where the layout put them."""
        tables.forget_places(state)
        for block, version, place in self.blocks:
            if block.version == version:
                block.place = place


class Tables:
    """All of a book's tables in the order of the file, and the values beside them that are no tables."""

    def __init__(self, image: bytes = b"") -> None:
        self.tables: dict[str, Table] = {}
        self.loose: dict[str, Encoded] = {}
        self.state: object = None
        """The state of the file in which the blocks have their places; None where they have none."""
        self._origin = Origin(image)

    @classmethod
    def new(cls, names: Iterable[str]) -> "Tables":
        """A new book, whose tables will stand in this order."""
        tables = cls()
        for name in names:
            tables.tables[name] = Table({})
            tables.tables[name].is_planned = True
        return tables

    def docs(self, table: str) -> Documents:
        """A table's documents by key, none for a table that is not there."""
        return self.tables[table].docs if table in self.tables else Documents({})

    def get(self, table: str, number: int) -> Encoded | None:
        """A document's bytes, or None where there is none."""
        return self.docs(table).get(str(number))

    def put(self, table: str, number: int, raw: Encoded | None) -> None:
        """Set a document's bytes, or take it out with None. A new table goes to the end."""
        if raw is not None:
            self.tables.setdefault(table, Table({})).put(str(number), bytes(raw))
        elif self.get(table, number) is not None:
            self.tables[table].drop(str(number))

    def unread(self, table: str) -> memoryview | None:
        """A table's bytes, from brace to brace, while nobody has asked for one of its documents; else None."""
        part = self.tables[table].unread if table in self.tables else None
        return None if part is None else part.text

    def documents(self, table: str) -> Iterable[tuple[int, Encoded]]:
        """The documents of a table that have a proper number."""
        docs = self.docs(table)
        if are_numbers(docs.held) and Block not in set(map(type, docs.held.values())):
            encoded = cast("Iterable[Encoded]", docs.held.values())
            return zip(map(int, docs.held), encoded, strict=True)
        return ((number, docs[key]) for key in docs.held if (number := number_of(key)) is not None)

    @property
    def counts(self) -> dict[str, int]:
        """How many documents each table has."""
        return {name: len(table.docs) for name, table in self.tables.items() if table.docs}

    def odd(self, table: str) -> Iterator[tuple[str, str]]:
        """Key, and what is odd about it, of each entry of a table that TinyDB could not show."""
        found = self.tables.get(table, Table({}))
        for key, _ in found.shadowed:
            yield key, "the same number twice (the later one is shown)"
        for key in () if are_numbers(found.docs.held) else found.docs:
            if number_of(key) is None:
                yield key, f"the key {json.dumps(key)}"

    def join_one(self) -> bool:
        """Do a small part of the work of ``layout``, so that a lock need not be held for all of it at once.

        Returns:
            Whether there was something to do.
        """
        return any(table.join_one(self._origin) for table in self.tables.values())

    def pack_one(self) -> bool:
        """Pack one block, so that the book takes less memory. Once all are packed, what was read is let go.

        Returns:
            Whether there was something to do.
        """
        if self.join_one() or any(table.pack_one() for table in self.tables.values()):
            return True
        self._origin = Origin(b"")
        return False

    def forget_places(self, state: object) -> None:
        """The file is in another state: no block has a place in it until it is given one."""
        self.state, self._origin = state, Origin(b"")
        for table in self.tables.values():
            for block in table.blocks:
                block.place = None

    def parts(self) -> list[Part]:
        """The whole file, in pieces."""
        return [piece for piece in self.layout().pieces if not isinstance(piece, Place)]

    def layout(self, state: object = None) -> Layout:
        """The whole file, in pieces. Packed blocks are left to be copied from the file if it is in a known state.

        Args:
            state: the state of the file; None to have all bytes.
        """
        while self.join_one():
            pass
        build = _Builder(state is not None and state == self.state)
        for key, raw in self.loose.items():
            build.member(key, [bytes(raw)])
        for name, table in self.tables.items():
            if table.docs or not table.is_planned:
                build.table(name, table)
        return build.layout()


class _Builder:
    """Lays pieces one after the other, and keeps count of where the next one will stand."""

    def __init__(self, copying: bool) -> None:
        self._copying = copying
        self._at = 0
        self._pieces: list[Piece] = []
        self._blocks: list[tuple[Block, int, Place]] = []

    def _add(self, *pieces: Piece) -> None:
        for piece in pieces:
            self._pieces.append(piece)
            self._at += piece.length if isinstance(piece, Place) else len(piece)

    def member(self, key: str, value: Iterable[Piece]) -> None:
        """A table, or a value beside the tables."""
        self._add(BETWEEN if self._pieces else b"{\n", quoted(key), b":")
        self._add(*value)

    def table(self, name: str, table: Table) -> None:
        self.member(name, [b"{\n"])
        between = b""
        if table.shadowed:
            self._add(join(table.shadowed))
            between = BETWEEN
        for block in table.blocks:
            if block.keys:
                self._add(between)
                self._block(block)
                between = BETWEEN
        self._add(b"\n}" if between else b"}")

    def _block(self, block: Block) -> None:
        start = self._at
        if self._copying and block.packed is not None and block.place is not None:
            self._copy(block.place)
        else:
            self._add(block.piece())
        self._blocks.append((block, block.version, Place(start, self._at - start)))

    def _copy(self, place: Place) -> None:
        """Copy a place in the old file, as one with the place before it where it follows on that."""
        self._at += place.length
        before = self._pieces[-2] if len(self._pieces) > 1 else b""
        if isinstance(before, Place) and before.offset + before.length + len(BETWEEN) == place.offset:
            self._pieces[-2:] = [Place(before.offset, place.offset + place.length - before.offset)]
        else:
            self._pieces.append(place)

    def layout(self) -> Layout:
        self._add(b"\n}\n" if self._pieces else b"{}\n")
        return Layout(self._pieces, self._blocks)
