"""Conflicts, repair, earlier states and copies beside the book, as a person goes through them."""

import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from crm.session import actions
from crm.session.session import Session
from crm.storage import backups
from crm.storage.fileio import real
from crm.ui.screens.confirm import Confirm
from crm.ui.screens.keeping.beside import BesideScreen
from crm.ui.screens.keeping.conflicts import ConflictsScreen
from crm.ui.screens.keeping.earlier import EarlierScreen
from crm.ui.screens.keeping.repair import RecordDialog, RepairScreen
from crm.ui.screens.main import MainScreen
from tests.ui.core.conftest import TODAY, Desk, settled
from tests.ui.safety.conftest import Open, read_book, until, write_book

SIZES = [(80, 24), (120, 40)]


def conflict(number: int, field: str, ours: Any, theirs: Any, base: Any = "") -> dict[str, Any]:
    told = {"table": "contacts", "id": number, "field": field, "base": base, "ours": ours, "theirs": theirs}
    return told | {"created": "2025-11-24T09:00:00Z"}


@pytest.mark.parametrize("size", SIZES)
async def test_each_conflict_shows_both_values_and_is_decided_by_one_key(
    open_desk: Open, path: Path, size: tuple[int, int]
) -> None:
    write_book(
        path,
        contacts={"1": {"name": "Ada Novak", "org": "Kelp", "notes": "mornings", "title": "Founder"}},
        conflicts={
            "5": conflict(1, "org", "Kelp", "Lumen"),
            "6": conflict(1, "notes", "mornings", "evenings", "before ten"),
            "7": conflict(1, "title", "Founder", "Director"),
        },
    )
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "3 to decide (C)" in desk.text.split("\n")[0]
        await pilot.press("C")
        await until(pilot, lambda: desk.shows(ConflictsScreen))
        await settled(pilot)
        for words in ("Ada Novak  org", "mine     Kelp", "theirs   Lumen", "before   before ten"):
            assert words in desk.text
        await pilot.press("t")
        await settled(pilot)
        await pilot.press("b")
        await settled(pilot)
        await pilot.press("m")
        await until(pilot, lambda: desk.shows(MainScreen))
        ada = desk.session.book.contact(1)
        assert (ada.org, ada.notes, ada.title) == ("Lumen", "mornings / evenings", "Founder")
        await settled(pilot)
        assert "to decide" not in desk.text.split("\n")[0]
        await pilot.press("u", "u", "u")
        await settled(pilot)
        assert desk.session.book.contact(1).org == "Kelp"
        assert "3 to decide (C)" in desk.text.split("\n")[0]


async def test_where_nothing_is_to_be_decided_or_repaired_it_says_so(open_desk: Open, path: Path) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak"}})
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        for key, told in (
            ("C", "nothing was changed in two places"),
            ("R", "Every record can be read"),
            ("J", "No copy"),
        ):
            await pilot.press(key)
            await until(pilot, partial(heard, desk, told))
            assert desk.shows(MainScreen)


def heard(desk: Desk, words: str) -> bool:
    return any(words.casefold() in one.casefold() for one in desk.news)


@pytest.mark.parametrize("size", SIZES)
async def test_a_record_is_put_right_in_its_text(open_desk: Open, path: Path, size: tuple[int, int]) -> None:
    write_book(
        path,
        contacts={
            "1": {"name": "Ada Novak", "emails": [{"value": 7}], "of its own": True},
            "2": {"name": "Ben Ortiz"},
        },
        notes={"5": {"contact": 9, "on": "2025-11-24", "text": "about somebody"}},
    )
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "1 to repair (R)" in desk.text.split("\n")[0]
        await pilot.press("R")
        await until(pilot, lambda: desk.shows(RepairScreen))
        await settled(pilot)
        assert "emails[0].value: expected text, found number" in desk.text
        assert "contact: there is no contact 9" in desk.text
        await pilot.press("enter")
        await until(pilot, lambda: desk.shows(RecordDialog))
        field = desk.app.screen.query_one("#raw", TextArea)
        field.load_text(field.text.replace("7", '"ada@example.org",'))
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert desk.shows(RecordDialog)
        assert ", column " in desk.text, "where the JSON breaks off"
        field.load_text(field.text.replace('org",', 'org"'))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.shows(RepairScreen))
        await pilot.press("escape")
        await until(pilot, lambda: desk.shows(MainScreen))
        assert desk.session.book.contact(1).emails[0].value == "ada@example.org"
    desk.session.store.flush()
    assert read_book(path)["contacts"]["1"]["of its own"] is True


