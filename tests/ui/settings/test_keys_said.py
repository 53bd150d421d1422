"""No dialog names a key that its owner has changed: what can be set is shown by way of the table of commands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding

from crm.session import actions
from crm.ui.screens import message
from crm.ui.screens.dialog import Dialog, Hint
from crm.ui.screens.doubles.screen import DoublesScreen
from crm.ui.screens.exporting import ExportDialog
from crm.ui.screens.first_run import FirstRun
from crm.ui.screens.importing import ImportScreen
from crm.ui.screens.keeping.unsaved import SaveCopyDialog, UnsavedDialog
from crm.ui.screens.message import MessageScreen
from crm.ui.screens.reflection import ReflectionScreen
from tests.ui.forms.host import OwnKeys, press, shown
from tests.ui.forms.test_resizing import DIALOGS
from tests.ui.settings.conftest import Desk

KEYS = {"dialog_close": ("f3",), "dialog_copy": ("f7",), "dialog_save": ("f9",), "undo": ("f2",)}


def can_be_set(dialog: Dialog[Any]) -> Iterator[str]:
    """The actions of a dialog whose keys are those of a command."""
    for one in type(dialog).__mro__:
        for binding in one.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                yield binding.action


def dialogs(desk: Desk) -> Iterator[Dialog[Any]]:
    session = desk.session
    (offer,) = session.book.offers
    amara = session.book.offer(offer).a.contact
    session.do(actions.RecordAnswer(offer=offer, side="a", answer="no"))
    for make in DIALOGS.values():
        dialog = make(session, amara, offer)
        assert isinstance(dialog, Dialog)
        yield dialog
    yield from (ImportScreen(session), ExportDialog(session), DoublesScreen(session), SaveCopyDialog(session))
    yield from (UnsavedDialog(session, "the disk is full"), FirstRun(session.path))


def test_keys_that_can_be_set_are_shown_as_they_are_set(desk: Desk) -> None:
    for dialog in dialogs(desk):
        fixed: list[Hint] = [one for one in dialog.hints() if not one.command]
        wrong = [one for one in fixed if one.action in set(can_be_set(dialog)) and one.key != "⏎"]
        assert not wrong, type(dialog).__name__


async def test_what_a_reflection_says_of_leaving_names_the_key_for_it(desk: Desk) -> None:
    (offer,) = desk.session.book.offers
    desk.session.do(actions.RecordAnswer(offer=offer, side="a", answer="no"))
    app = OwnKeys(lambda: ReflectionScreen(desk.session, next(iter(desk.session.book.reflections))), KEYS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "f3 later, kept as it is" in shown(app)
        await press(pilot, "<enter>", "<enter>", "o", "x", "<tab>", "31 Feb", "<f3>")
        assert "f3 again leaves it out" in shown(app)
        assert not app.results


async def test_a_file_that_is_read_names_the_key_that_stops_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImportScreen, "read_file", lambda *_: None)
    (tmp_path / "a.csv").touch()
    app = OwnKeys(lambda: ImportScreen(desk.session), KEYS)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, str(tmp_path / "a.csv"), "<enter>")
        assert "reading a.csv: f3 stops" in shown(app)


async def test_a_message_without_a_mail_program_names_the_other_ways(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message, "open_mail", lambda _: False)
    (offer,) = desk.session.book.offers
    app = OwnKeys(lambda: MessageScreen(desk.session, offer=offer), KEYS)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "<ctrl+o>")
        assert "f7 copies, f9 saves a file" in shown(app)
