"""Keys pressed by nobody in particular: whatever they open, nothing breaks, and undo leads back to the start."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette

from crm.demo import build
from crm.domain.book import TABLES
from crm.session import actions
from crm.session.session import Session
from crm.ui.app import CrmApp
from crm.ui.commands import COMMANDS

TODAY = date(2026, 11, 24)
SIZES = ((80, 24), (60, 20), (120, 40), (20, 5))
KEYS = [key for one in COMMANDS if one.id != "quit" for key in one.keys]
IN_DIALOGS = [
    *"aenmx145é[",
    "enter",
    "tab",
    "shift+tab",
    "down",
    "up",
    "space",
    "ctrl+s",
    "backspace",
    "escape",
]
NAMES = (
    "[bold]Bob[/]",
    "\ud800\x1b[31m\u202e",
    "Z\u0351\u036b" * 30,
    "陈伟" * 30,
    "{undo}",
    "\u200bZo\u00eb",
)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved, exported or set goes nowhere else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("CRM_CONFIG", str(tmp_path / "settings.toml"))


def records(session: Session) -> dict[str, dict[int, Any]]:
    return {table: dict(getattr(session.book, table)) for table in TABLES}


def some_keys(seed: int, count: int) -> list[str | tuple[int, int]]:
    """Keys of the table and keys for dialogs, with a new window size now and then."""
    dice = random.Random(seed)
    pressed: list[str | tuple[int, int]] = []
    for _ in range(count):
        drawn = dice.random()
        if drawn < 0.05:
            pressed.append(dice.choice(SIZES))
        else:
            pressed.append(dice.choice(KEYS if drawn < 0.6 else IN_DIALOGS))
    return pressed


@pytest.mark.parametrize("seed", [7, 23, 504])
async def test_no_keys_break_it_and_undo_leads_back(tmp_path: Path, seed: int) -> None:
    book = tmp_path / "people.json"
    build(book, TODAY)
    session = Session.open(book, today=TODAY)
    for name in NAMES:
        session.do(actions.AddContact(name=name, title=name, notes=name, tags=(name,)))
    while session.can_undo and seed % 2:
        session.undo()  # a book of plain people
    start, waiting = records(session), session.can_undo
    app = CrmApp(session)
    async with app.run_test(size=SIZES[0]) as pilot:
        for pressed in some_keys(seed, 30):
            if isinstance(pressed, tuple):
                await pilot.resize_terminal(*pressed)
            elif not isinstance(app.screen, CommandPalette) or pressed != "enter":
                await pilot.press(pressed)
    session.saved()
    reopened = Session.open(book, today=TODAY)
    assert records(session) == records(reopened)
    reopened.close()
    while session.can_undo != waiting:
        session.undo()
    assert records(session) == start
    session.close()
