"""The settings screen: each change is in the file and in force at once."""

import re

import pytest

from crm.ui.screens.main import MainScreen
from crm.ui.screens.setting import KeyDialog, ThemeDialog
from crm.ui.screens.settings import SettingsScreen
from tests.ui.settings.conftest import Desk, settled


def screen(desk: Desk) -> SettingsScreen:
    found = desk.app.screen
    assert isinstance(found, SettingsScreen)
    return found


async def test_a_format_of_days_is_changed_under_the_screen(desk: Desk) -> None:
    async with desk.open() as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await pilot.pause()
        assert f"kept in {desk.file}".replace(" ", "") in re.sub(r"[│\s]", "", desk.text)  # a long path wraps
        assert not desk.file.exists()
        await pilot.press("down", "enter", "i", "enter")
        await pilot.pause()
        assert 'dates = "ISO"' in desk.file.read_text()
        await pilot.press("escape")
        await settled(pilot)
        assert "11-22  ⇄ Amara" in desk.text


async def test_a_theme_is_tried_on_and_put_back(desk: Desk) -> None:
    async with desk.open() as pilot:
        await pilot.press("comma", "enter")
        await pilot.pause()
        assert desk.shows(ThemeDialog)
        await pilot.press("right")
        await pilot.pause()
        assert desk.app.theme == "crm-light"
        await pilot.press("escape")
        await pilot.pause()
        assert desk.app.theme == "crm"
        await pilot.press("enter", "right", "enter")
        await pilot.pause()
        assert desk.app.theme == "crm-light"
        assert 'theme = "crm-light"' in desk.file.read_text()
        await pilot.press("backspace")
        await pilot.pause()
        assert desk.app.theme == "crm"
        assert "theme" not in desk.file.read_text()


async def test_a_key_is_set_by_pressing_it(desk: Desk) -> None:
    async with desk.open("# mine\n") as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await pilot.pause()
        screen(desk).list.go_to(("keys", "new_offer"))
        await pilot.press("enter")
        await pilot.pause()
        assert desk.shows(KeyDialog)
        await pilot.press("a")
        await pilot.pause()
        assert "a is the key of “add”: press another one" in desk.text
        await pilot.press("f7")
        await pilot.pause()
        assert desk.file.read_text() == '# mine\n\n[keys]\nnew_offer = "f7"\n'
        await pilot.press("escape")
        await settled(pilot)
        assert " f7 offer " in desk.footer


async def test_a_key_that_has_a_meaning_of_its_own_where_the_command_is_heard_is_not_taken(
    desk: Desk,
) -> None:
    async with desk.open('[keys]\nmessage = "M"\n') as pilot:
        await settled(pilot)
        await pilot.press("comma")
        await pilot.pause()
        screen(desk).list.go_to(("keys", "archive"))
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("m")
        await pilot.pause()
        assert "m always does something else where you go through new people" in desk.text
        await pilot.press("f7")
        await pilot.pause()
        assert 'archive = "f7"' in desk.file.read_text()


async def test_a_number_out_of_bounds_is_refused_and_stays_typed(desk: Desk) -> None:
    async with desk.open() as pilot:
        await pilot.press("comma")
        await pilot.pause()
        screen(desk).list.go_to(("rules", "open_asks"))
        await pilot.press("enter", "0", "enter")
        await pilot.pause()
        assert "rules.open_asks cannot be 0: it is between 1 and 50" in desk.text
        await pilot.press("backspace", *"x3", "enter")
        await pilot.pause()
        assert '"x3" is no whole number' in desk.text
        await pilot.press("backspace", "backspace", "4", "enter")
        await pilot.pause()
        assert desk.session.thresholds.open_asks == 4
        assert "[rules]\nopen_asks = 4\n" in desk.file.read_text()


async def test_signs_are_exchanged_at_once(desk: Desk) -> None:
    async with desk.open() as pilot:
        await settled(pilot)
        await pilot.press("comma", "down", "down", "down", "enter", "s", "enter")
        await pilot.pause()
        assert desk.text.isascii()
        await pilot.press("escape")
        await settled(pilot)
        assert desk.shows(MainScreen)
        assert desk.text.isascii()


async def test_a_file_that_cannot_be_read_is_left_alone(desk: Desk) -> None:
    async with desk.open("theme = \n") as pilot:
        await pilot.press("comma", "enter", "right", "enter")
        await pilot.pause()
        assert "mend it first" in desk.text
        assert desk.file.read_text() == "theme = \n"
        assert desk.app.theme == "crm"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_screen_fits(size: tuple[int, int], desk: Desk) -> None:
    async with desk.open(size=size) as pilot:
        await pilot.press("comma")
        await pilot.pause()
        assert "⏎ change" in desk.text
        assert "Colours" in desk.text
