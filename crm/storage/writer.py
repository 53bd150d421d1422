"""The thread that saves: it gathers waiting commits into one save, answers their tickets, and retries."""

import errno
import os
from collections.abc import Callable
from threading import Condition, Thread

from crm.storage.change import SaveFailed, Ticket

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "permission was refused",
    errno.EPERM: "permission was refused",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reported an error",
    errno.ENOENT: "the folder is gone",
}


def reason_of(error: Exception) -> str:
    """Why the disk did not do what was asked, in words."""
    if isinstance(error, OSError) and error.errno is not None:
        return _REASONS.get(error.errno) or error.strerror or os.strerror(error.errno)
    return str(error) or type(error).__name__


class Writer:
    """Calls ``save`` for waiting tickets, one call at a time, on a thread that starts with the first of them.

    While one save runs, later tickets gather for the next. After a failure it tries again every ``retry``
    seconds, ticket or not, until a save succeeds.

    Args:
        breath: seconds that pass between a commit and its save, so that whoever made it can show it first.
    """

    def __init__(
        self, save: Callable[[], None], announce: Callable[[], None], retry: float, breath: float = 0.0
    ) -> None:
        self.failure = ""
        """Why the last save failed; ``""`` when it did not."""
        self._save, self._announce, self._retry = save, announce, retry
        self._breath = breath
        self._wake = Condition()
        self._tickets: list[Ticket] = []
        self._thread: Thread | None = None
        self._stopping = False
        self._is_awaited = False

    def add(self, label: str, *, awaited: bool = False) -> Ticket:
        """A ticket that is resolved by a save that starts after this moment: at once where it is ``awaited``."""
        ticket = Ticket(label)
        with self._wake:
            self._tickets.append(ticket)
            self._is_awaited = self._is_awaited or awaited
            if self._thread is None:
                self._thread = Thread(target=self._run, name="crm-writer", daemon=True)
                self._thread.start()
            self._wake.notify()
        return ticket

    def stop(self) -> None:
        """End the thread once the tickets that wait have been answered."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(self._has_work, self._retry if self.failure else None)
                self._wake.wait_for(lambda: self._stopping or self._is_awaited, self._breath)
                tickets, self._tickets, self._is_awaited = self._tickets, [], False
                if self._stopping and not tickets:
                    return
            self._serve(tickets)

    def _has_work(self) -> bool:
        return bool(self._tickets) or self._stopping

    def _serve(self, tickets: list[Ticket]) -> None:
        error = None
        try:
            self._save()
        except Exception as cause:  # noqa: BLE001  # whatever it was, every ticket gets an answer
            error = SaveFailed(reason_of(cause))
            error.__cause__ = cause
        self.failure = str(error) if error else ""
        self._announce()
        for ticket in tickets:
            ticket.resolve(error)
