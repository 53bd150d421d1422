"""The way out when a book cannot be read: the newest good backup, or the whole documents that are left in it.

The damaged file is never written to. Only when its owner has chosen is it set aside under another name, and a
readable book put in its place.
"""

import os
from datetime import UTC, datetime
from typing import NamedTuple

from crm.storage import fileio
from crm.storage.backups import Backup, newest_good
from crm.storage.change import Unreadable
from crm.storage.records import Tables
from crm.storage.split import Salvage, salvage, split
from crm.storage.system import SYSTEM, System


class Rescue(NamedTuple):
    """What can be had instead of a file that cannot be read."""

    fault: Unreadable
    salvaged: Salvage
    backup: Backup | None
    backup_tables: Tables | None

    @property
    def backup_counts(self) -> dict[str, int]:
        """How many documents of each table the backup has."""
        return {} if self.backup_tables is None else self.backup_tables.counts


def look(path: str | os.PathLike[str]) -> Rescue | None:
    """What there is to be had for an unreadable book, or None when the book can be read after all.

    Raises:
        OSError: when the file cannot be read from the disk.
    """
    target = fileio.real(path)
    data = fileio.read(target).data
    try:
        split(data)
    except Unreadable as fault:
        backup, tables = newest_good(target) or (None, None)
        return Rescue(fault, salvage(data), backup, tables)
    return None


def take(
    path: str | os.PathLike[str], tables: Tables, now: datetime | None = None, system: System = SYSTEM
) -> str:
    """Put readable tables in the place of a damaged file, which is set aside as ``NAME.unreadable-DATE``.

    Returns:
        Where the damaged file is now.

    Raises:
        OSError: when either cannot be written; the damaged file is then still in its place.
    """
    target = fileio.real(path)
    with fileio.lock(target, system=system):
        aside = set_aside(target, now or datetime.now(UTC), system)
        fileio.replace(target, tables.parts(), system=system)
    return aside


def set_aside(path: str, now: datetime, system: System = SYSTEM) -> str:
    """Keep the file at a real path as ``NAME.unreadable-DATE`` beside it, where it still stands too.

    Returns:
        Where it is kept.

    Raises:
        OSError: when it cannot be kept.
    """
    aside = f"{path}.unreadable-{now.astimezone(UTC).strftime('%Y-%m-%dT%H-%M-%S')}"
    try:
        system.link(path, aside)
    except OSError:
        fileio.replace(aside, [fileio.read(path, system).data], system=system)
    return aside
