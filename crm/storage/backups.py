"""Earlier states of a book, kept in the state folder: each is a plain TinyDB file.

The first save of a session keeps the file that it replaces. A hard link costs nothing, since a save never
writes into a file but puts a new one in its place; where links cannot reach, it is a copy.
"""

import contextlib
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from crm.storage import fileio
from crm.storage.blocks import Part
from crm.storage.change import Unreadable
from crm.storage.migrate import migrate
from crm.storage.records import Tables
from crm.storage.split import split
from crm.storage.system import SYSTEM, System

SESSIONS = 10
DAYS = 7
WEEKS = 8
"""How many states are kept: of the last sessions, and the last state of each of the last days and weeks."""

MOST_BYTES = 1_000_000_000
"""What the backups of one book may take, apart from those that stay for good: the oldest go first."""

_STAMP = "%Y-%m-%dT%H-%M-%S.%fZ"
_FOR_GOOD = "kept"


class Backup(NamedTuple):
    """An earlier state of a book: where it is, when it was replaced (UTC), and whether it stays for good."""

    path: Path
    replaced: datetime
    is_for_good: bool

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.path.stat().st_size


def folder_for(path: str) -> Path:
    """The folder that holds the backups of the book at a real path."""
    return Path(fileio.state_folder()) / "backups" / f"{Path(path).name}-{fileio.mark(path)}"


def name_for(path: str, now: datetime, *, for_good: bool = False, system: System = SYSTEM) -> str:
    """Where a backup of the book at a real path is put; its folder is made.

    Raises:
        OSError: when the folder cannot be made.
    """
    folder = folder_for(path)
    system.make_folder(str(folder), 0o700)
    suffix = f".{_FOR_GOOD}.json" if for_good else ".json"
    return str(folder / (now.astimezone(UTC).strftime(_STAMP) + suffix))


def keep(path: str, now: datetime, *, for_good: bool = False, system: System = SYSTEM) -> Backup:
    """Keep the file as it is, and let go of backups that are older than the rule.

    Raises:
        OSError: when it cannot be kept.
    """
    target = name_for(path, now, for_good=for_good, system=system)
    try:
        system.link(path, target)
    except OSError:
        fileio.replace(target, [fileio.read(path, system).data], system=system)
    rotate(path, system)
    return Backup(Path(target), now, for_good)


def keep_parts(path: str, now: datetime, parts: Iterable[Part], system: System = SYSTEM) -> Backup:
    """Keep a state of the book that is in no file: its bytes, piece by piece.

    Raises:
        OSError: when it cannot be kept.
    """
    target = name_for(path, now, system=system)
    fileio.replace(target, list(parts), system=system)
    rotate(path, system)
    return Backup(Path(target), now, is_for_good=False)


def kept(path: str) -> tuple[Backup, ...]:
    """The backups of the book at a real path, the newest first."""
    folder = folder_for(path)
    found = [_backup(file) for file in folder.glob("*.json")] if folder.is_dir() else []
    return tuple(sorted(filter(None, found), key=lambda backup: backup.replaced, reverse=True))


def _backup(file: Path) -> Backup | None:
    name = file.name.removesuffix(".json")
    stamp = name.removesuffix(f".{_FOR_GOOD}")
    with contextlib.suppress(ValueError):
        return Backup(file, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), stamp != name)
    return None


def rotate(path: str, system: System = SYSTEM) -> None:
    """Remove the backups that the rule does not keep."""
    backups = kept(path)
    for backup in set(backups) - within(spared(backups)):
        system.unlink(str(backup.path))


def spared(backups: Iterable[Backup]) -> set[Backup]:
    """The backups that the rule keeps, of some given the newest first."""
    passing = [backup for backup in backups if not backup.is_for_good]
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in passing:
        days.setdefault(backup.replaced.date(), backup)
        weeks.setdefault(backup.replaced.isocalendar()[:2], backup)
    by_rule = [*passing[:SESSIONS], *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]]
    return {*by_rule, *(backup for backup in backups if backup.is_for_good)}


def within(backups: Iterable[Backup], most: int = MOST_BYTES) -> set[Backup]:
    """Those that stay for good, and of the others the newest that take no more than so many bytes; always one."""
    newest_first = sorted(backups, key=lambda backup: backup.replaced, reverse=True)
    stay = {backup for backup in newest_first if backup.is_for_good}
    passing = [backup for backup in newest_first if not backup.is_for_good]
    sizes = accumulate(backup.size for backup in passing)
    fitting = [backup for backup, total in zip(passing, sizes, strict=True) if total <= most]
    return {*stay, *passing[:1], *fitting}


def newest_good(path: str) -> tuple[Backup, Tables] | None:
    """The newest backup that can be read whole, with its tables."""
    for backup in kept(path):
        with contextlib.suppress(OSError, Unreadable):
            return backup, read(backup)
    return None


def read(backup: Backup) -> Tables:
    """The tables of a backup, in the present schema.

    Raises:
        Unreadable: when it is damaged.
        OSError: when it cannot be read.
    """
    tables = split(fileio.read(str(backup.path)).data)
    migrate(tables)
    return tables
