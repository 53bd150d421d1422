"""The store: the book in memory at once, in the file as soon as the disk allows, and nothing lost between.

A commit changes memory and returns a ticket. One writer thread gathers waiting commits and replaces the file
whole; the ticket is resolved when that is durable. What another program did to the file is found before each
save and joined per field. A save that fails leaves the file as it was and the change in memory, and is retried.
"""

import os
import random
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from threading import RLock
from typing import Any, Self

from crm.domain.record import Record, Refusal
from crm.storage import fileio
from crm.storage.bookfile import BookFile
from crm.storage.change import Change, Document, Key, ReadOnly, Status, Ticket, tell
from crm.storage.check import checked
from crm.storage.memory import Memory, differing
from crm.storage.merge import Conflict
from crm.storage.migrate import ABOUT, ABOUT_KEY, MIGRATIONS, Migrations
from crm.storage.numbers import Numbers
from crm.storage.odd import Odd, odd_entries, take_out
from crm.storage.reading import Reading
from crm.storage.records import Tables
from crm.storage.schema import TYPES, Problem, Types
from crm.storage.sync import Sync
from crm.storage.system import SYSTEM, System
from crm.storage.writer import Writer

PACK_FROM = 32 << 20
"""Bytes in the file from which a book is packed in memory."""

CONFLICTS = "conflicts"
"""The table of what merges could not decide: table, id, field, base, ours (kept), theirs."""

RETRY_SECONDS = 3.0
"""Time from a save that failed to the next try."""

