"""Whoever types faster than a dialog opens types into the dialog, and never into what stands behind it."""

import asyncio

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from crm.ui.app import CrmApp
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.help import HelpScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.templates import TemplatesScreen
from crm.ui.typed import ahead as typed_ahead
from crm.ui.typed.ahead import TypedAhead
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
        await heard(pilot, desk.app)
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
    monkeypatch.setattr("crm.ui.typed.ahead.monotonic", lambda: now)
    ahead = TypedAhead()
    key = events.Key("a", "a")
    assert not ahead.keep(key)
    ahead.works(1)
    assert ahead.keep(key)
    assert ahead.take() is None
    assert ahead.take_all() == [key]
    now += typed_ahead.LIMIT
    assert not ahead.keep(key)


def test_a_key_waits_for_those_that_wait_already(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("crm.ui.typed.ahead.monotonic", lambda: now)
    ahead, first, second = TypedAhead(), events.Key("a", "a"), events.Key("b", "b")
    ahead.works(1)
    assert ahead.keep(first)
    ahead.works(-1)
    assert ahead.keep(second)
    assert [ahead.take(), ahead.take(), ahead.take()] == [first, second, None]


def type_at_once(app: CrmApp, *keys: str) -> None:
    """Keys without any time between them, as a paste into the terminal sends them."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


async def heard(pilot: Pilot[int], app: CrmApp) -> None:
    """Wait until every key has been typed, and what it caused is shown."""
    for _ in range(3000):
        await pilot.pause(0.02)
        if not (app.ahead.waits or app.ahead.is_due):
            break
    await settled(pilot)


@pytest.mark.parametrize(
    ("key", "form", "more"),
    [
        ("a", ContactForm, "jXodB"),
        ("N", NoteDialog, "jXodB"),
        ("o", OfferForm, "jXodB"),
        ("E", TemplatesScreen, "jGk"),
        ("question_mark", HelpScreen, "jGd"),
    ],
)
async def test_keys_of_one_paste_go_where_the_first_one_leads(
    desk: Desk, key: str, form: type, more: str
) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        before, scope = desk.session.book, desk.main.scope
        type_at_once(desk.app, key, *more)
        await heard(pilot, desk.app)
        assert desk.shows(form)
        assert len(desk.app.screen_stack) == 2
        field = desk.app.focused
        if isinstance(field, Input | TextArea):
            assert (field.value if isinstance(field, Input) else field.text) == more
        assert desk.session.book is before
        assert desk.main.scope == scope


async def test_a_paste_goes_through_the_fields_of_a_form(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        type_at_once(desk.app, "a", *"Dara Levy", "enter", *"Founder", "tab", *"Kelp", "ctrl+s", "N", *"met")
        await heard(pilot, desk.app)
        dara = next(one for one in desk.session.book.contacts.values() if one.name == "Dara Levy")
        assert (dara.title, dara.org) == ("Founder", "Kelp")
        assert desk.shows(NoteDialog)
        assert isinstance(desk.app.focused, TextArea)
        assert desk.app.focused.text == "met"


async def test_a_paste_goes_on_behind_the_dialogs_that_it_closes(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        type_at_once(
            desk.app, "down", "2", "y", "a", "enter", "n", *"not now", "enter", "escape", "1", "N", *"met"
        )
        await heard(pilot, desk.app)
        offer = next(iter(desk.session.book.offers.values()))
        assert (offer.a.answer, offer.b.answer, offer.b.words) == ("yes", "no", "not now")
        assert desk.shows(NoteDialog)
        assert isinstance(desk.app.focused, TextArea)
        assert desk.app.focused.text == "met"


async def test_a_paste_goes_through_a_whole_reflection(desk: Desk) -> None:
    keys = (
        "down",
        "2",
        "n",
        "a",
        "b",
        "ctrl+s",
        "p",
        "n",
        *["enter"] * 2,
        "b",
        *["enter"] * 3,
        "1",
        "N",
        *"met",
    )
    async with desk.app.run_test(size=(120, 40)) as pilot:
        type_at_once(desk.app, *keys)
        await heard(pilot, desk.app)
        (reflection,) = desk.session.book.reflections.values()
        assert (reflection.status, reflection.clear, reflection.missing) == ("done", "partly", ("why now",))
        assert desk.shows(NoteDialog)
        assert isinstance(desk.app.focused, TextArea)
        assert desk.app.focused.text == "met"
