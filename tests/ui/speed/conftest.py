"""A book of a few hundred people and offers, big enough that doing all of it would show."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crm.session.session import Session
from crm.ui.app import CrmApp
from crm.ui.screens.main import MainScreen
from tests.bench.big_book import TODAY, big_book

PEOPLE, OFFERS = 300, 600


@pytest.fixture(scope="session")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "people.json"
    big_book(path, PEOPLE, OFFERS)
    return path


@pytest.fixture
def book_file(big: Path, tmp_path: Path) -> Path:
    path = tmp_path / "people.json"
    path.write_bytes(big.read_bytes())
    return path


@pytest.fixture
def app(book_file: Path) -> Iterator[CrmApp]:
    session = Session.open(book_file, today=TODAY, staged=True)
    yield CrmApp(session)
    session.close()


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait for something that happens beside the screen, or a little after a key."""
    for _ in range(500):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError("it never came to it")


async def figured(pilot: Pilot[int]) -> MainScreen:
    """The main screen, once all is shown."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    await until(pilot, lambda: screen.figured is screen.book and not screen._figuring._is_working)
    await pilot.pause(0.05)
    return screen
