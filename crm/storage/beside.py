"""Copies of a book that lie beside it, as sync tools leave them when two machines changed it at once.

Syncthing writes ``people.sync-conflict-20251124-091200-ABCDEFG.json``, Dropbox ``people (Ada's conflicted copy
2025-11-24).json``, OneDrive ``people-LAPTOP.json``, and browsers and drives ``people (1).json``.
"""

import contextlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm.storage import backups, copies, fileio
from crm.storage.ancestor import file_id, is_ancestor
from crm.storage.change import Unreadable
from crm.storage.joining import Joining, join
from crm.storage.records import Tables
from crm.storage.system import SYSTEM

_JOINED, _DECLINED = "joined-since", "declined"
_TELLING = re.compile(r"\.sync-conflict-|conflicted copy")


class Beside(NamedTuple):
    """A copy beside a book: where it is, when it was written (UTC), and what joining it would do.

    ``base`` is the backup that both grew out of, where there is one; ``size`` and ``written`` tell this state of it
    from a later one.
    """

    path: Path
    written: datetime
    size: int
    joining: Joining
    base: backups.Backup | None

    @property
    def is_conflict_copy(self) -> bool:
        """Whether a sync tool named it so: other copies with nothing new may be there on purpose."""
        return bool(_TELLING.search(self.path.name))


def names(path: str) -> list[Path]:
    """The files beside a book whose names are those of its copies. Costs one look at the folder."""
    book = Path(path)
    like = re.compile(
        re.escape(book.stem)
        + r"( ?\(.+\)| \d+|-.+|.*conflicted copy.*|\.sync-conflict-.+)"
        + re.escape(book.suffix)
    )
    with contextlib.suppress(OSError):
        return sorted(one for one in book.parent.iterdir() if like.fullmatch(one.name) and one != book)
    return []


def found(path: str, *, again: bool = False) -> list[Beside]:
    """The copies beside a book that have its ``about.file``, and something new or a telling name.

    Args:
        path: the real path of the book.
        again: also those that were declined before, see ``decline``.

    Raises:
        Unreadable, OSError: when the book itself cannot be read.
    """
    files = names(path)
    if not files:
        return []
    ours = copies.look_into(path).tables
    declined = set() if again else _declined(path)
    seen = (look(one, path, ours) for one in files)
    return [
        one
        for one in seen
        if one is not None
        and _mark(one) not in declined
        and (again or one.is_conflict_copy or not one.joining.is_nothing_new)
    ]


def look(file: Path, path: str, ours: Tables) -> Beside | None:
    """A file as a copy of the book at a path; None when it cannot be read or is no copy of it."""
    with contextlib.suppress(OSError, Unreadable):
        status, theirs = file.stat(), copies.look_into(file).tables
        if file_id(ours) is None or file_id(theirs) != file_id(ours):
            return None
        base = base_for(path, theirs)
        joining = join(base[1] if base else None, ours, theirs)
        written = datetime.fromtimestamp(status.st_mtime, UTC)
        return Beside(file, written, status.st_size, joining, base[0] if base else None)
    return None


def base_for(path: str, theirs: Tables) -> tuple[backups.Backup, Tables] | None:
    """The newest backup of the book at a path that a copy of it certainly grew out of.

    A state from after a joining is none: it holds what the book took from a copy, while the copy never saw the book.
    """
    joined = _first_joining(path)
    for backup in backups.kept(path):
        if joined and backup.replaced.isoformat() > joined:
            continue
        with contextlib.suppress(OSError, Unreadable):
            tables = backups.read(backup)
            if is_ancestor(tables, theirs):
                return backup, tables
    return None


def note_joining(path: str, now: datetime) -> None:
    """Remember that the book at a path took something in from a copy, see ``base_for``.

    Raises:
        OSError: when that cannot be noted; then the copy should not be joined.
    """
    if not _first_joining(path):
        _write(path, _JOINED, now.astimezone(UTC).isoformat())


def _first_joining(path: str) -> str:
    with contextlib.suppress(OSError, ValueError):
        return str(json.loads(_note(path, _JOINED).read_bytes()))
    return ""


def _write(path: str, name: str, value: Any) -> None:
    note = _note(path, name)
    SYSTEM.make_folder(str(note.parent), 0o700)
    fileio.replace(str(note), [json.dumps(value).encode()])


def decline(path: str, one: Beside) -> None:
    """Do not offer this copy again until it changes.

    Raises:
        OSError: when that cannot be noted.
    """
    _write(path, _DECLINED, sorted({*_declined(path), _mark(one)}))


def _mark(one: Beside) -> str:
    return f"{one.path.name} {one.size} {one.written.isoformat()}"


def _note(path: str, name: str) -> Path:
    return backups.folder_for(path) / name


def _declined(path: str) -> set[str]:
    with contextlib.suppress(OSError, ValueError):
        return set(json.loads(_note(path, _DECLINED).read_bytes()))
    return set()
