"""What the header says of saving, and what happens when it cannot be."""

import os
from pathlib import Path

import pytest

from crm.session import actions
from crm.storage.backups import folder_for
from crm.storage.fileio import real
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.keeping.unsaved import SaveCopyDialog, UnsavedDialog
from crm.ui.screens.main import MainScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.widgets.header import Header
from tests.storage.faults import FaultySystem
from tests.ui.core.conftest import Desk, settled
from tests.ui.safety.conftest import Open, bytes_of, read_book, session_on, until, write, write_book


def says(desk: Desk) -> str:
    return desk.main.query_one(Header).saved


async def test_a_full_disk_says_not_saved_and_recovers_by_itself(
    open_desk: Open, disk: FaultySystem, path: Path
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        desk.add("Ada Novak")
        await until(pilot, lambda: says(desk) == "saved")
        disk.arm(1, for_ever=True)
        desk.add("Ben Ortiz")
        desk.add("Chen Wei")
        await until(
            pilot,
            lambda: (
                says(desk) == "NOT SAVED: No space left on device (2 changes)" or "disk is full" in says(desk)
            ),
        )
        assert says(desk) == "NOT SAVED: the disk is full (2 changes)"
        assert "NOT SAVED: the disk is full (2 changes)" in desk.text.split("\n")[0]
        assert len(read_book(path)["contacts"]) == 1
        disk.heal()
        await until(pilot, lambda: says(desk) == "saved")
        assert len(read_book(path)["contacts"]) == 3


async def test_saved_is_never_said_before_it_is_in_the_file(
    open_desk: Open, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    said: list[tuple[str, bool]] = []
    refresh = MainScreen.refresh_saved

    def noted(screen: MainScreen) -> None:
        refresh(screen)
        written = len(read_book(path)["contacts"]) if path.exists() else 0
        said.append((screen.query_one(Header).saved, written == len(screen.session.book.contacts)))

    monkeypatch.setattr(MainScreen, "refresh_saved", noted)
    async with desk.app.run_test(size=(80, 24)) as pilot:
        for name in ("Ada Novak", "Ben Ortiz"):
            desk.add(name)
            said.clear()
            await until(pilot, lambda: ("saved", True) in said)
            assert ("saved", False) not in said


async def test_leaving_while_something_is_not_saved_asks(
    open_desk: Open, disk: FaultySystem, path: Path, tmp_path: Path
) -> None:
    desk = open_desk()
    desk.add("Ada Novak")
    desk.session.store.flush()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        disk.arm(1, for_ever=True)
        desk.add("Ben Ortiz")
        await pilot.press("q")
        await until(pilot, lambda: desk.shows(UnsavedDialog))
        assert "1 change could not be saved: the disk is full" in desk.text
        await pilot.press("escape")
        await until(pilot, lambda: desk.shows(MainScreen))
        await pilot.press("q")
        await until(pilot, lambda: desk.shows(UnsavedDialog))
        await pilot.press("r")
        await until(pilot, lambda: desk.shows(UnsavedDialog))
        disk.heal()
        await pilot.press("r")
        await until(pilot, lambda: desk.app.return_code == 0)
    assert len(read_book(path)["contacts"]) == 2


async def test_a_copy_elsewhere_has_all_that_is_not_saved(
    open_desk: Open, disk: FaultySystem, path: Path, tmp_path: Path
) -> None:
    desk = open_desk()
    desk.add("Ada Novak")
    desk.session.store.flush()
    copy = tmp_path / "elsewhere.json"
    async with desk.app.run_test(size=(80, 24)) as pilot:
        disk.arm(1, for_ever=True)
        desk.add("Ben Ortiz")
        await pilot.press("q")
        await until(pilot, lambda: desk.shows(UnsavedDialog))
        await pilot.press("c")
        await until(pilot, lambda: desk.shows(SaveCopyDialog))
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert desk.shows(SaveCopyDialog), "the copy cannot be written there either"
        assert "could not be saved there" in desk.text
        disk.heal()
        desk.session.store._writer._retry = 600.0
        await pilot.press("ctrl+u", *str(copy))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.app.return_code == 0)
    assert {one["name"] for one in read_book(copy)["contacts"].values()} == {"Ada Novak", "Ben Ortiz"}


async def test_ctrl_q_in_a_dialog_asks_too(open_desk: Open, disk: FaultySystem) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        disk.arm(1, for_ever=True)
        desk.add("Ada Novak")
        await pilot.press("a")
        await until(pilot, lambda: desk.shows(ContactForm))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: desk.shows(UnsavedDialog))
        await pilot.press("l")
        await until(pilot, lambda: desk.app.return_code == 0)


@pytest.mark.parametrize("what", ["file", "folder"])
async def test_a_write_protected_book_is_shown_and_cannot_be_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak"}})
    before = bytes_of(path)
    protected = path if what == "file" else path.parent
    monkeypatch.setattr(os, "access", lambda asked, _mode: Path(asked) != protected)
    desk = Desk(session_on(path))
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert says(desk).startswith("read only: the ")
        assert "write-protected" in says(desk)
        assert "Ada Novak" in desk.text
        await pilot.press("a")
        await settled(pilot)
        assert desk.shows(MainScreen)
        assert "cannot be changed now" in desk.news[-1]
        await pilot.press("q")
        await until(pilot, lambda: desk.app.return_code == 0)
    desk.session.close()
    assert bytes_of(path) == before


