"""A book that cannot be read opens a screen: what is wrong, and the ways out. It is never written to."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crm.cli import main
from crm.session.session import Session
from crm.storage import backups, copies, rescue
from crm.storage.fileio import real
from crm.storage.store import utc_now
from crm.ui.app import CrmApp
from crm.ui.leaving import UNREADABLE
from crm.ui.rescue import RescueApp
from tests.ui.core.conftest import TODAY
from tests.ui.safety.conftest import bytes_of, read_book, until, write, write_book

SIZES = [(80, 24), (120, 40)]
BROKEN = '{"contacts": {\n"1": {"name": "Ada Novak"},\n"2": {"name": Ben}\n}}'

BROKEN_BELOW = (
    '{\n"about":{\n"1":{"schema": 1, "file": "0e0f1a52"}\n},\n"contacts":{\n"1":{"name": "Ada Novak"}\n},\n'
    '"offers":{\n"2":{"kind": connection}\n}\n}\n'
)
"""As the program writes it, so that its contacts are shown before the rest is read."""


@pytest.fixture
def damaged(path: Path) -> Path:
    """A book of three people in the backup, of whom one is whole in the damaged file."""
    write_book(
        path, contacts={"1": {"name": "Ada Novak"}, "2": {"name": "Ben Ortiz"}, "3": {"name": "Chen Wei"}}
    )
    copies.take(path, utc_now())
    write(path, BROKEN)
    return path


def app_on(path: Path) -> RescueApp:
    found = rescue.look(path)
    assert found is not None
    return RescueApp(path, found)


def text_of(app: RescueApp) -> str:
    """What stands on the screen, as if it were one line."""
    return " ".join(
        " ".join(strip.text for strip in app.screen._compositor.render_strips()).replace("│", " ").split()
    )


async def settled(pilot: Pilot[bool]) -> None:
    await pilot.pause(0.1)
    await pilot.pause()


def aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.unreadable-*"))


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_where_and_offers_both_with_their_counts(damaged: Path, size: tuple[int, int]) -> None:
    app = app_on(damaged)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        shown = text_of(app)
        for words in (
            "people.json cannot be read",
            "Line 3, column 15",
            "newest good backup",
            "3 contacts",
            "1 contact",
            "Quit",
        ):
            assert words in shown
        await pilot.press("3")
    assert app.return_value is None
    assert bytes_of(damaged) == BROKEN.encode()
    assert aside(damaged) == []


@pytest.mark.parametrize(("key", "people"), [("1", 3), ("2", 1)])
async def test_what_is_chosen_opens_and_the_damaged_file_is_kept(
    damaged: Path, key: str, people: int
) -> None:
    app = app_on(damaged)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert "The damaged file is kept as people.json.unreadable-" in text_of(app)
        await pilot.press("enter")
    assert app.return_value is True
    assert len(read_book(damaged)["contacts"]) == people
    assert [bytes_of(file) for file in aside(damaged)] == [BROKEN.encode()]


async def test_without_a_backup_that_is_said(path: Path) -> None:
    write(path, BROKEN)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "there is none that can be read" in text_of(app)
        await pilot.press("1")
        await settled(pilot)
        assert "no backup that can be read" in text_of(app)
        await pilot.press("q")
    assert bytes_of(path) == BROKEN.encode()


async def test_a_full_disk_changes_nothing(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    app = app_on(damaged)
    monkeypatch.setattr(rescue, "take", full)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert "Nothing was changed: the disk is full" in text_of(app)
        await pilot.press("3")
    assert bytes_of(damaged) == BROKEN.encode()


async def test_a_file_that_is_whole_again_meanwhile_is_left_alone(damaged: Path) -> None:
    app = app_on(damaged)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        write_book(damaged, contacts={"7": {"name": "Dara Levy"}})
        await pilot.press("1")
        await settled(pilot)
        assert "can be read again" in text_of(app)
        await pilot.press("enter")
    assert app.return_value is True
    assert list(read_book(damaged)["contacts"]) == ["7"]
    assert aside(damaged) == []


def test_without_a_screen_it_is_one_line_and_a_one(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(damaged)]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == (
        "",
        f"crm: {real(damaged)} cannot be read: line 3, column 15: Expecting value\n",
    )
    assert bytes_of(damaged) == BROKEN.encode()


async def test_damage_below_the_contacts_ends_the_app_untouched(damaged: Path) -> None:
    write(damaged, BROKEN_BELOW)
    session = Session.open(damaged, today=TODAY, staged=True)
    app = CrmApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == UNREADABLE
    session.close()
    assert bytes_of(damaged) == BROKEN_BELOW.encode()


@pytest.mark.parametrize("broken", [BROKEN, BROKEN_BELOW], ids=["among the contacts", "below them"])
def test_the_whole_way_in_a_terminal(damaged: Path, broken: str) -> None:
    """The real program in a terminal of its own: the screen, the backup, the app, and out."""
    write(damaged, broken)
    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    running = subprocess.Popen(
        [sys.executable, "-m", "crm", str(damaged)], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    try:
        wait_for(master, b"cannot be read")
        os.write(master, b"1")
        wait_for(master, b"Enter opens your book")
        os.write(master, b"\r")
        wait_for(master, b"Chen Wei")
        os.write(master, b"q")
        deadline = time.monotonic() + 20
        while running.poll() is None and time.monotonic() < deadline:
            drain(master)
        assert running.poll() == 0
    finally:
        running.kill()
        running.wait()
        os.close(master)
    assert len(read_book(damaged)["contacts"]) == 3
    assert len(aside(damaged)) == 1
    assert backups.kept(real(damaged))


def drain(terminal: int) -> bytes:
    ready, _, _ = select.select([terminal], [], [], 0.1)
    try:
        return os.read(terminal, 65536) if ready else b""
    except OSError:
        return b""


def wait_for(terminal: int, words: bytes, seconds: float = 20) -> None:
    seen, deadline = b"", time.monotonic() + seconds
    while words not in seen:
        seen += drain(terminal)
        assert time.monotonic() < deadline, seen[-2000:].decode(errors="replace")
