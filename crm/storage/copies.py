"""Copies of a book that a person makes and takes back: written durably, read back before they are believed.

A copy is bytes, not a link: a program that writes into the book in place must not reach it.
"""

import errno
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.domain.record import Refusal
from crm.storage import backups, fileio, rescue
from crm.storage.blocks import Part
from crm.storage.bookfile import BookFile
from crm.storage.change import ReadOnly, Unreadable
from crm.storage.fileio import Signature
from crm.storage.migrate import migrate
from crm.storage.records import Tables
from crm.storage.split import split
from crm.storage.system import SYSTEM, System


class Copy(NamedTuple):
    """A book as one file holds it: its real path, its bytes and signature, and its tables in the present schema."""

    path: str
    data: bytes
    signature: Signature
    tables: Tables


def look_into(path: str | os.PathLike[str], system: System = SYSTEM) -> Copy:
    """Read a file that should be a book. It is not touched.

    Raises:
        Unreadable: when it is damaged or no book.
        OSError: when it cannot be read from the disk.
    """
    target = fileio.real(path)
    data, signature, _ = fileio.read(target, system)
    try:
        tables = split(data)
    except Unreadable as fault:
        raise Unreadable(fault.what, line=fault.line, column=fault.column, path=target) from None
    migrate(tables)
    return Copy(target, data, signature, tables)


def take(
    path: str | os.PathLike[str],
    now: datetime,
    target: str | os.PathLike[str] | None = None,
    system: System = SYSTEM,
) -> Copy:
    """Make a copy of a book, and read it back.

    Args:
        path: the book.
        now: its date.
        target: where to; by default among the backups, where it stays for good.
        system: the system calls.

    Raises:
        Unreadable: when the book is damaged: a copy of it would be no backup.
        Refusal: when there is a file at the target already.
        OSError: when it cannot be written, or is not what was written when it is read back.
    """
    book = look_into(path, system)
    to = (
        fileio.real(target)
        if target is not None
        else backups.name_for(book.path, now, for_good=True, system=system)
    )
    if os.path.lexists(to):
        raise Refusal(f"there is a file at {to} already; nothing was written")
    write(to, [book.data], system)
    return book._replace(path=to)


def write(target: str, parts: Sequence[Part], system: System = SYSTEM) -> None:
    """Write a new file durably, and read it back.

    Raises:
        OSError: when it cannot be written, or is not what was written when it is read back.
    """
    fileio.replace(target, parts, system=system)
    if fileio.read(target, system).data != b"".join(parts):
        raise OSError(errno.EIO, "what was read back is not what was written", target)


def put_back(path: str | os.PathLike[str], copy: Copy, now: datetime, system: System = SYSTEM) -> str:
    """Put the bytes of a copy in the place of a book. What the book was stays for good.

    An open app takes it in as it does any change from elsewhere: joined with what it has not saved, and undoable.

    Returns:
        Where the replaced file is kept; ``""`` where there was none.

    Raises:
        ReadOnly: when the book is write-protected.
        OSError: when the replaced file cannot be kept, or the book not be written; then nothing has changed.
    """
    file = BookFile(os.fspath(path), system)
    return _replace(file, file.now, [copy.data], now)


def replace(copy: Copy, parts: Sequence[Part], now: datetime, system: System = SYSTEM) -> str:
    """Write over a book that was read, in the state in which it was read. What it was stays for good.

    Returns:
        Where the replaced file is kept.

    Raises:
        ReadOnly: when the book is write-protected.
        Moved: when another program has changed it meanwhile.
        OSError: when the replaced file cannot be kept, or the book not be written; then nothing has changed.
    """
    return _replace(BookFile(copy.path, system), lambda: copy.signature, parts, now)


def _replace(
    file: BookFile, expected: Callable[[], Signature | None], parts: Sequence[Part], now: datetime
) -> str:
    if reason := fileio.read_only_reason(file.path, file.system):
        raise ReadOnly(f"{file.path} is left as it is: {reason}")
    kept: list[str] = []
    file.make_folder()
    with fileio.lock(file.path, system=file.system):
        file.known = expected()
        is_sound = _is_sound(file)

        def keep(present: str) -> None:
            if is_sound:
                kept.append(str(backups.keep(present, now, for_good=True, system=file.system).path))
            else:
                kept.append(rescue.set_aside(present, now, file.system))

        file.replace(parts, keep)
    return kept[-1] if kept else ""


def _is_sound(file: BookFile) -> bool:
    try:
        file.read()
    except (OSError, Unreadable):
        return False
    return True


def put_away(book: str, path: str | os.PathLike[str], system: System = SYSTEM) -> str:
    """Move a file that lay beside a book to the book's backups, under its own name.

    Raises:
        OSError: when it cannot be moved; it is then where it was.
    """
    source = fileio.real(path)
    folder = backups.folder_for(book) / "joined"
    system.make_folder(str(folder), 0o700)
    target = _free(folder / Path(source).name)
    write(str(target), [fileio.read(source, system).data], system)
    system.unlink(source)
    return str(target)


def _free(path: Path) -> Path:
    """The path, or the first like it that nothing stands at."""
    found, number = path, 1
    while os.path.lexists(found):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