async def test_a_newer_book_says_so_in_one_line(open_desk: Open, path: Path) -> None:
    write(path, '{"about": {"1": {"schema": 99, "file": "x"}}, "contacts": {"1": {"name": "Ada Novak"}}}')
    before = bytes_of(path)
    desk = open_desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "read only: a newer crm has written it (schema 99; this one knows" in desk.text.split("\n")[0]
    assert bytes_of(path) == before


async def test_what_another_program_wrote_is_told_and_undone(open_desk: Open, path: Path) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak"}})
    desk = open_desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        write_book(path, contacts={"1": {"name": "Ada Novak-Weiss"}, "2": {"name": "Ben Ortiz"}})
        desk.main._polling.look()
        await until(pilot, lambda: bool(desk.news))
        assert "2 contacts changed by another program" in desk.news[-1]
        assert "Ada Novak-Weiss" in desk.text
        assert "merged from elsewhere" in says(desk)
        await pilot.press("u")
        await settled(pilot)
        assert {one.name for one in desk.session.book.contacts.values()} == {"Ada Novak"}
        await until(pilot, lambda: len(read_book(path)["contacts"]) == 1)


async def test_two_apps_at_one_book_lose_nothing(open_desk: Open, path: Path, disk: FaultySystem) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak"}})
    here, there = open_desk(), open_desk()
    async with here.app.run_test(size=(80, 24)) as pilot:
        here.session.do(actions.EditContact(contact=1, org="Kelp"))
        there.session.do(actions.EditContact(contact=1, org="Lumen", title="Founder"))
        there.session.do(actions.AddContact(name="Ben Ortiz"))
        there.session.store.flush()
        here.main._polling.look()
        await until(pilot, lambda: says(here).startswith("saved") and len(here.session.book.contacts) == 2)
        ada = here.session.book.contact(1)
        assert (ada.org, ada.title) == ("Kelp", "Founder") or (ada.org, ada.title) == ("Lumen", "Founder")
        assert len(here.session.book.contacts) == 2
        await settled(pilot)
        assert "1 to decide (C)" in here.text.split("\n")[0]
    (told,) = read_book(path)["conflicts"].values()
    assert {told["ours"], told["theirs"]} == {"Kelp", "Lumen"}


async def test_an_open_dialog_keeps_its_text_when_the_file_changes(open_desk: Open, path: Path) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak", "org": "Kelp"}})
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        await pilot.press("N")
        await until(pilot, lambda: desk.shows(NoteDialog))
        await pilot.press(*"met at the sea")
        write_book(path, contacts={"1": {"name": "Ada Novak", "org": "Lumen"}, "2": {"name": "Ben Ortiz"}})
        desk.main._polling.look()
        await until(pilot, lambda: desk.session.book.contact(1).org == "Lumen")
        assert desk.shows(NoteDialog)
        assert "met at the sea" in desk.text
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(desk.session.book.notes) == 1)
    assert desk.session.book.contact(1).org == "Lumen"


async def test_an_editor_says_what_it_is_about_to_write_over(open_desk: Open, path: Path) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak", "org": "Kelp", "notes": "careful"}})
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        await pilot.press("e")
        await until(pilot, lambda: desk.shows(ContactForm))
        desk.app.screen.query_one("#org").focus()
        await pilot.press("end", *" Works")
        write_book(path, contacts={"1": {"name": "Ada Novak", "org": "Lumen", "notes": "very careful"}})
        desk.main._polling.look()
        await until(pilot, lambda: desk.session.book.contact(1).org == "Lumen")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert desk.shows(ContactForm)
        assert "Organisation is now Lumen" in desk.text
        assert "Kelp Works" in desk.text
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.shows(MainScreen))
        ada = desk.session.book.contact(1)
        assert (ada.org, ada.notes) == ("Kelp Works", "very careful"), "what was not edited here stays theirs"


async def test_a_file_that_another_program_broke_is_left_alone_and_said(open_desk: Open, path: Path) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak"}})
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        desk.session.do(actions.EditContact(contact=1, org="Kelp"))
        desk.session.store.flush()
        write(path, '{"contacts": {"1": {"na')
        for _ in range(3):
            desk.main._polling.look()
            await settled(pilot)
        await until(pilot, lambda: says(desk).startswith("file unreadable: "))
        assert "Ada Novak" in desk.text
        await pilot.press("q")
        await until(pilot, lambda: desk.shows(UnsavedDialog))
        said = " ".join(desk.text.replace("│", " ").split())
        assert "cannot be read: line 1" in said.casefold()
        assert "The file is whole" not in said
        assert "among its backups" in said
        await pilot.press("l")
        await until(pilot, lambda: desk.app.return_code == 0)
    assert bytes_of(path) == b'{"contacts": {"1": {"na'
    newest = max(folder_for(real(path)).glob("*.json"))
    assert read_book(newest)["contacts"]["1"]["org"] == "Kelp", (
        "what was saved before is not lost with the file"
    )
    write_book(path)
