"""Keeping memory and the file together: saving, and taking in what other programs wrote."""

import contextlib
import itertools
import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock, RLock

from crm.storage import backups, fileio
from crm.storage.bookfile import BookFile
from crm.storage.change import Key, Unreadable
from crm.storage.fileio import Moved
from crm.storage.memory import Memory
from crm.storage.writer import reason_of

_ATTEMPTS = 8  # saves in a row that another program may spoil by changing the file meanwhile
_PATIENCE = 2  # looks at a missing or unreadable file before it counts: a sync tool may be half way


class Sync:
    """One book's memory and its file. ``mutex`` guards memory and is never held while the disk works."""

    def __init__(
        self,
        memory: Memory,
        file: BookFile,
        mutex: RLock,
        now: Callable[[], datetime],
        on_changed: Callable[[Key], None],
    ) -> None:
        self.odd = ""
        """What is wrong with the file that another program left; ``""`` when nothing is."""
        self.is_kept = False
        """Whether the book is among its backups as it was when the file was found to be unreadable."""
        self._memory, self._file, self._mutex = memory, file, mutex
        self._now, self._on_changed = now, on_changed
        self._disk = Lock()  # one reader or writer of the file at a time; taken before the mutex
        self._must_write = False
        self._must_keep = True
        self._odd_looks = 0

    @property
    def is_behind(self) -> bool:
        """Whether the file lacks something of memory, cannot be read, or its last state may not be durable."""
        return bool(self._memory.base or self.odd) or self._must_write

    def save(self) -> None:
        """Bring the file up to memory, durably.

        Raises:
            OSError, Unreadable: when it cannot be; memory keeps everything, and the file is whole.
        """
        with self._disk:
            if not self.is_behind:
                return
            self._must_write = True  # until the end has been reached: a rename may be done and not be durable
            self._file.make_folder()
            with fileio.lock(self._file.path, system=self._file.system):
                self._write()
            self._must_write = False
            self._settle()

    def _write(self) -> None:
        for attempt in range(_ATTEMPTS):
            self._take_in()
            if self._file.known is None:
                self._must_keep = False  # a new book: there is nothing from before this session
            self._join_blocks()
            with self._mutex:
                layout = self._memory.tables.layout(self._file.known)
                waiting = self._memory.waiting()
            try:
                self._file.replace(layout.pieces, self._keep)
            except Moved:
                if attempt + 1 == _ATTEMPTS:
                    raise
                continue
            with self._mutex:
                layout.settle(self._memory.tables, self._file.known)
                self._memory.reached_disk(waiting)
            return

    def pack(self) -> None:
        """Pack the documents in memory, a block at a time, so that no commit waits for it."""
        is_left = True
        while is_left:
            with self._mutex:
                is_left = self._memory.tables.pack_one()
            time.sleep(0)

    def _join_blocks(self) -> None:
        """Before the first save all blocks are to be joined: one at a time, so that no commit waits for it."""
        for turn in itertools.count():
            with self._mutex:
                if not self._memory.tables.join_one():
                    return
            if turn:
                time.sleep(0)  # a lock that is taken again at once starves the one who waits for it

    def _keep(self, path: str) -> None:
        """Keep the file that the session's first save replaces. A book is saved even where no backup can be."""
        if self._must_keep:
            with contextlib.suppress(OSError):
                backups.keep(path, self._now(), for_good=self._file.is_migrated, system=self._file.system)
                self._must_keep = False

    def _take_in(self) -> None:
        """Rest memory on the file as it is now, if another program changed it."""
        present = self._file.now()
        if present == self._file.known:
            return
        if present is None:
            self._file.known = None
            return
        tables, image = self._file.read()
        if reason := self._file.newer(tables):
            raise Unreadable(reason, path=self._file.path)
        with self._mutex:
            for key in self._memory.rebase(tables):
                self._on_changed(key)
            self._file.rest_on(image)

    def look(self) -> bool:
        """Take in another program's change, unless a save is doing so just now.

        Returns:
            Whether the file has gone and wants to be written back from memory.
        """
        if not self._disk.acquire(blocking=False):
            return False
        try:
            return self._look()
        finally:
            self._disk.release()

    def _look(self) -> bool:
        is_gone = False
        try:
            is_gone = self._file.known is not None and self._file.now() is None
            if not is_gone:
                self._take_in()
                self._settle()
                return False
            odd = "the file is gone"
        except (OSError, Unreadable) as error:
            odd = reason_of(error)
        self._odd_looks += 1
        if self._odd_looks < _PATIENCE:
            return False
        self.odd = odd
        if not (is_gone or self.is_kept):
            self._keep_memory()
        write_back = is_gone and not self._must_write
        self._must_write = self._must_write or is_gone
        return write_back

    def _keep_memory(self) -> None:
        """Keep the book in memory, now that it may be the only one, against a crash and against leaving."""
        with self._mutex:
            parts = self._memory.tables.parts()
        with contextlib.suppress(OSError):
            backups.keep_parts(self._file.path, self._now(), parts, self._file.system)
            self.is_kept = True

    def _settle(self) -> None:
        self.odd, self._odd_looks, self.is_kept = "", 0, False
