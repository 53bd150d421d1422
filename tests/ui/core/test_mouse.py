"""Everything that is shown can be clicked: rows, frames, the keys on the last line; the wheel scrolls."""

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from crm.ui.screens.contact import ContactScreen
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer import OfferScreen
from crm.ui.screens.offer_form import OfferForm
from crm.ui.widgets.footer import KeyBar
from crm.ui.widgets.virtual_list import VirtualList
from tests.ui.core.conftest import Desk, settled

WIDE, ONE_PANE = (120, 40), (70, 24)


def place(desk: Desk, words: str, within: Widget | None = None) -> tuple[int, int]:
    """Where words stand on the screen, or within a part of it."""
    region = within.region if within else desk.app.screen.region
    for y, line in enumerate(desk.text.splitlines()):
        x = line.find(words, region.x, region.right)
        if x >= 0 and region.y <= y < region.bottom:
            return x, y
    raise AssertionError(f"{words} is not shown:\n{desk.text}")


async def click(
    pilot: Pilot[int], desk: Desk, words: str, within: Widget | None = None, times: int = 1
) -> None:
    await pilot.click(offset=place(desk, words, within), times=times)
    await settled(pilot)


async def test_a_click_on_a_row_puts_the_cursor_there_and_the_panes_follow(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await click(pilot, desk, "Ben Ortiz", desk.main.contacts)
        assert desk.session.book.name(desk.main.scope or 0) == "Ben Ortiz"
        await click(pilot, desk, "⇄", desk.main.offers)
        assert desk.pane() == "offers"
        assert desk.main.offers.offer is not None


async def test_two_clicks_open_what_is_clicked(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await click(pilot, desk, "Ben Ortiz", desk.main.contacts, times=2)
        assert desk.shows(ContactScreen)
        await click(pilot, desk, "offered Amara", times=2)
        assert desk.shows(OfferScreen)


async def test_a_click_on_the_frame_of_a_pane_goes_there(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        for title, pane in (("3 Insight", "insight"), ("2 Offers", "offers"), ("1 Contacts", "contacts")):
            await click(pilot, desk, title)
            assert desk.pane() == pane
            assert isinstance(desk.app.focused, VirtualList)


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ""), ((100, 30), ""), (ONE_PANE, ""), (WIDE, "z")])
async def test_a_click_on_the_name_of_a_pane_that_has_no_room_shows_it(
    desk: Desk, size: tuple[int, int], keys: str
) -> None:
    async with desk.app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        await click(pilot, desk, "Insight")
        assert desk.pane() == "insight"
        assert desk.main.insight.display
        assert isinstance(desk.app.focused, VirtualList)
        await click(pilot, desk, "Contacts")
        assert desk.pane() == "contacts"
        await click(pilot, desk, "╯")
        assert desk.pane() in ("contacts", "offers"), "the frame beside the names is a frame"


async def test_a_click_on_a_key_of_the_last_line_is_as_good_as_the_key(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await click(pilot, desk, "offer", desk.main.query_one(KeyBar))
        assert desk.shows(OfferForm)
        await click(pilot, desk, "leave")
        assert not desk.shows(OfferForm)
        await click(pilot, desk, "Ben Ortiz", desk.main.contacts, times=2)
        await click(pilot, desk, "N note")
        assert desk.shows(NoteDialog)
        await click(pilot, desk, "esc leave")
        await click(pilot, desk, "+ birthday", times=2)
        assert desk.shows(ContactForm)
        await click(pilot, desk, "esc leave")
        await click(pilot, desk, "esc back")
        assert desk.app.screen is desk.main


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is(empty: Desk) -> None:
    for number in range(60):
        empty.add(f"Person {number:02}")
    async with empty.app.run_test(size=ONE_PANE) as pilot:
        await settled(pilot)
        people = empty.main.contacts.people
        await pilot.press("down")
        await settled(pilot)
        for _ in range(5):
            await pilot._post_mouse_events([events.MouseScrollDown], widget=people)
        await settled(pilot)
        assert people.top > 0
        assert people.key == people.source.key(1)
        await pilot.press("down")
        await settled(pilot)
        assert people.key == people.source.key(2), "the next key goes on from the cursor"
        assert people.top <= 2


async def test_a_click_beside_a_dialog_leaves_it_and_keeps_what_was_typed(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("down", "N", *"met her")
        await pilot.click(offset=(2, 38))
        await settled(pilot)
        assert desk.app.screen is desk.main
        await pilot.press("N")
        await settled(pilot)
        assert "met her" in desk.text
