"""Jumping: the letter beside a row goes to it, from any pane to any pane."""

from textual.geometry import Offset

from crm.ui.layout import Place
from crm.ui.screens.jump import LETTERS, JumpScreen
from crm.ui.screens.main import MainScreen
from tests.ui.settings.conftest import Desk, settled


def main_screen(desk: Desk) -> MainScreen:
    screen = desk.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def pane_of(main: MainScreen) -> str:
    return main.panes.focused


async def test_a_letter_goes_to_its_row_in_another_pane_and_back(desk: Desk) -> None:
    async with desk.open() as pilot:
        await settled(pilot)
        main = main_screen(desk)
        places = main.panes.places()
        assert [place.pane for place in places][-3:] == ["contacts"] * 3
        await pilot.press("f")
        await pilot.pause()
        lines = desk.text.splitlines()
        for letter, place in zip(LETTERS, places, strict=False):
            assert lines[place.at.y][place.at.x] == letter
        await pilot.press(LETTERS[0])
        await settled(pilot)
        assert (places[0].pane, pane_of(main)) == ("offers", "offers")
        assert main.offers.offer == places[0].key
        ben = next(place for place in main.panes.places() if place.key == max(desk.session.book.contacts))
        await pilot.press("f", LETTERS[main.panes.places().index(ben)])
        await settled(pilot)
        assert pane_of(main) == "contacts"
        assert main.scope == ben.key


async def test_any_other_key_leaves_everything_as_it_is(desk: Desk) -> None:
    async with desk.open() as pilot:
        await settled(pilot)
        before = desk.text
        for key in ("escape", "f5", "M"):
            await pilot.press("f")
            await pilot.pause()
            assert desk.shows(JumpScreen)
            await pilot.press(key)
            await pilot.pause()
            assert desk.text == before


def test_there_are_letters_for_as_many_rows_as_there_are_letters() -> None:
    places = [Place("contacts", number, Offset(1, number)) for number in range(100)]
    assert len(JumpScreen(places).places) == len(LETTERS) == len(set(LETTERS)) == 52
