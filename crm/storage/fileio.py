"""A file is read whole, replaced whole and durably, and locked while that happens.

The old file or the new one stands at its path at every moment, never a half: the new bytes go to a file beside
it, are synced, take its place by a rename, and then the folder is synced.
"""

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from crm.storage.blocks import Part, Piece, Place
from crm.storage.change import Unreadable
from crm.storage.system import SYSTEM, System

LOCK_SECONDS = 10.0
"""How long a save waits for another program's save to end before it is left for later."""

STATE_VARIABLE = "CRM_STATE_DIR"
"""Environment variable that moves the state folder (locks, backups) elsewhere."""

PRIVATE = 0o600
"""Permission bits of a new book: its owner's alone."""

_COPIED_AT_ONCE = 1 << 20
_PARTS_AT_ONCE = 1000  # below every system's IOV_MAX


class Moved(OSError):
    """Another program changed the file between the look at it and the rename over it. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(errno.EAGAIN, "another program keeps changing the file")


class Signature(NamedTuple):
    """What tells one state of a file from the next without reading it."""

    device: int
    inode: int
    size: int
    mtime_ns: int


class Image(NamedTuple):
    """A file as it was read: its bytes, its signature and its permission bits."""

    data: bytes
    signature: Signature
    mode: int


def real(path: str | os.PathLike[str]) -> str:
    """The absolute path with symbolic links followed: what is replaced is the file, never a link to it."""
    return os.path.realpath(path)


def folder_of(path: str) -> str:
    return str(Path(path).parent)


def signature(path: str, system: System = SYSTEM) -> Signature | None:
    """The signature of the file as it is now, or None where there is none."""
    try:
        return signature_of(system.stat(path))
    except FileNotFoundError:
        return None


def signature_of(status: os.stat_result) -> Signature:
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def read(path: str, system: System = SYSTEM) -> Image:
    """The whole file, in one state.

    Raises:
        FileNotFoundError: where there is none.
        Unreadable: for a folder or a device.
        OSError: when it cannot be read, or another program does not stop writing it.
    """
    if not stat.S_ISREG(system.stat(path).st_mode):
        raise Unreadable("it is a folder or a device, not a file", path=path)
    for _ in range(3):
        descriptor = system.open(path, os.O_RDONLY)
        try:
            before = system.fstat(descriptor)
            data = _read_all(descriptor, before.st_size, system)
            after = system.fstat(descriptor)
        finally:
            system.close(descriptor)
        if signature_of(after) == signature_of(before) and len(data) == before.st_size:
            return Image(data, signature_of(before), stat.S_IMODE(before.st_mode))
    raise OSError(errno.EBUSY, "another program is writing it just now", path)


def _read_all(descriptor: int, size: int, system: System) -> bytes:
    chunks: list[bytes] = []
    while chunk := system.read(descriptor, size + 1):
        chunks.append(chunk)
        size = max(size - len(chunk), 0)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def make_folder(path: str, system: System = SYSTEM) -> None:
    """Make a folder, and those it lies in, so that they are there after a power cut too. Private where new."""
    folder = Path(path)
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    system.make_folder(path, 0o700)
    for made in missing:
        system.sync_folder(str(made.parent))


def temporary(path: str) -> str:
    """The one name beside a file under which its next state is written."""
    file = Path(path)
    return str(file.with_name(f".{file.name}.tmp"))


def replace(
    path: str,
    pieces: Iterable[Piece],
    mode: int | None = None,
    *,
    system: System = SYSTEM,
    source: int | None = None,
    before_rename: Callable[[], object] = lambda: None,
) -> Signature:
    """Put new bytes at a path so that they are there, whole, even after a power cut.

    Args:
        path: a path without symbolic links, see ``real``.
        pieces: the bytes, or where they stand in ``source``.
        mode: permission bits; None keeps those of the file that is replaced, or makes a private file.
        system: the system calls.
        source: descriptor of the file from which pieces are copied.
        before_rename: called when everything is written and nothing has changed yet; may raise to leave it so.

    Raises:
        OSError: the file at the path is then the old one, or the new one without the promise that it is durable.
    """
    beside, old = temporary(path), _status(path, system)
    if mode is None:
        mode = PRIVATE if old is None else stat.S_IMODE(old.st_mode)
    _remove(beside, system)
    descriptor = system.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        try:
            _write_all(descriptor, pieces, source, system)
            system.take_on(descriptor, mode, old)
            system.sync(descriptor)
            written = signature_of(system.fstat(descriptor))
        finally:
            system.close(descriptor)
        before_rename()
        system.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            _remove(beside, system)
        raise
    system.sync_folder(folder_of(path))
    # XFS that has shut itself down syncs a folder without a word; to be asked about the file it answers with an error.
    system.stat(path)
    return written


def _status(path: str, system: System) -> os.stat_result | None:
    try:
        return system.stat(path)
    except FileNotFoundError:
        return None


def _remove(path: str, system: System) -> None:
    with contextlib.suppress(FileNotFoundError):
        system.unlink(path)


def _write_all(descriptor: int, pieces: Iterable[Piece], source: int | None, system: System) -> None:
    waiting: list[Part] = []
    for piece in pieces:
        if isinstance(piece, Place) or len(waiting) == _PARTS_AT_ONCE:
            _write(descriptor, waiting, system)
            waiting = []
        if isinstance(piece, Place):
            assert source is not None
            _copy(descriptor, piece, source, system)
        elif len(piece):
            waiting.append(memoryview(piece))
    _write(descriptor, waiting, system)


def _write(descriptor: int, waiting: list[Part], system: System) -> None:
    at = 0
    while at < len(waiting):
        written = system.write(descriptor, waiting[at:])
        while at < len(waiting) and written >= len(waiting[at]):
            written -= len(waiting[at])
            at += 1
        if written:
            waiting[at] = waiting[at][written:]


def _copy(descriptor: int, place: Place, source: int, system: System) -> None:
    buffer = memoryview(bytearray(min(place.length, _COPIED_AT_ONCE)))  # one for all: fresh memory is slow
    at, end = place.offset, place.offset + place.length
    while at < end:
        count = system.read_into(source, buffer[: end - at], at)
        if not count:
            raise Moved
        _write(descriptor, [buffer[:count]], system)
        at += count


def sweep(path: str, system: System = SYSTEM) -> None:
    """Remove the half-written file that a killed program left beside a book, unless one is being written now."""
    beside = temporary(path)
    if not os.path.lexists(beside):
        return
    with contextlib.suppress(OSError), lock(path, system=system, seconds=0):
        _remove(beside, system)


def read_only_reason(path: str, system: System = SYSTEM) -> str:
    """Why a book at this path cannot be written, in words, or ``""`` when it can be.

    A rename over a file asks only for the folder's permission: a file that its owner protected is asked here.
    """
    if Path(path).exists() and not system.may_write(path):
        return "the file is write-protected"
    folder = Path(path).parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return "" if system.may_write(str(folder)) else f"the folder {folder} is write-protected"


def state_folder() -> str:
    """The folder for what belongs to this machine and not beside the book: locks and backups."""
    if chosen := os.environ.get(STATE_VARIABLE):
        return chosen
    import platformdirs  # noqa: PLC0415  # 15 ms that reading a book does not need

    return platformdirs.user_state_dir("crm", appauthor=False)


def mark(path: str) -> str:
    """A short name for a book in the state folder, made from its real path."""
    import hashlib  # noqa: PLC0415  # 6 ms that opening a book does not need

    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


@contextmanager
def lock(path: str, *, system: System = SYSTEM, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Keep other saves of the same book out for as long as the block runs.

    Raises:
        OSError: when another program holds the lock for longer than ``seconds``.
    """
    descriptor = _open_lock(path, system)
    try:
        deadline = time.monotonic() + seconds
        while not system.lock(descriptor):
            if time.monotonic() >= deadline:
                raise OSError(errno.EAGAIN, "another program has been saving to it for long")
            time.sleep(0.002)
        yield
    finally:
        system.close(descriptor)


def _open_lock(path: str, system: System) -> int:
    """Open the lock file, in the temporary folder where the state folder cannot be written."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    file = Path(state_folder()) / "locks" / f"{mark(path)}.lock"
    try:
        with contextlib.suppress(FileNotFoundError):
            return system.open(str(file), flags)
        system.make_folder(str(file.parent), 0o700)
        return system.open(str(file), flags)
    except OSError:
        return system.open(str(Path(tempfile.gettempdir()) / f"crm-{file.name}"), flags)
