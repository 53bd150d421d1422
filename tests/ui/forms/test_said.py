"""What a dialog says under its fields: what Enter does here, and what is wrong for as long as it is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.exporting import ExportDialog
from crm.ui.screens.fact import FactDialog
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.tags import TagsDialog
from tests.ui.forms.host import NARROW, Host, press, shown


def last_line(app: Host) -> str:
    """The line with the keys."""
    return next(line for line in reversed(shown(app).splitlines()) if "esc leave" in line)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


async def test_enter_is_said_to_export_only_where_it_does(session: Session, amara: int) -> None:
    app = Host(lambda: ExportDialog(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot)
        assert "⏎ next" in last_line(app)
        assert "tab complete" not in last_line(app)
        await press(pilot, "<enter>")
        assert "⏎ export" in last_line(app)
        assert "tab complete" in last_line(app)
        await press(pilot, "<shift+tab>")
        assert "⏎ next" in last_line(app)
        assert not app.results


async def test_enter_is_said_to_make_a_line_only_in_the_text_of_a_note(session: Session, amara: int) -> None:
    app = Host(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "a")
        assert "⏎ new line" in last_line(app)
        await press(pilot, "<enter>", "b", "<tab>")
        assert "⏎ save" in last_line(app)
        await press(pilot, "<enter>")
    assert [note.text for note in session.book.notes.values()] == ["a\nb"]


async def test_a_click_on_the_key_of_enter_does_what_it_says(session: Session, amara: int) -> None:
    app = Host(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "a")
        enter = next(one for one in app.screen.query("HintLabel") if "⏎" in str(one.render()))
        await pilot.click(enter)
        await press(pilot, "b", "<tab>")
        await pilot.click(enter)
    assert [note.text for note in session.book.notes.values()] == ["a\nb"]


async def test_a_question_about_a_name_goes_when_the_name_is_changed(
    session: Session, amara: int, ben: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "be", "<escape>", "<ctrl+s>")
        assert "who is “be”?" in shown(app)
        await press(pilot, "<tab>", "<tab>", "both like labs")
        assert "who is “be”?" in shown(app), "it is still the question"
        app.screen.query_one("#b").query_one("PickerInput").focus()
        await press(pilot, "<end>", "n")
        assert "who is" not in shown(app)
        await press(pilot, "<enter>", "<ctrl+s>")
    assert [offer.b.contact for offer in session.book.offers.values()] == [ben]


async def test_a_day_that_is_none_gets_the_cursor_and_is_said_until_it_is_one(
    session: Session, amara: int
) -> None:
    app = Host(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "a lab", "<tab>", "31 Feb", "<shift+tab>", "<ctrl+s>")
        assert shown(app).count("31 Feb") == 3, "in the field, under it, and on the line of what is wrong"
        await press(pilot, "<backspace>", "<backspace>", "<backspace>", "Oct")
        assert shown(app).count("31 Feb") == 0
        await press(pilot, "<ctrl+s>")
    assert [note.on.month for note in session.book.notes.values()] == [10]


Make = Callable[[Session, int], Screen[Any]]

WRONG: dict[str, tuple[Make, str, str]] = {
    "tags": (lambda session, amara: TagsDialog(session, [amara]), "nothing has changed", "c"),
    "lens": (LensDialog, "what are they open to?", "b"),
}
"""Dialogs that cannot be saved as they are opened: what they say, and a key that changes something."""


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_refused_is_said_until_something_is_changed(
    session: Session, amara: int, name: str
) -> None:
    make, words, change = WRONG[name]
    app = Host(lambda: make(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<ctrl+s>")
        assert words in shown(app)
        await press(pilot, "<tab>", "<shift+tab>")
        assert words in shown(app), "to look around changes nothing"
        await press(pilot, change)
        assert words not in shown(app)


async def test_a_stop_is_said_until_a_reason_is_typed(session: Session, amara: int, ben: int) -> None:
    session.do(actions.SetLens(contact=amara, mode="only_type", types=("hardware",), source="said"))
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "ben", "<enter>", "<ctrl+s>")
        assert "say why" in shown(app)
        await press(pilot, "B")
        assert "say why" not in shown(app)


FORMS: dict[str, tuple[Make, str]] = {
    "all of them": (ContactForm, "name"),
    "one line": (lambda session, amara: FactDialog(session, amara, ("title", "org")), "title"),
}


@pytest.mark.parametrize("name", FORMS)
async def test_what_is_typed_is_added_to_what_stands_there(session: Session, amara: int, name: str) -> None:
    make, field = FORMS[name]
    before = getattr(session.book.contact(amara), field)
    app = Host(lambda: make(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, " II", "<ctrl+s>")
    assert getattr(session.book.contact(amara), field) == f"{before} II"


async def test_where_enter_saves_from_every_field_it_is_said(session: Session, amara: int) -> None:
    app = Host(lambda: TagsDialog(session, [amara]))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "lagos")
        assert "⏎ save" in last_line(app)
        await press(pilot, "<enter>")
    assert "lagos" in session.book.contact(amara).tags


async def test_a_form_says_in_every_field_what_enter_does_there(session: Session, amara: int) -> None:
    app = Host(lambda: ContactForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        seen = []
        for _ in range(4):
            await press(pilot)
            seen.append("⏎ next" in last_line(app))
            assert seen[-1] or "⏎ new line" in last_line(app)
            await press(pilot, "<tab>")
    assert seen == [True, True, True, False], "name, title and organisation are lines, addresses are several"
