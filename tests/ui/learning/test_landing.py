"""Wherever an offer is made, one goes on with it: cursor and focus stand on it in the offers pane."""

import pytest
from textual.pilot import Pilot

from crm.session import actions
from crm.ui.screens.contact import ContactScreen
from crm.ui.screens.main import MainScreen
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.suits import SuitsScreen
from crm.ui.screens.today import TodayScreen
from tests.ui.core.conftest import Desk, settled

WIDE, NARROW, ONE_PANE = (120, 40), (80, 24), (60, 20)


async def press(pilot: Pilot[int], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def newest(desk: Desk) -> int:
    return max(desk.session.book.offers)


def person(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.session.book.contacts.values() if one.name.startswith(name))


async def landed_on(pilot: Pilot[int], desk: Desk) -> None:
    """The offer that was just made is what a key is about; Esc goes to the contacts."""
    assert desk.shows(MainScreen), desk.app.screen
    assert desk.pane() == "offers"
    assert desk.main.offers.timeline.has_focus
    assert desk.main.offers.offer == newest(desk)
    assert "s asked" in desk.text.splitlines()[-1]
    assert "undoes it" in desk.news[-1]
    await press(pilot, "s", "1")
    offer = desk.session.book.offer(newest(desk))
    assert offer.a.asked_on or offer.b.asked_on
    await press(pilot, "escape")
    assert desk.pane() == "contacts"


@pytest.mark.parametrize(
    ("pane", "size"), [("1", WIDE), ("2", WIDE), ("3", WIDE), ("3", NARROW), ("1", ONE_PANE), ("3", ONE_PANE)]
)
async def test_from_any_pane(desk: Desk, pane: str, size: tuple[int, int]) -> None:
    desk.offer(person(desk, "Ben"), person(desk, "Chen"))
    async with desk.app.run_test(size=size) as pilot:
        desk.main.go_to_contact(person(desk, "Amara"))
        await press(pilot, pane, "o", *"ben", "enter", "ctrl+s")
        await landed_on(pilot, desk)
        assert desk.main.scope == person(desk, "Amara")


async def test_a_suggestion_taken_with_enter_in_insight(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.main.go_to_contact(person(desk, "Amara"))
        await press(pilot, "3")
        assert desk.pane() == "insight"
        assert "Offer someone they" in desk.text
        await press(pilot, "enter")
        assert desk.shows(SuitsScreen), "whom they would enjoy meeting is shown before it is asked"
        assert "o offer" in desk.text.splitlines()[-1]
        await press(pilot, "o")
        assert desk.shows(OfferForm)
        await press(pilot, *"ben", "enter", "ctrl+s")
        await landed_on(pilot, desk)


async def test_an_offer_that_is_not_made_leaves_the_focus_where_it_was(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.main.go_to_contact(person(desk, "Amara"))
        await press(pilot, "3", "o", *"ben", "enter", "escape")
        assert desk.shows(MainScreen)
        assert desk.pane() == "insight"


@pytest.mark.parametrize("size", [WIDE, ONE_PANE])
async def test_from_a_person_s_screen(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.app.run_test(size=size) as pilot:
        await press(pilot, "down", "enter")
        assert desk.shows(ContactScreen)
        await press(pilot, "o", *"ben", "enter", "ctrl+s")
        await landed_on(pilot, desk)


async def test_from_who_suits_a_person_even_over_the_person_s_screen(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "down", "enter", "W")
        assert desk.shows(SuitsScreen)
        await press(pilot, "enter", "ctrl+s")
        await landed_on(pilot, desk)


async def test_from_today(desk: Desk) -> None:
    offer = desk.offer(person(desk, "Amara"), person(desk, "Chen"), asked="")
    desk.session.do(actions.RecordAnswer(offer=offer, side="a", answer="yes"))
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "T")
        assert desk.shows(TodayScreen)
        await press(pilot, "o", *"ben", "enter", "ctrl+s")
        await landed_on(pilot, desk)
        assert newest(desk) != offer


async def test_an_offer_of_two_others_is_found_under_everyone(desk: Desk) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.main.go_to_contact(person(desk, "Chen"))
        await press(
            pilot, "o", "shift+tab", *["backspace"] * 10, *"amara", "enter", *"ben", "enter", "ctrl+s"
        )
        await landed_on(pilot, desk)
        assert desk.main.scope is None
