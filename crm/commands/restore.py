"""``crm restore``: the backups, and taking one of them back."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from crm.commands import book_path
from crm.domain.record import Refusal
from crm.storage import backups, copies, fileio
from crm.storage.ancestor import file_id
from crm.storage.backups import Backup
from crm.storage.change import Unreadable
from crm.storage.copies import Copy
from crm.storage.words import counts_in_words, moment_in_words, size_in_words

NEWEST = "newest"


def run(options: Namespace) -> int:
    """List the backups, or put the one that was named in the book's place."""
    path = fileio.real(book_path(options))
    kept = backups.kept(path)
    if options.copy is None:
        _list(path, kept)
        return 0
    chosen = _chosen(options.copy, kept)
    if chosen.path == path:
        raise Refusal("that is the book itself")
    _mind_another_book(path, chosen)
    aside = copies.put_back(path, chosen, datetime.now(UTC))
    print(f"{path} is again as in {chosen.path}: {counts_in_words(chosen.tables.counts)}.")
    if aside:
        print(f"What it was before is kept: {aside}")
    return 0


def _list(path: str, kept: tuple[Backup, ...]) -> None:
    if not kept:
        print(
            f"There is no backup of {path} yet. One is kept with the first change of each session, and by: crm backup"
        )
        return
    print(f"Backups of {path}, the newest first:")
    for number, backup in enumerate(kept, 1):
        print(f"{number:>4}  {moment_in_words(backup.replaced):<18}  {_told(backup)}")
    print(f"They are in {kept[0].path.parent}")
    print("Take one back with: crm restore NUMBER, or: crm restore newest", file=sys.stderr)


def _told(backup: Backup) -> str:
    try:
        holds = counts_in_words(backups.read(backup).counts)
    except Unreadable as fault:
        holds = f"cannot be read: {fault.what}"
    except OSError as error:
        holds = f"cannot be read: {error.strerror}"
    stays = ", kept for good" if backup.is_for_good else ""
    return f"{holds} ({size_in_words(backup.size)}{stays})"


def _chosen(word: str, kept: tuple[Backup, ...]) -> Copy:
    """The copy that is meant: ``newest`` is the newest that can be read, a number one of the list, else a file."""
    if word == NEWEST:
        return _newest(kept)
    if word.isdigit() and word.isascii():
        if not 0 < int(word) <= len(kept):
            raise Refusal(f"there is no backup {word}; crm restore lists them")
        return copies.look_into(kept[int(word) - 1].path)
    if not Path(word).expanduser().exists():
        raise Refusal(f"there is no file {word}; crm restore lists the backups")
    return copies.look_into(Path(word).expanduser())


def _newest(kept: tuple[Backup, ...]) -> Copy:
    for copy in _readable(kept):
        return copy
    raise Refusal("there is no backup that can be read")


def _readable(kept: tuple[Backup, ...]) -> Iterator[Copy]:
    for backup in kept:
        try:
            yield copies.look_into(backup.path)
        except (OSError, Unreadable) as fault:
            print(f"crm: passed over: {fault}", file=sys.stderr)


def _mind_another_book(path: str, chosen: Copy) -> None:
    """Say so when the copy is one of another book: the person may mean it."""
    try:
        ours = file_id(copies.look_into(path).tables)
    except (OSError, Unreadable):
        return
    if ours is not None and file_id(chosen.tables) != ours:
        print("crm: the copy is of another book than the one that it replaces", file=sys.stderr)
