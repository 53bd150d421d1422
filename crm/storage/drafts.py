"""What was typed and is not saved, kept in the state folder so that a crash does not take it along.

Each running program has a file of its own for a book, and holds its lock while it runs: a file whose lock is free
was left behind.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from crm.storage import fileio
from crm.storage.system import SYSTEM, System

_MOST = 50  # programs at one book at once; one more works without drafts on the disk


class LeftBehind(NamedTuple):
    """What an earlier program had typed and not saved: the drafts by their key, those of them that were being typed
    when it ended without saying so, and when that was (ISO 8601, UTC).
    """

    drafts: dict[str, dict[str, Any]]
    interrupted: tuple[str, ...]
    written: str


NOTHING_LEFT = LeftBehind({}, (), "")


class DraftFile:
    """The drafts of one running program at one book."""

    def __init__(self, book: str | os.PathLike[str], system: System = SYSTEM) -> None:
        self._book = book
        self._system = system
        self._held = ExitStack()
        self._path = ""
        self._others: list[str] = []

    def open(self) -> LeftBehind:
        """Take a file of its own, and over what was left behind. Nothing is removed before the next ``write``."""
        found = NOTHING_LEFT
        for path in self._there():
            if self._take(path):
                found = _together(_read(path, self._system), found)
                self._others.append(path)
        if self._others:
            self._path = self._others.pop(0)
        else:
            new = (self._name(number) for number in range(1, _MOST + 1))
            self._path = next((path for path in new if not os.path.lexists(path) and self._take(path)), "")
        return found

    def _there(self) -> list[str]:
        folder = Path(self._name(0)).parent
        with contextlib.suppress(OSError):
            names = {self._name(number) for number in range(1, _MOST + 1)}
            return sorted(names & {str(file) for file in folder.iterdir()})
        return []

    @cached_property
    def _stem(self) -> str:
        return f"{Path(self._book).name}-{fileio.mark(fileio.real(self._book))}"

    def _name(self, number: int) -> str:
        return str(Path(fileio.state_folder()) / "drafts" / f"{self._stem}.{number}.json")

    def _take(self, path: str) -> bool:
        try:
            self._held.enter_context(fileio.lock(path, system=self._system, seconds=0))
        except OSError:
            return False
        return True

    def write(
        self, drafts: Mapping[str, Mapping[str, object]], interrupted: tuple[str, ...], now: datetime
    ) -> None:
        """Keep these drafts durably in the place of the last ones; without any the file goes.

        Args:
            drafts: by their key.
            interrupted: the keys of those that are being typed.
            now: the instant, in UTC.

        Raises:
            OSError: when they cannot be kept.
        """
        if not self._path:
            return
        if drafts:
            self._system.make_folder(fileio.folder_of(self._path), 0o700)
            told = {
                "written": now.isoformat(timespec="seconds"),
                "interrupted": interrupted,
                "drafts": drafts,
            }
            fileio.replace(self._path, [json.dumps(told).encode()], system=self._system)
        self._remove(*self._others, *(() if drafts else (self._path,)))
        self._others = []

    def _remove(self, *paths: str) -> None:
        for path in paths:
            with contextlib.suppress(FileNotFoundError):
                self._system.unlink(path)

    def close(self) -> None:
        """Let the file go; what stands in it is for the next program."""
        self._held.close()
        self._path = ""


def _read(path: str, system: System) -> LeftBehind:
    try:
        found = json.loads(fileio.read(path, system).data)
        drafts = {str(key): _tuples(draft) for key, draft in found["drafts"].items()}
        return LeftBehind(
            {key: draft for key, draft in drafts.items() if isinstance(draft, dict)},
            tuple(str(key) for key in found["interrupted"]),
            str(found["written"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return NOTHING_LEFT


def _tuples(value: Any) -> Any:
    """JSON's lists as the tuples that they were."""
    if isinstance(value, list):
        return tuple(map(_tuples, value))
    return {key: _tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


def _together(one: LeftBehind, other: LeftBehind) -> LeftBehind:
    older, newer = sorted((one, other), key=lambda left: left.written)
    return LeftBehind(
        older.drafts | newer.drafts, tuple({*older.interrupted, *newer.interrupted}), newer.written
    )
