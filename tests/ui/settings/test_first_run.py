"""A new book says where it is and offers three ways to begin."""

from argparse import Namespace
from pathlib import Path

import pytest

from crm.commands import open as opening
from crm.session.session import Session
from crm.ui.app import CrmApp
from crm.ui.leaving import LOOK_AROUND
from crm.ui.screens.first_run import FirstRun
from crm.ui.screens.importing import ImportScreen
from crm.ui.screens.main import MainScreen
from tests.ui.safety.conftest import until
from tests.ui.settings.conftest import TODAY


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CrmApp:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return CrmApp(Session.open(tmp_path / "people.json", today=TODAY), is_new=True)


def text_of(app: CrmApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_it_says_where_the_book_is_and_that_nothing_leaves(app: CrmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRun))
        assert "~/people.json" in text_of(app)
        assert "Nothing leaves this machine." in text_of(app)
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert "add someone you know" in text_of(app)
        assert not app.session.path.exists()


async def test_import_opens_the_import(app: CrmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRun))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)


async def test_the_demo_is_asked_for_by_ending(app: CrmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRun))
        await pilot.press("d")
        await pilot.pause()
    assert app.return_value == LOOK_AROUND


async def test_back_from_the_demo_enter_starts(tmp_path: Path) -> None:
    app = CrmApp(Session.open(tmp_path / "people.json", today=TODAY), is_new=True, has_looked=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, FirstRun))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
    assert app.return_value != LOOK_AROUND


async def test_a_book_that_is_there_is_opened_without_a_word(tmp_path: Path) -> None:
    app = CrmApp(Session.open(tmp_path / "people.json", today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        assert isinstance(app.screen, MainScreen)


def test_after_the_demo_the_own_book_is_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def show(
        _options: Namespace, path: Path | None = None, news: str = "", *, has_looked: bool = False
    ) -> int:
        assert has_looked == (len(shown) == 2)
        shown.append(path.name if path else "own")
        assert path is None or path.exists()
        assert bool(news) == (path is not None)
        return LOOK_AROUND if shown == ["own"] else 0

    monkeypatch.setattr(opening, "show", show)
    assert opening.run(Namespace(today=TODAY)) == 0
    assert shown == ["own", "demo.json", "own"]
