"""An app over a book that things happen to: full disks, other programs, damage."""

import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from textual.pilot import Pilot

from crm.session.session import Session
from crm.storage.store import Store
from tests.storage.faults import FaultySystem
from tests.ui.core.conftest import TODAY, Desk

Open = Callable[[], Desk]


def session_on(path: Path, system: FaultySystem | None = None, retry: float = 0.05) -> Session:
    """A session whose disk a test can break, and that tries again soon."""
    opened, disk = Store.open, system or FaultySystem(errno.ENOSPC)
    with patch.object(Store, "open", lambda at, **more: opened(at, system=disk, retry_seconds=retry, **more)):
        return Session.open(path, today=TODAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.json"


@pytest.fixture
def disk() -> FaultySystem:
    """The disk of the book under test; armed, its calls fail as those of a full one do."""
    return FaultySystem(errno.ENOSPC)


@pytest.fixture
def open_desk(path: Path, disk: FaultySystem) -> Iterator[Open]:
    """Opens an app on the book; what is open is let go of at the end, whatever the disk says then."""
    desks: list[Desk] = []

    def opened() -> Desk:
        desks.append(Desk(session_on(path, disk)))
        return desks[-1]

    yield opened
    disk.heal()
    for desk in desks:
        desk.session.close()


def write_book(path: Path, **tables: dict[str, Any]) -> None:
    """Write a book as another program would."""
    book = {"about": {"1": {"schema": 1, "file": "0e0f1a52"}}, **tables}
    path.write_text(json.dumps(book))


def write(path: Path, text: str) -> None:
    """Let another program write something, whatever it is."""
    path.write_text(text)


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def read_book(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return found


async def until(pilot: Pilot[Any], holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for something that happens beside the screen."""
    for _ in range(int(seconds / 0.05)):
        await pilot.pause(0.05)
        if holds():
            await pilot.pause(0.1)  # and for it to be drawn
            return
    assert holds()