async def test_a_book_with_holes_in_it_can_be_walked_through(open_desk: Open, path: Path) -> None:
    """Records that refer to unreadable or missing ones are shown as far as they go."""
    side = {"contact": 1, "asked_on": "2025-11-20", "answer": "no", "answered_on": "2025-11-21"}
    write_book(
        path,
        contacts={"1": {"name": "Ada Novak"}, "2": {"name": 7}},
        offers={
            "11": {"kind": "connection", "made_on": "2025-11-20", "a": side, "b": {"contact": 2}},
            "12": {"kind": "date", "made_on": "2025-11-20", "a": side, "b": {"contact": 2}},
        },
        reflections={
            "21": {"offer": 11, "side": "a", "lens": 99},
            "22": {"offer": 12, "side": "a"},
            "23": {"offer": 77, "side": "b"},
        },
        lenses={"31": {"contact": 2, "mode": "busy", "from": 98}, "32": {"contact": 66, "mode": "busy"}},
        checkins={"41": {"contact": 2, "due_on": "2025-11-24"}, "42": {"contact": 1, "from": 97}},
        notes={"51": {"contact": 2, "on": "2025-11-24", "text": "x"}},
    )
    desk = open_desk()
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "2 to repair (R)" in desk.text.split("\n")[0]
        for keys in (
            ("down", "enter", "escape"),
            ("2", "enter", "escape"),
            ("3", "j", "j"),
            ("1", "g"),
            ("r", "escape"),
            ("R", "escape"),
        ):
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
        assert desk.app._exception is None


@pytest.mark.parametrize("size", SIZES)
async def test_going_back_to_an_earlier_state_keeps_the_present_one(
    open_desk: Open, path: Path, size: tuple[int, int]
) -> None:
    write_book(path, contacts={"1": {"name": "Ada Novak"}})
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        desk.add("Ben Ortiz")
        desk.session.store.flush()
        await pilot.press("B")
        await until(pilot, lambda: desk.shows(EarlierScreen))
        await until(pilot, lambda: "1 contact " in desk.text)
        await pilot.press("n")
        await until(pilot, lambda: "2 contacts" in desk.text)
        assert "for good" in desk.text
        await pilot.press("down", "enter")
        await until(pilot, lambda: desk.shows(Confirm))
        await pilot.press("y")
        await until(pilot, lambda: desk.shows(MainScreen))
        assert [one.name for one in desk.session.book.contacts.values()] == ["Ada Novak"]
        assert sum(one.is_for_good for one in backups.kept(real(path))) == 2
        await pilot.press("u")
        await settled(pilot)
        assert len(desk.session.book.contacts) == 2


def copy_beside(path: Path) -> Path:
    """Two machines change one book: a copy lies beside it."""
    session = Session.open(path, today=TODAY)
    for name in ("Ada Novak", "Ben Ortiz"):
        session.do(actions.AddContact(name=name))
    ada = next(iter(session.book.contacts))
    session.close()
    copy = path.with_name("people.sync-conflict-20251124-091500-K7QX2AB.json")
    shutil.copy(path, copy)
    for file, org in ((path, "Kelp"), (copy, "Lumen")):
        session = Session.open(file, today=TODAY)
        session.do(actions.EditContact(contact=ada, org=org))
        session.close()
    return copy


@pytest.mark.parametrize("size", SIZES)
async def test_a_copy_beside_the_book_is_offered_at_the_start_and_joined(
    open_desk: Open, path: Path, size: tuple[int, int]
) -> None:
    copy = copy_beside(path)
    desk = open_desk()
    async with desk.app.run_test(size=size) as pilot:
        await until(pilot, lambda: desk.shows(BesideScreen))
        assert copy.name[:30] in desk.text
        assert "1 to decide" in desk.text
        await pilot.press("enter")
        await until(pilot, lambda: desk.shows(MainScreen))
        await until(pilot, lambda: not copy.exists())
        await settled(pilot)
        assert "1 to decide (C)" in desk.text.split("\n")[0]
    assert (backups.folder_for(real(path)) / "joined" / copy.name).exists()


async def test_a_copy_that_is_let_lie_is_not_offered_again(open_desk: Open, path: Path) -> None:
    copy = copy_beside(path)
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: desk.shows(BesideScreen))
        await pilot.press("x")
        await until(pilot, lambda: desk.shows(MainScreen))
    again = open_desk()
    async with again.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        assert again.shows(MainScreen)
        await pilot.press("J")
        await until(pilot, lambda: again.shows(BesideScreen))
    assert copy.exists()
