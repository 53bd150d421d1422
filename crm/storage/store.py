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
from threading import Lock, RLock
from typing import Any, Self

from crm.domain.record import Record, Refusal
from crm.storage import fileio, schema
from crm.storage.bookfile import BookFile, Moved
from crm.storage.change import Change, Document, Key, ReadOnly, Status, Ticket, Unreadable
from crm.storage.check import checked
from crm.storage.memory import Memory
from crm.storage.merge import Conflict
from crm.storage.records import Tables
from crm.storage.schema import ABOUT, CONFLICTS, SCHEMA, TYPES, Problem, Types
from crm.storage.system import SYSTEM, System
from crm.storage.writer import Writer, reason_of

RETRY_SECONDS = 3.0
"""Time from a save that failed to the next try."""

_ATTEMPTS = 8  # saves in a row that another program may spoil by changing the file meanwhile
_PATIENCE = 2  # looks at a missing or unreadable file before it counts: a sync tool may be half way
_ABOUT: Key = (ABOUT, 1)


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id(now_ms: int, random_bits: int) -> int:
    """A document number: milliseconds since 1970, then 12 random bits; below 2^53 until the year 2039."""
    return (now_ms << 12) | (random_bits & 0xFFF)


class Store:
    """An open book. Every method may be called from any thread; none but those that say so waits for the disk."""

    def __init__(
        self,
        file: BookFile,
        tables: Tables,
        *,
        now: Callable[[], datetime],
        rng: random.Random,
        types: Types,
        retry_seconds: float,
        read_only: str,
    ) -> None:
        self.on_status: Callable[[Status], object] = lambda _: None
        """Called with each new status, from whichever thread it arises in."""
        self._file, self._now, self._rng, self._types = file, now, rng, types
        self._memory = Memory(tables)
        self._read_only = read_only
        self._mutex = RLock()  # memory
        self._disk = Lock()  # one reader or writer of the file at a time; taken before the mutex
        self._writer = Writer(self._save, self._announce, retry_seconds)
        self._must_write = False
        self._odd_looks = 0
        self._odd = ""
        self._given: set[int] = set()
        self._problems: dict[str, dict[int | str, Problem]] = {}
        self._told = self.status

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        now: Callable[[], datetime] = utc_now,
        rng: random.Random | None = None,
        types: Types = TYPES,
        system: System = SYSTEM,
        retry_seconds: float = RETRY_SECONDS,
        read_only: str = "",
    ) -> Self:
        """Open a book. A missing file is a new, empty book: nothing is on the disk before the first commit.

        Args:
            path: the file; a symbolic link is followed.
            now: the clock, in UTC; for document numbers, ``about`` and ``conflicts``.
            rng: source of the random bits; the system's by default.
            types: the record type of each table.
            system: the system calls.
            retry_seconds: time from a save that failed to the next try.
            read_only: a reason not to write, where the caller has one.

        Raises:
            Unreadable: the file is there and is empty, damaged or no book. It is never written to.
            OSError: the file is there and cannot be read.
        """
        file = BookFile(os.fspath(path), system)
        tables = Tables.new((ABOUT, *types))
        if file.now() is not None:
            tables, image = file.read()
            file.rest_on(image)
            fileio.sweep(file.path, system)
        reason = read_only or fileio.read_only_reason(file.path, system) or _newer(tables)
        return cls(
            file,
            tables,
            now=now,
            rng=rng or random.SystemRandom(),
            types=types,
            retry_seconds=retry_seconds,
            read_only=reason,
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
            return tuple(name for name, table in self._memory.tables.tables.items() if table.docs)

    def records(self, table: str) -> dict[int, Record]:
        """All records of a table by number, read afresh. What cannot be read is left out and in ``problems``.

        Raises:
            KeyError: for a table that has no record type.
        """
        with self._mutex:
            records, problems = schema.read_all(table, self._memory.tables.documents(table), self._types)
            self._problems[table] = {problem.id: problem for problem in problems}
            for name, key, what in self._memory.tables.odd():
                if name == table:
                    self._problems[table][key] = Problem(table, key, "", what, "a number of its own")
        return records

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read in the tables that ``records`` has been asked for."""
        with self._mutex:
            return tuple(problem for found in self._problems.values() for problem in found.values())

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
        now_ms = int(self._now().timestamp() * 1000)
        with self._mutex:
            number = new_id(now_ms, self._rng.getrandbits(12))
            while number in self._given or self._memory.tables.get(table, number) is not None:
                number += 1
            self._given.add(number)
        return number

    # Changing it

    def commit(self, label: str, changes: Iterable[Change]) -> Ticket:
        """Change the book in memory, all of it or nothing, and have it saved.

        A document that changed since the caller read it (its ``before``) is joined per field; see ``poll``.

        Args:
            label: what was done, in the words that undo shows.
            changes: the changes, in order.

        Raises:
            ReadOnly: the book cannot be written to.
            Invalid: a value does not belong there; names the field. Nothing has changed.
        """
        checked_changes = [checked(change, self._types) for change in changes]
        with self._mutex:
            if self._read_only:
                raise ReadOnly(f"this book is read only: {self._read_only}")
            for change in checked_changes:
                self._memory.apply(change, self._note_conflict)
                self._recheck(change.key)
            if self._memory.base and self._memory.document(_ABOUT) is None:
                self._memory.put(_ABOUT, self._about())
            ticket = self._writer.add(label)
        self._announce()
        return ticket

    def poll(self) -> tuple[Change, ...]:
        """Look whether another program changed the file, and hand over what changed behind the caller's back.

        Costs a microsecond when nothing happened, and the reading of the file when something did. The changes
        are in the store already; they are joined with what was not saved yet.
        """
        if self._disk.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._disk.release()
            self._announce()
        with self._mutex:
            return self._memory.take_unseen()

    def flush(self, timeout: float | None = None) -> None:
        """Wait until everything is in the file.

        Raises:
            SaveFailed: when it could not be saved.
            TimeoutError: after ``timeout`` seconds.
        """
        with self._mutex:
            if not self._is_behind():
                return
            ticket = self._writer.add("flush")
        ticket.wait(timeout)

    def close(self) -> None:
        """Save what is not saved, and end the writer's thread.

        Raises:
            SaveFailed: when it could not be saved: it is lost with this object.
        """
        try:
            self.flush()
        finally:
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
        with self._mutex:
            parts = self._memory.tables.parts()
        fileio.replace(target, parts, system=self._file.system)

    # How it stands

    @property
    def status(self) -> Status:
        """How the file stands against memory."""
        with self._mutex:
            waiting = len(self._memory.base)
            if self._read_only:
                return Status("read_only", self._read_only)
            if self._writer.failure:
                return Status("unsaved", self._writer.failure, waiting)
            if self._odd:
                return Status("unreadable", self._odd, waiting)
            return Status("saving", changes=waiting) if self._is_behind() else Status("saved")

    def _announce(self) -> None:
        with self._mutex:
            status = self.status
            if status == self._told:
                return
            self._told = status
        self.on_status(status)

    def _is_behind(self) -> bool:
        return bool(self._memory.base) or self._must_write

    # With the disk

    def _save(self) -> None:
        """Bring the file up to memory. On the writer's thread."""
        with self._disk:
            if not self._is_behind():
                return
            self._must_write = True  # until the end has been reached: a rename may be done and not durable
            with fileio.lock(self.path, system=self._file.system):
                self._write()
            self._must_write = False
            self._odd, self._odd_looks = "", 0

    def _write(self) -> None:
        for attempt in range(_ATTEMPTS):
            self._take_in()
            with self._mutex:
                parts, waiting = self._memory.tables.parts(), self._memory.waiting()
            try:
                self._file.replace(parts, self._keep)
            except Moved:
                if attempt + 1 == _ATTEMPTS:
                    raise
            else:
                with self._mutex:
                    self._memory.reached_disk(waiting)
                return

    def _keep(self, path: str) -> None:
        pass

    def _take_in(self) -> None:
        """Rest memory on the file as it is now, if another program changed it."""
        present = self._file.now()
        if present == self._file.known:
            return
        if present is None:
            self._file.known = None
            return
        tables, image = self._file.read()
        if reason := _newer(tables):
            raise Unreadable(reason, path=self.path)
        with self._mutex:
            for key in self._memory.rebase(tables, self._note_conflict):
                self._recheck(key)
            self._file.rest_on(image)

    def _look(self) -> None:
        """Take in another program's change between saves; a file that is gone is written back from memory."""
        try:
            if self._file.known is None or self._file.now() is not None:
                self._take_in()
                self._odd, self._odd_looks = "", 0
                return
            odd = "the file is gone"
        except (OSError, Unreadable) as error:
            odd = reason_of(error)
        self._odd_looks += 1
        if self._odd_looks < _PATIENCE:
            return
        self._odd = odd
        if self._file.now() is None and not self._read_only and not self._must_write:
            self._must_write = True
            self._writer.add("write back")

    # Behind the scenes

    def _about(self) -> Document:
        made = self._now().isoformat(timespec="seconds")
        return {
            "schema": SCHEMA,
            "file": str(uuid.UUID(int=self._rng.getrandbits(128), version=4)),
            "created": made,
        }

    def _note_conflict(self, key: Key, conflict: Conflict) -> None:
        """Keep in the file what a merge could not decide."""
        document = {"table": key[0], "id": key[1], "field": conflict.path}
        document |= {"base": conflict.base, "ours": conflict.ours, "theirs": conflict.theirs}
        document["created"] = self._now().isoformat(timespec="seconds")
        self._memory.put_unseen((CONFLICTS, self.new_id(CONFLICTS)), document)

    def _recheck(self, key: Key) -> None:
        """Keep ``problems`` true for a document that changed."""
        table, number = key
        if table not in self._problems:
            return
        self._problems[table].pop(number, None)
        raw = self._memory.tables.get(table, number)
        read = None if raw is None else schema.read(table, number, raw, self._types)
        if isinstance(read, Problem):
            self._problems[table][number] = read


def _newer(tables: Tables) -> str:
    """Why a book's schema forbids writing to it; ``""`` when it does not."""
    version = schema.version_of(Memory(tables).document(_ABOUT))
    if version is None:
        return "its about table does not say which schema it has"
    return (
        f"a newer crm has written it (schema {version}; this one knows {SCHEMA})" if version > SCHEMA else ""
    )