BREATH = 0.03
"""Seconds after a change in which a screen that shows it has the machine to itself."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """An open book. Its methods may be called from any thread; those that wait for the disk say so."""

    def __init__(
        self,
        file: BookFile,
        tables: Tables,
        *,
        now: Callable[[], datetime],
        rng: random.Random,
        types: Types,
        retry_seconds: float,
        breath: float,
        read_only: str,
    ) -> None:
        self.on_status: Callable[[Status], object] = lambda _: None
        """Called with each new status, from whichever thread it arises in."""
        self._file, self._now, self._rng, self._types = file, now, rng, types
        self._read_only = read_only
        self._mutex = RLock()  # guards memory and the view of it
        self._memory = Memory(tables, self._note_conflict)
        self._reading = Reading(self._memory, types)
        self._numbers = Numbers(now, rng)
        self._sync = Sync(self._memory, file, self._mutex, now, self._reading.recheck)
        self._writer = Writer(self._sync.save, self._announce, retry_seconds, breath)
        self._told = self.status

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        now: Callable[[], datetime] = utc_now,
        rng: random.Random | None = None,
        types: Types = TYPES,
        migrations: Migrations = MIGRATIONS,
        system: System = SYSTEM,
        retry_seconds: float = RETRY_SECONDS,
        read_only: str = "",
        staged: bool = False,
    ) -> Self:
        """Open a book. A missing file is a new, empty book: nothing is on the disk before the first commit.

        Args:
            path: the file; a symbolic link is followed.
            now: the clock, in UTC; for document numbers, ``about``, ``conflicts`` and backups.
            rng: source of the random bits; the system's by default.
            types: the record type of each table.
            migrations: the steps from older schemas.
            system: the system calls.
            retry_seconds: time from a save that failed to the next try.
            read_only: a reason not to write, where the caller has one.
            staged: for a screen: put off what reading records does not need, to be done by ``tell_apart`` or the
                first change, and let what was changed be shown before it is saved.

        Raises:
            Unreadable: the file is there and is empty, damaged, no book, or out of reach. It is never written to.
        """
        file = BookFile(os.fspath(path), system, migrations)
        names = (ABOUT, *types)
        tables = Tables.new(names)
        if (known := file.open(names if staged else ())) is not None:
            tables = known
            fileio.sweep(file.path, system)
        return cls(
            file,
            tables,
            now=now,
            rng=rng or random.SystemRandom(),
            types=types,
            retry_seconds=retry_seconds,
            breath=BREATH if staged else 0.0,
            read_only=read_only or fileio.read_only_reason(file.path, system) or file.newer(tables),
        )

    # What is in it

    @property
    def path(self) -> str:
        """The real path of the file."""
        return self._file.path

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that have documents, in the order of the file."""
        with self._mutex:
            return tuple(self._memory.tables.counts)

    def records(self, table: str) -> dict[int, Record]:
        """All records of a table by number, read afresh. What cannot be read is left out and in ``problems``.

        Raises:
            KeyError: for a table that has no record type.
            Unreadable: when the table of a book that was opened ``staged`` turns out to be damaged.
        """
        with self._mutex:
            return self._reading.records(table)

    def tell_apart(self) -> None:
        """Do what a ``staged`` opening put off, in about 1 ms for each megabyte: then ``problems`` are complete.

        Raises:
            Unreadable: when the file is damaged, in a table that has not been read.
        """
        with self._mutex:
            self._reading.tell_apart()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read in the tables that ``records`` has been asked for."""
        with self._mutex:
            return self._reading.problems

    def document(self, table: str, number: int) -> Document | None:
        """One document's value, or None where there is none. It is the caller's to change."""
        with self._mutex:
            document: Document | None = self._memory.document((table, number))
            return document

    def documents(self, table: str) -> dict[int, Any]:
        """All documents of a table by number, decoded."""
        with self._mutex:
            return {number: self._memory.document((table, number)) for number in self.numbers(table)}

    def numbers(self, table: str) -> tuple[int, ...]:
        """The numbers of a table's documents."""
        with self._mutex:
            return tuple(number for number, _ in self._memory.tables.documents(table))

    def new_id(self, table: str) -> int:
        """A number that no document of the table has and that was not given before."""
        with self._mutex:
            return self._numbers.next(lambda number: self._memory.tables.get(table, number) is not None)

    # Changing it

    def commit(self, label: str, changes: Iterable[Change], *, as_is: bool = False) -> Ticket:
        """Change the book in memory, all of it or nothing, and have it saved.

        A document that changed since the caller read it (its ``before``) is joined per field; see ``poll``.

        Args:
            label: what was done, in the words that undo shows.
            changes: the changes, in order.
            as_is: take documents that do not fit their table too, as a restored book may have them.

        Raises:
            ReadOnly: the book cannot be written to.
            Invalid: a value does not belong there; names the field. Nothing has changed.
        """
        if self._read_only:
            raise ReadOnly(f"this book is read only: {self._read_only}")
        sound = [checked(change, {} if as_is else self._types) for change in changes]
        with self._mutex:
            for change in sound:
                self._memory.apply(change)
                self._reading.recheck(change.key)
            if self._memory.base and self._memory.document(ABOUT_KEY) is None:
                self._memory.put(ABOUT_KEY, self._about())
            ticket = self._writer.add(label)
        self._announce()
        return ticket

    @property
    def odd(self) -> tuple[Odd, ...]:
        """The entries of all tables that TinyDB cannot show."""
        with self._mutex:
            return tuple(odd_entries(self._memory.tables))

    def adopt(self, entry: Odd, document: Document) -> Change:
        """Make an entry that TinyDB cannot show a document with a number of its own, and have it saved.

        Returns:
            What was done, apart from the entry that is gone.

        Raises:
            ReadOnly: the book cannot be written to.
            Invalid: the document does not belong there; names the field. Nothing has changed.
        """
        with self._mutex:  # no save starts between the two
            change = Change(entry.table, self.new_id(entry.table), None, document)
            self.commit("adopt", [change])
            take_out(self._memory.tables, entry)
            self._reading.recheck_odd(entry.table)
        return change

    def changes_to(self, tables: Tables) -> tuple[Change, ...]:
        """The changes that would make this book's documents those of another state of it, such as a backup."""
        other = Memory(tables, lambda _key, _conflict: None)
        with self._mutex:
            keys = [key for key in differing(self._memory.tables, tables) if key != ABOUT_KEY]
            return tuple(Change(*key, self._memory.document(key), other.document(key)) for key in keys)

    def poll(self) -> tuple[Change, ...]:
        """Look whether another program changed the file, and hand over what changed behind the caller's back.

        Costs a microsecond when nothing happened, and waits for the disk when something did. The changes are in
        the store already, joined with what was not saved yet; the caller's own view is all that lacks them.
        """
        if self._sync.look() and not self._read_only:
            self._writer.add("write back")
        self._announce()
        with self._mutex:
            return self._memory.take_unseen()

    def pack(self, least: int = PACK_FROM) -> None:
        """Let a big book take less memory once it has been read: documents that nobody looks at are packed.

        Takes about 2 ms of one core for each megabyte, and no caller waits for it: meant for a thread of its own.
        Do it again after ``poll`` told of changes, as the book was read anew then.

        Args:
            least: bytes in the file from which it is worth it.
        """
        if self._file.known is not None and self._file.known.size >= least:
            self._sync.pack()

    def flush(self, timeout: float | None = None) -> None:
        """Wait until everything is in the file.

        Raises:
            SaveFailed: when it could not be saved.
            TimeoutError: after ``timeout`` seconds.
        """
        if self._sync.is_behind and not self._read_only:
            self._writer.add("flush", awaited=True).wait(timeout)

    def close(self) -> None:
        """Save what is not saved, and end the writer's thread. Waits for the disk. Nothing can be written then.

        Raises:
            SaveFailed: when it could not be saved: it is lost with this object.
        """
        try:
            self.flush()
        finally:
            self._read_only = self._read_only or "it has been closed"
            self._writer.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save_copy(self, path: str | os.PathLike[str]) -> None:
        """Write the book as it is in memory to another file. Waits for the disk.

        Raises:
            Refusal: when there is a file already.
            OSError: when it cannot be written.
        """
        target = fileio.real(path)
        if os.path.lexists(target):
            raise Refusal(f"there is a file at {target} already")
        fileio.replace(target, [self.image()], system=self._file.system)

    def image(self) -> bytes:
        """The book as it is in memory, as the bytes of a file."""
        with self._mutex:
            return b"".join(self._memory.tables.parts())

    # How it stands

    @property
    def is_kept(self) -> bool:
        """Whether the file cannot be read any more, and the book is among its backups as it was when that was found."""
        return self._sync.is_kept

    @property
    def is_unreadable(self) -> bool:
        """Whether another program left a file that cannot be read: nothing is written over it."""
        return bool(self._sync.odd)

    @property
    def status(self) -> Status:
        """How the file stands against memory."""
        with self._mutex:
            waiting = sum(key != ABOUT_KEY for key in self._memory.base)
            if self._read_only:
                return Status("read_only", self._read_only)
            if self._writer.failure:
                return Status("unsaved", self._writer.failure, waiting)
            if self._sync.odd:
                return Status("unreadable", self._sync.odd, waiting)
            return Status("saving", changes=waiting) if self._sync.is_behind else Status("saved")

    def _announce(self) -> None:
        with self._mutex:
            status = self.status
            if status == self._told:
                return
            self._told = status
        tell(self.on_status, status)

    # Behind the scenes

    def _about(self) -> Document:
        file = uuid.UUID(int=self._rng.getrandbits(128), version=4)
        return {"schema": self._file.schema, "file": str(file), "created": self._stamp()}

    def _note_conflict(self, key: Key, conflict: Conflict) -> None:
        """Keep in the file what a merge could not decide."""
        table, number = key
        document = {"table": table, "id": number, "field": conflict.path, "base": conflict.base}
        document |= {"ours": conflict.ours, "theirs": conflict.theirs, "created": self._stamp()}
        self._memory.put_unseen((CONFLICTS, self.new_id(CONFLICTS)), document)

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
