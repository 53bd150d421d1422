"""What is typed is kept while it is typed, and offered after a crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from crm.storage.drafts import DraftFile
from crm.storage.store import utc_now
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.keeping.left import LeftScreen
from crm.ui.screens.main import MainScreen
from crm.ui.screens.message import MessageScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.typed.keeper import Keeper
from crm.ui.widgets.words_input import WordsInput
from tests.ui.core.conftest import Desk, settled
from tests.ui.safety.conftest import Open, until, write_book


@pytest.fixture
def book(path: Path) -> Path:
    """Ada, Ben and their offer: Ben said no, and a reflection is owed."""
    answered = {"asked_on": "2025-11-20", "answer": "no", "answered_on": "2025-11-21"}
    write_book(
        path,
        contacts={"1": {"name": "Ada Novak"}, "2": {"name": "Ben Ortiz"}},
        offers={
            "11": {
                "kind": "connection",
                "made_on": "2025-11-20",
                "a": {"contact": 1},
                "b": {"contact": 2} | answered,
            }
        },
        reflections={"21": {"offer": 11, "side": "b"}},
    )
    return path


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app ends without a word: nothing that a clean exit does is done."""
    monkeypatch.setattr(Keeper, "end", lambda self, _waiting: self._file.close())
    yield
    monkeypatch.undo()


def end(desk: Desk) -> None:
    """The program is gone: its locks are free."""
    desk.app._keeper._file.close()


def drafts_of(state: Path) -> list[Path]:
    folder = state / "drafts"
    return sorted(folder.iterdir()) if folder.exists() else []


async def test_a_note_that_a_crash_interrupted_is_offered_and_goes_on(
    open_desk: Open, book: Path, crash: None
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        await pilot.press("N")
        await until(pilot, lambda: desk.shows(NoteDialog))
        await pilot.press(*"moves to Porto")
        await desk.app.keep_drafts()
    end(desk)
    again = open_desk()
    async with again.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: again.shows(LeftScreen))
        assert "Note about Ada Novak" in again.text
        assert "moves to Porto" in again.text
        await pilot.press("enter")
        await until(pilot, lambda: again.shows(NoteDialog))
        await settled(pilot)
        assert "moves to Porto" in again.text
        assert "as you left it" in again.text
        await pilot.press("ctrl+s")
        await until(pilot, lambda: again.shows(MainScreen))
        assert [note.text for note in again.session.book.notes.values()] == ["moves to Porto"]


async def test_a_half_done_reflection_comes_back_at_its_step(
    open_desk: Open, book: Path, crash: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReflectionScreen, "on_unmount", lambda _: None)
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: desk.shows(ReflectionScreen))
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        desk.app.screen.query_one("#better_why", WordsInput).focus()
        await pilot.press(*"say why now")
        await desk.app.keep_drafts()
    assert desk.session.book.reflection(21).status == "owed", "nothing of it is in the book"
    end(desk)
    again = open_desk()
    async with again.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: again.shows(LeftScreen))
        assert "say why now" in again.text
        await pilot.press("enter")
        await until(pilot, lambda: again.shows(ReflectionScreen))
        await settled(pilot)
        assert "say why now" in again.text
        await pilot.press("escape")
        await until(pilot, lambda: again.shows(MainScreen))
        found = again.session.book.reflection(21)
        assert (found.status, found.clear, found.better_why) == ("partial", "partly", "say why now")


async def test_an_offer_half_typed_keeps_its_people(open_desk: Open, book: Path, crash: None) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        await pilot.press("o")
        await until(pilot, lambda: desk.shows(OfferForm))
        await settled(pilot)
        await pilot.press(*"Ben")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        before = desk.app.screen.unsaved()  # type: ignore[attr-defined]
        assert before
        await desk.app.keep_drafts()
    end(desk)
    again = open_desk()
    async with again.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: again.shows(LeftScreen))
        await pilot.press("enter")
        await until(pilot, lambda: again.shows(OfferForm))
        await settled(pilot)
        assert again.app.screen.unsaved() == before  # type: ignore[attr-defined]
        for why in again.app.screen.query(TextArea):
            why.text = "both of them moved to Lisbon"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: again.shows(MainScreen))
        await settled(pilot)
        assert again.main.panes.focused == "offers", "one goes on with it as with any new offer"
        assert again.main.offers.offer == max(again.session.book.offers)


async def test_a_message_s_words_come_back(open_desk: Open, book: Path, crash: None) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("m")
        await until(pilot, lambda: desk.shows(MessageScreen))
        await settled(pilot)
        desk.app.screen.query_one("#subject", Input).focus()
        await pilot.press("end", *" (at last)")
        await desk.app.keep_drafts()
    end(desk)
    again = open_desk()
    async with again.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: again.shows(LeftScreen))
        await pilot.press("enter")
        await until(pilot, lambda: again.shows(MessageScreen))
        await settled(pilot)
        assert "(at last)" in again.app.screen.query_one("#subject", Input).value


async def test_what_is_thrown_away_is_gone_and_what_is_left_waits(
    open_desk: Open, book: Path, own_state_folder: Path
) -> None:
    file = DraftFile(book)
    file.open()
    words = {key: {"dialog/body/text/TextArea": key} for key in ("note/1", "note/2", "note/77", "odd/1/2/3")}
    file.write(words, tuple(words), utc_now())
    file.close()
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: desk.shows(LeftScreen))
        screen = desk.app.screen
        assert isinstance(screen, LeftScreen)
        keys = [one.key for one in screen.left]
        await pilot.press("x")
        await settled(pilot)
        assert set(desk.app.drafts) == set(words) - {keys[0]}
        await pilot.press("escape")
        await until(pilot, lambda: desk.shows(MainScreen))
        await pilot.press("q")
        await until(pilot, lambda: desk.app.return_code == 0)
    again = open_desk()
    async with again.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: set(again.app.drafts) == set(words) - {keys[0]})  # it waits in its dialogs
        await pilot.pause(0.5)
        assert again.shows(MainScreen), "a clean end offers nothing"


async def test_a_clean_end_with_nothing_typed_leaves_no_file(
    open_desk: Open, book: Path, own_state_folder: Path
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: desk.shows(ContactForm))
        await pilot.press(*"Chen Wei")
        await desk.app.keep_drafts()
        assert len(drafts_of(own_state_folder)) == 1
        await pilot.press("ctrl+s")
        await until(pilot, lambda: desk.shows(MainScreen))
        await pilot.press("q")
        await until(pilot, lambda: desk.app.return_code == 0)
    assert drafts_of(own_state_folder) == []


async def test_nothing_is_written_while_nothing_changes(
    open_desk: Open, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    written: list[object] = []
    monkeypatch.setattr(DraftFile, "write", lambda _self, drafts, *_: written.append(drafts))
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await desk.app.keep_drafts()
        await pilot.press("a")
        await until(pilot, lambda: desk.shows(ContactForm))
        await pilot.press("A")
        for _ in range(3):
            await desk.app.keep_drafts()
        await pilot.press("d")
        await desk.app.keep_drafts()
        assert len(written) == 2
