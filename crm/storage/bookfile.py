"""A book's file on the disk: which state of it is known, reading the next one, and writing over the known one."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from crm.storage import fileio
from crm.storage.blocks import Piece, Place
from crm.storage.change import Unreadable, named
from crm.storage.fileio import Image, Moved, Signature
from crm.storage.migrate import MIGRATIONS, Migrations, migrate, newer
from crm.storage.records import Tables
from crm.storage.split import split
from crm.storage.system import SYSTEM, System
from crm.storage.unread import unread
from crm.storage.writer import reason_of

_MOMENT = 0.05


class BookFile:
    """One file, by its real path. ``known`` is the state that memory rests on: None while there is no file."""

    def __init__(self, path: str, system: System = SYSTEM, migrations: Migrations = MIGRATIONS) -> None:
        self.path = fileio.real(path)
        self.system = system
        self.known: Signature | None = None
        self.is_migrated = False
        """Whether the known state is of an older schema than what was read from it."""
        self._mode: int | None = None
        self._was_there = False
        self._migrations = migrations

    def now(self) -> Signature | None:
        """The state in which the file is at this moment."""
        return fileio.signature(self.path, self.system)

    def read(self, names: Sequence[str] = ()) -> tuple[Tables, Image]:
        """The file's present state, in the present schema. It becomes the known one by ``rest_on``.

        With ``names``, the tables that are known, their documents are told apart when they are asked for.

        Raises:
            Unreadable: when it is damaged or no book.
            OSError: when it cannot be read.
        """
        image = fileio.read(self.path, self.system)
        with named(self.path):
            tables = unread(image.data, names, self.path) if names else split(image.data)
        tables.state = image.signature
        self.is_migrated = migrate(tables, self._migrations)
        return tables, image

    @property
    def schema(self) -> int:
        """The schema that is written."""
        return len(self._migrations) + 1

    def newer(self, tables: Tables) -> str:
        """Why the schema of what was read forbids writing; ``""`` when it does not."""
        return newer(tables, self._migrations)

    def make_folder(self) -> None:
        """Make the folder of a new book. One that has gone with its book, as a drive does, is not made again."""
        if not self._was_there:
            fileio.make_folder(fileio.folder_of(self.path), self.system)

    def open(self, names: Sequence[str] = ()) -> Tables | None:
        """The file as it is when a book is opened, known from then on; None where there is none. ``names`` as above.

        Raises:
            Unreadable: when it cannot be read, for whichever reason, not even a moment later.
        """
        try:
            if self.now() is None:
                return None
            tables, image = self._read_patiently(names)
        except OSError as error:
            raise Unreadable(reason_of(error), path=self.path) from error
        self.rest_on(image)
        return tables

    def _read_patiently(self, names: Sequence[str]) -> tuple[Tables, Image]:
        try:
            return self.read(names)
        except Unreadable:
            time.sleep(_MOMENT)  # a program that writes in place may be half way
            return self.read(names)

    def rest_on(self, image: Image) -> None:
        """Take the state that was read as the known one."""
        self.known, self._mode, self._was_there = image.signature, image.mode, True

    def replace(self, pieces: Sequence[Piece], keep: Callable[[str], object]) -> None:
        """Write over the known state, durably.

        Args:
            pieces: the bytes, or their places in the known state.
            keep: gets the path just before, with the old file still there.

        Raises:
            Moved: when the file is not in the known state any more.
            OSError: when it cannot be written.
        """

        def check() -> None:
            if self.known is not None:
                keep(self.path)
            if self.now() != self.known:
                raise Moved

        mode = self._mode if self.known is None else None
        with self._known_opened(pieces) as source:
            written = fileio.replace(
                self.path, pieces, mode, system=self.system, source=source, before_rename=check
            )
        self.known, self._was_there = written, True

    @contextmanager
    def _known_opened(self, pieces: Sequence[Piece]) -> Iterator[int | None]:
        """The known state opened for reading, if any of the pieces stands there."""
        if not any(isinstance(piece, Place) for piece in pieces):
            yield None
            return
        descriptor = self.system.open(self.path, os.O_RDONLY)
        try:
            if fileio.signature_of(self.system.fstat(descriptor)) != self.known:
                raise Moved
            yield descriptor
        finally:
            self.system.close(descriptor)
