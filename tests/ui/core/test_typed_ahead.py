"""Whoever types faster than a dialog opens types into the dialog, and never into what stands behind it."""

import asyncio

import pytest
from textual import events
from textual.widgets import Input, TextArea

from crm.ui.app import CrmApp
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer_form import OfferForm
from crm.ui.typed_ahead import TypedAhead
from tests.ui.core.conftest import Desk, settled


async def open_and_type(app: CrmApp, key: str, words: str) -> None:
    """Press the key of a dialog, and type on as soon as it is on its way."""
    app.post_message(events.Key(key, key))
    for _ in range(2000):
        if app.ahead.is_due:
            break
        await asyncio.sleep(0)
    assert app.ahead.is_due
    for letter in words:
        app.post_message(events.Key(letter, letter))


@pytest.mark.parametrize(("key", "form"), [("a", ContactForm), ("N", NoteDialog), ("o", OfferForm)])
async def test_what_is_typed_before_a_dialog_is_drawn_stands_in_it(desk: Desk, key: str, form: type) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        before = desk.session.book
        await open_and_type(desk.app, key, "dBosy")
        await pilot.pause(0.5)
        await settled(pilot)
        assert desk.shows(form)
        assert len(desk.app.screen_stack) == 2
        field = desk.app.focused
        assert isinstance(field, Input | TextArea)
        assert (field.value if isinstance(field, Input) else field.text) == "dBosy"
        assert desk.session.book is before


async def test_keys_that_come_while_a_change_is_made_follow_it(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        people = len(desk.session.book.contacts)
        await pilot.press("u", "u", "u")
        await settled(pilot)
        await pilot.press("U")
        await settled(pilot)
        assert len(desk.session.book.contacts) == people
        assert desk.session.can_redo is not None


def test_a_key_waits_no_longer_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("crm.ui.typed_ahead.monotonic", lambda: now)
    ahead = TypedAhead()
    key = events.Key("a", "a")
    assert not ahead.keep(key)
    ahead.works(1)
    assert ahead.keep(key)
    assert ahead.take() == []
    now = 102.0
    assert not ahead.keep(key)
    ahead.works(-1)
    assert ahead.take() == [key]
    assert ahead.take() == []
