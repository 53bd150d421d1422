"""Documents side by side, as they stand in the file: joined once, and packed small while nobody needs them.

A block is what a save joins anew when one of its documents changed. The blocks of a big book are packed in memory
once it has been read, and a save copies them out of the file that it replaces.
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

SIZE = 64
"""Documents in a block."""

BETWEEN = b",\n"
"""What stands between two documents, and between two blocks."""

Encoded = bytes | msgspec.Raw
"""One document as the file has it."""

Part = bytes | memoryview

_FASTEST = 1  # zlib's level: the others gain little on lines that are so alike


class Place(NamedTuple):
    """Bytes that stand in the file that is being replaced."""

    offset: int
    length: int


Piece = Part | Place
"""A part of a file's next state: bytes, or where they stand in its present state."""


class Block:
    """Neighbouring documents of a table.

    They are held one by one. Unless one of them changed they are also ``joined`` in one piece; or they are
    ``packed``: held in that piece alone, compressed. ``place`` is where the file has the piece, if it is known.
    """

    __slots__ = ("_ends", "joined", "keys", "packed", "place", "version")

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys
        self.joined: Part | None = None
        self.packed: bytes | None = None
        self.place: Place | None = None
        self.version = 0
        self._ends: array[int] = array("I")

    def touch(self) -> None:
        """Note that a document of the block changes: what was joined or packed holds no more."""
        self.joined = self.packed = self.place = None
        self.version += 1

    def pack(self, sizes: Iterable[int]) -> None:
        """Compress the joined block; ``sizes`` are the lengths of its documents."""
        assert self.joined is not None
        self._ends = array("I")
        at = 0
        for key, size in zip(self.keys, sizes, strict=True):
            self._ends.append(at + len(quoted(key)) + 1 + size)
            at = self._ends[-1] + len(BETWEEN)
        self.packed, self.joined = zlib.compress(self.joined, _FASTEST), None

    def piece(self) -> Part:
        """The joined or packed block in one piece."""
        if self.packed is not None:
            return zlib.decompress(self.packed)
        assert self.joined is not None
        return self.joined

    def unpacked(self) -> Iterator[tuple[str, bytes]]:
        """The documents of the packed block."""
        piece, at = self.piece(), 0
        for key, end in zip(self.keys, self._ends, strict=True):
            yield key, bytes(piece[at + len(quoted(key)) + 1 : end])
            at = end + len(BETWEEN)


def join(documents: Iterable[tuple[str, Encoded]]) -> bytes:
    """Documents in one piece, as they stand in the file."""
    return BETWEEN.join([b"%b:%b" % (quoted(key), raw) for key, raw in documents])


def quoted(key: str) -> bytes:
    """A key as the file has it."""
    return b'"%b"' % key.encode() if key.isalnum() and key.isascii() else json.dumps(key).encode()


class Origin:
    """The bytes that a book was read from, so that pieces which are still the same need not be held twice."""

    _NEAR = 1 << 20  # how far a changed block before it can have moved a piece, with room to spare

    def __init__(self, image: bytes) -> None:
        self._image = image
        self._at = 0

    def joined(self, block: Block, piece: bytes) -> None:
        """Give a block its piece: as a view of the file's bytes where it stands there."""
        block.joined = piece
        start = self._image.find(piece[:64], self._at, self._at + len(piece) + self._NEAR)
        if start >= 0 and self._image.startswith(piece, start):
            self._at = start + len(piece)
            block.place = Place(start, len(piece))
            block.joined = memoryview(self._image)[start : self._at]
