"""Reading a file's bytes into tables of raw documents, and saying what is wrong with those that are no book."""

import codecs
from collections import Counter
from typing import NamedTuple, cast

import msgspec

from crm.storage.blocks import Encoded
from crm.storage.change import Unreadable
from crm.storage.records import Tables
from crm.storage.scan import Member, Scan
from crm.storage.table import Table

_SPLIT = cast(
    "msgspec.json.Decoder[dict[str, dict[str, Encoded]]]",
    msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]),
)

_END = 64  # bytes at the end among which an editor may have left blank ones
_OURS = (4, 5, 1)
_TINYDB = (2, 6, 2)

_EDITOR = "an editor saved it as {}: save it as UTF-8 without a byte order mark"
_MARKS = (
    (codecs.BOM_UTF8, _EDITOR.format("UTF-8 with a byte order mark")),
    (codecs.BOM_UTF16_LE, _EDITOR.format("UTF-16")),
    (codecs.BOM_UTF16_BE, _EDITOR.format("UTF-16")),
    (b"{\0", _EDITOR.format("UTF-16")),
    (b"\0{", _EDITOR.format("UTF-16")),
)


def split(data: bytes) -> Tables:
    """The tables of a file, its documents still encoded.

    Raises:
        Unreadable: for an empty or damaged file, or one that is no book; says what and where.
    """
    check_text(data)
    try:
        found = _SPLIT.decode(data)
    except (msgspec.MsgspecError, RecursionError):
        return _split_slowly(data)
    size = len(data) - len(data[-_END:]) + len(data[-_END:].rstrip())
    is_ours = size == _size(found, *_OURS)
    if not is_ours and size != _size(found, *_TINYDB):
        return _split_slowly(data)  # laid out by hand: a number that stands twice would go unseen here
    tables = Tables(data if is_ours else b"")
    tables.tables = {name: Table(docs) for name, docs in found.items()}
    return tables


def check_text(data: bytes) -> None:
    """Raise ``Unreadable`` for a file that is empty or no text."""
    if not data or data.isspace():
        raise Unreadable("it is empty")
    for mark, what in _MARKS:
        if data.startswith(mark):
            raise Unreadable(what)
    if not data.strip(b"\0"):
        raise Unreadable("it is filled with zeros, as a power cut can leave it")
    if data.isascii():
        return
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise Unreadable(f"byte {data[error.start]:#04x} is no UTF-8", line=line, column=column) from None


def _size(found: dict[str, dict[str, Encoded]], frame: int, each: int, last: int) -> int:
    """How long a file with these documents is in a layout: ``each`` document's share, less for the ``last``."""
    size = frame + 2 * (len(found) - 1)
    for name, docs in found.items():
        size += len(name) + 6
        if docs:
            size += size_of(docs, each, last)
    return size


def size_of(docs: dict[str, Encoded], each: int = _OURS[1], last: int = _OURS[2]) -> int:
    """The bytes that a table's documents take up with what stands between them; less, if a key stands twice."""
    return sum(map(len, docs)) + sum(map(len, docs.values())) + each * len(docs) - last


def _split_slowly(data: bytes) -> Tables:
    scan = Scan(data.decode())
    if scan.fault is not None:
        raise scan.fault
    names = Counter(name for name, _ in scan.tables) + Counter(member.key for member in scan.loose)
    for name, times in names.items():
        if times > 1:
            raise Unreadable(f"{name!r} stands in it {times} times, and TinyDB would show only the last")
    return _from_scan(scan)


def _from_scan(scan: Scan) -> Tables:
    tables = Tables()
    for name, members in scan.tables:
        docs: dict[str, Encoded] = dict(tables.tables[name].docs) if name in tables.tables else {}
        shadowed = []
        for member in members:
            if member.key in docs:
                shadowed.append((member.key, docs.pop(member.key)))
            docs[member.key] = _one_line(scan, member)
        tables.tables[name] = Table(docs, tuple(shadowed))
    tables.loose = {member.key: _one_line(scan, member) for member in scan.loose}
    return tables


def _one_line(scan: Scan, member: Member) -> bytes:
    return scan.text[member.start : member.end].encode()


class Salvage(NamedTuple):
    """What could be taken out of a damaged file: its whole documents, and the first fault."""

    tables: Tables
    fault: Unreadable | None

    @property
    def counts(self) -> dict[str, int]:
        """How many documents of each table were found whole."""
        return self.tables.counts


def salvage(data: bytes) -> Salvage:
    """The whole documents of a damaged file: before the fault, and after it those that stand on a line each.

    Bytes that are no text are replaced by U+FFFD. The file itself is not touched.
    """
    scan = Scan(_text_of(data))
    scan.resume()
    return Salvage(_from_scan(scan), scan.fault)


def _text_of(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"{\0", "utf-16-le"),
        (b"\0{", "utf-16-be"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("utf-8-sig", "replace")
