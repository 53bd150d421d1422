"""Keeping what is typed on the disk while it is typed, so that a crash costs two seconds of it."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from textual.screen import Screen

from crm.storage.drafts import DraftFile, LeftBehind

Draft = dict[str, object]
"""What stood in each field, see ``crm.ui.typed.drafts``, which the start does not load."""

EVERY = 2.0
"""Seconds between two looks at what is being typed."""


@runtime_checkable
class Typing(Protocol):
    """A screen in which something is typed."""

    def draft_key(self) -> str | None:
        """The name of what is typed here; None where nothing is."""
        ...

    def unsaved(self) -> Draft:
        """What was typed and is not saved; empty where nothing was."""
        ...


class Keeper:
    """Keeps the drafts of one app: those that wait, and what stands in the open screens."""

    def __init__(self, book: Path) -> None:
        self._file = DraftFile(book)
        self._kept: dict[str, Draft] = {}
        self._busy = False

    def open(self) -> LeftBehind:
        """Begin; what an earlier app left behind."""
        found = self._file.open()
        self._kept = {key: dict(draft) for key, draft in found.drafts.items()}
        return found

    async def keep(self, waiting: dict[str, Draft], screens: Iterable[Screen[object]]) -> None:
        """Write what is typed if it has changed, beside the screen."""
        being_typed = typed(screens)
        drafts = waiting | being_typed
        if self._busy or drafts == self._kept:
            return
        self._busy = True
        try:
            await asyncio.to_thread(self._write, drafts, tuple(being_typed))
        finally:
            self._busy = False

    def _write(self, drafts: dict[str, Draft], interrupted: tuple[str, ...]) -> None:
        try:
            self._file.write(drafts, interrupted, datetime.now(UTC))
        except OSError:
            return  # the disk is full or gone: the header says so already, and the next look tries again
        self._kept = drafts

    def end(self, waiting: dict[str, Draft]) -> None:
        """End cleanly: what waits stays for the next time, and nothing was interrupted."""
        self._write(waiting, ())
        self._file.close()


def typed(screens: Iterable[Screen[object]]) -> dict[str, Draft]:
    """What is typed in some screens and not saved, by its name."""
    found: dict[str, Draft] = {}
    for screen in screens:
        key = screen.draft_key() if isinstance(screen, Typing) and screen.is_mounted else None
        if key is not None and isinstance(screen, Typing) and (draft := screen.unsaved()):
            found[key] = draft
    return found
