"""A book's file in stages: where its tables stand is known at once, their documents once somebody asks for one.

To tell the documents of a big book apart takes a sixth of the time until its contacts are seen, and only a change
needs it: the records of a table are read from its bytes as a whole. That goes for a file in the layout that this
program writes, with the tables that it knows in their order; any other is split at once.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

import msgspec

from crm.storage.blocks import Encoded
from crm.storage.change import named
from crm.storage.records import Tables
from crm.storage.split import check_text, size_of, split
from crm.storage.table import Shadowed, Table

_BEGIN, _BETWEEN, _END = b"{\n", b"\n},\n", b"\n}\n}\n"
_FRAME = len(b"{\n}")  # what a table has around its documents

_DOCUMENTS = cast("msgspec.json.Decoder[dict[str, Encoded]]", msgspec.json.Decoder(dict[str, msgspec.Raw]))


def unread(data: bytes, names: Sequence[str], path: str) -> Tables:
    """The tables of a file, told apart into documents when they are asked for one.

    Args:
        data: the whole file.
        names: the tables that a book may have, in their order: ``about``, and then those of records.
        path: where it stands, for who is told of a fault.

    Raises:
        Unreadable: as ``split`` does, but for a fault that stands in a document: who asks for that table gets it.
    """
    check_text(data)
    places = list(_places(data, names))
    found = [place.name for place in places]
    if found != [name for name in names if name in found] or not found:
        return split(data)
    tables, whole = Tables(data), _Whole(data, path)
    tables.tables = {place.name: Table(unread=_Part(whole, place)) for place in places}
    return tables


class _Place(NamedTuple):
    """A table, and where it stands in the file: from its opening brace to behind the closing one."""

    name: str
    start: int
    end: int


def _places(data: bytes, names: Sequence[str]) -> Iterator[_Place]:
    """The tables one after the other, none for another layout. That each is whole is found when it is read."""
    if not (data.startswith(_BEGIN) and data.endswith(_END)):
        return
    heads = _heads(data, names)
    for head, following in pairwise([*heads, len(data) - len(_END) + len(_BETWEEN)]):
        name = next((name for name in names if data.startswith(_head(name), head)), "")
        yield _Place(name, head + len(name) + 3, following - len(b",\n"))


def _heads(data: bytes, names: Sequence[str]) -> list[int]:
    """Where the names of the tables stand. The big ones come first, so the small ones are looked for from the end."""
    heads = [len(_BEGIN)]
    for name in names[1:3]:
        at = data.find(_BETWEEN + _head(name), heads[-1])
        if at < 0:
            return []
        heads.append(at + len(_BETWEEN))
    late, at = list[int](), len(data)
    while (at := data.rfind(_BETWEEN + b'"', heads[-1], at)) >= 0:
        late.append(at + len(_BETWEEN))
        if data.startswith(_head(names[3]), late[-1]):
            break
    return [*heads, *reversed(late)]


def _head(name: str) -> bytes:
    """What stands before the first document of a table."""
    return b'"%b":{\n' % name.encode()


class _Whole:
    """The file, and its tables once one of them could not be told apart by itself."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self._path = path
        self._tables: Tables | None = None

    @property
    def is_split(self) -> bool:
        return self._tables is not None

    def split(self) -> Tables:
        """All tables as they stand in the file, however it is laid out.

        Raises:
            Unreadable: says what is damaged, and where.
        """
        if self._tables is None:
            with named(self._path):
                self._tables = split(self.data)
        return self._tables


class _Part:
    """One table of a file."""

    def __init__(self, whole: _Whole, place: _Place) -> None:
        self._whole, self._place = whole, place

    @property
    def text(self) -> memoryview | None:
        """Its bytes; None if they cannot be relied on."""
        return None if self._whole.is_split else self._text

    @property
    def _text(self) -> memoryview:
        return memoryview(self._whole.data)[self._place.start : self._place.end]

    def documents(self) -> tuple[dict[str, Encoded], Shadowed]:
        """Its documents, and those that are hidden.

        Raises:
            Unreadable: when the file is damaged.
        """
        if not self._whole.is_split:
            try:
                found = _DOCUMENTS.decode(self._text)
            except (msgspec.MsgspecError, RecursionError):
                found = {}
            if len(self._text) == _FRAME + size_of(found):  # else a key stands twice
                return found, ()
        table = self._whole.split().tables.get(self._place.name, Table({}))
        return dict(table.docs), table.shadowed
