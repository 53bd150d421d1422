"""Reading any address book: its format is found by what is in the file, not by its name."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from crm.domain.record import Refusal
from crm.exchange.abook import read_abook
from crm.exchange.folder import read_folder
from crm.exchange.ldif import read_ldif
from crm.exchange.person import Reading
from crm.exchange.progress import Tell, quiet
from crm.exchange.signatures import is_binary, kind_of_bytes, kind_of_text
from crm.exchange.table.header import find_header
from crm.exchange.table.reader import read_table
from crm.exchange.text import clean, decoded, in_utf8, physical_lines
from crm.exchange.trees.reader import read_json
from crm.exchange.vcard.reader import read_vcards

_VCARD = re.compile(rb"(?:^|[\r\n])\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)
_LDIF = re.compile(rb"(?:version: ?\d+\s+)?(?:#.*\s+)*dn::? ?", re.IGNORECASE)
_ABOOK = re.compile(rb"(?:^|[\r\n])\[(?:format|\d+)\]\s*[\r\n]+(?:program|name) ?=", re.IGNORECASE)
_HEAD = 4096

Reader = Callable[[bytes, str, Tell], Reading]


def read(path: Path, columns: Mapping[str, str] | None = None, tell: Tell = quiet) -> Reading:
    """Read an address book.

    Args:
        path: a file, or a folder of vCards.
        columns: for a CSV with headers that are not known: the field that each header stands for.
        tell: is told how much has been read.

    Raises:
        Refusal: when it cannot be read or is no address book, saying what it is.
    """
    if path.is_dir():
        return read_folder(path, tell)
    raw = _bytes_of(path)
    data, _ = in_utf8(raw)
    if not data.strip():
        raise Refusal(f"{path.name}: the file is empty" + (", but for blank lines" if data else ""))
    reader = _reader_of(data)
    if reader is None:
        _refuse_other(data, path.name, columns)
        return read_table(raw, path.name, columns, tell)
    reading = reader(raw, path.name, tell)
    if not reading.read:
        raise Refusal(f"{path.name}: nobody is in it")
    return reading


def _bytes_of(path: Path) -> bytes:
    """The whole file; a file that is plainly something else is refused by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            what = kind_of_bytes(head)
            if what:
                raise Refusal(f"{path.name} is {what}")
            return head + file.read()
    except FileNotFoundError:
        raise Refusal(f"{path}: there is no such file") from None
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror or error}") from error


def _reader_of(data: bytes) -> Reader | None:
    """The reader for the format of a file, None for what can only be a table."""
    if _VCARD.search(data):
        return read_vcards
    begin = data.lstrip()
    if begin[:1] in (b"{", b"["):
        return read_abook if _ABOOK.search(data) else read_json
    if _LDIF.match(begin):
        return read_ldif
    return read_abook if _ABOOK.search(data) else None


def _refuse_other(data: bytes, name: str, columns: Mapping[str, str] | None) -> None:
    """Refuse a file without a header that is known to be something else.

    Raises:
        Refusal: saying what the file is.
    """
    if is_binary(data):
        raise Refusal(f"{name} is no text, and no kind of file that is known here")
    head = [clean(decoded(line)[0]).replace("\n", " ") for line in physical_lines(data[: _HEAD * 16])]
    what = kind_of_text(data)
    if what and find_header(head, columns) is None:
        raise Refusal(f"{name} is {what}")
