"""The unit of everything that is written: a change, the promise to save it, and how saving stands."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Any, Literal, NamedTuple, TypeVar

from crm.domain.record import Refusal

Document = dict[str, Any]
"""One document as the file holds it: JSON values only."""

Told = TypeVar("Told")

Key = tuple[str, int]
"""Where a document lives: its table and its number."""


class Change(NamedTuple):
    """One document as it was and as it is from now on; ``None`` where it is not there."""

    table: str
    id: int
    before: Document | None
    after: Document | None

    @property
    def key(self) -> Key:
        return self.table, self.id

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.id, self.after, self.before)


StatusWord = Literal["saved", "saving", "unsaved", "unreadable", "read_only"]


class Status(NamedTuple):
    """How the file stands against what is in memory.

    ``saved``: everything is in the file, and would be after a power cut. ``saving``: on its way.
    ``unsaved``: the last try did not succeed; ``changes`` documents wait in memory and are tried again.
    ``unreadable``: another program left a file that cannot be read; nothing is written until it can be.
    ``read_only``: nothing can be written at all.
    """

    word: StatusWord
    reason: str = ""
    changes: int = 0

    def __str__(self) -> str:
        if self.word == "unsaved":
            count = f" ({self.changes} change{'' if self.changes == 1 else 's'})" if self.changes else ""
            return f"NOT SAVED: {self.reason}{count}"
        words = {
            "saved": "saved",
            "saving": "saving",
            "unreadable": "file unreadable",
            "read_only": "read only",
        }
        return f"{words[self.word]}: {self.reason}" if self.reason else words[self.word]


def tell(callback: Callable[[Told], object], news: Told) -> None:
    """Call someone who wants to know. A fault of theirs is reported as any thread's is, and stops no saving."""
    try:
        callback(news)
    except Exception as fault:  # noqa: BLE001  # theirs, not ours
        threading.excepthook(
            threading.ExceptHookArgs((type(fault), fault, fault.__traceback__, threading.current_thread()))
        )


class SaveFailed(Exception):
    """The changes are kept in memory and are tried again, but they are not in the file. Says why."""


class ReadOnly(Refusal):
    """The book cannot be written to; the message says why."""


class Invalid(Refusal):
    """A change would put a value into the book that does not belong there; the message names the field."""


class Unreadable(Refusal):
    """The file is damaged, or is no book. It is never written to.

    ``what`` says what was found; ``line`` and ``column`` (from 1) say where, 0 where that has no meaning.
    """

    def __init__(self, what: str, *, line: int = 0, column: int = 0, path: str = "") -> None:
        self.what, self.line, self.column, self.path = what, line, column, path
        place = f"line {line}, column {column}: " if line else ""
        super().__init__(f"{path or 'the file'} cannot be read: {place}{what}")


@contextmanager
def named(path: str) -> Iterator[None]:
    """What is unreadable in here is so in the file at ``path``."""
    try:
        yield
    except Unreadable as fault:
        raise Unreadable(fault.what, line=fault.line, column=fault.column, path=path) from None


class Ticket:
    """The promise that a commit is being saved: resolved once it is durable, or once a try has failed."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._event = Event()
        self._lock = Lock()
        self._error: SaveFailed | None = None
        self._callbacks: list[Callable[[Ticket], object]] = []

    @property
    def done(self) -> bool:
        """Whether the outcome is known, one way or the other."""
        return self._event.is_set()

    @property
    def error(self) -> SaveFailed | None:
        """Why the try to save failed, or None."""
        return self._error

    def wait(self, timeout: float | None = None) -> None:
        """Block until the commit is durable.

        Args:
            timeout: seconds, or None to wait as long as it takes.

        Raises:
            SaveFailed: when it could not be saved (memory keeps it).
            TimeoutError: when the outcome is not known in time.
        """
        if not self._event.wait(timeout):
            raise TimeoutError(f"{self.label!r} is still being saved")
        if self._error is not None:
            raise self._error

    def add_done_callback(self, callback: "Callable[[Ticket], object]") -> None:
        """Call ``callback(ticket)`` once the outcome is known: from the writer's thread, or at once if it is."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return
        tell(callback, self)

    def resolve(self, error: SaveFailed | None = None) -> None:
        """Make the outcome known. The store calls this, once."""
        with self._lock:
            self._error = error
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            tell(callback, self)
