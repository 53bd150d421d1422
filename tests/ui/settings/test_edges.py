"""A field is recognised as one also where a terminal has no ground for it: by edges, which are no colour."""

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.pilot import Pilot

from crm.ui.themes import has_few_colours, wear
from tests.ui.settings.conftest import Desk, settled

IN_IT, OTHERS = re.compile("▌.*▐"), re.compile("▏.*▕")


async def opened(pilot: Pilot[int], desk: Desk) -> list[str]:
    """The lines of the form for somebody new; the cursor is in the first field."""
    await settled(pilot)
    await pilot.press("a")
    await settled(pilot)
    return desk.text.splitlines()


def line(lines: list[str], label: str) -> str:
    return next(one for one in lines if label in one)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_fields_have_edges_in_the_colours_of_the_terminal(desk: Desk, theme: str) -> None:
    async with desk.open(size=(80, 24)) as pilot:
        wear(pilot.app, theme)
        lines = await opened(pilot, desk)
        assert IN_IT.search(line(lines, "Name"))
        assert OTHERS.search(line(lines, "Title"))
        assert OTHERS.search(line(lines, "E-mail")), "of several lines, too"
        await pilot.press("tab")
        await settled(pilot)
        assert OTHERS.search(line(desk.text.splitlines(), "Name"))
        assert IN_IT.search(line(desk.text.splitlines(), "Title"))


async def test_fields_have_edges_where_colours_are_few(desk: Desk) -> None:
    async with desk.open(size=(80, 24)) as pilot:
        pilot.app.add_class("-few-colours")
        lines = await opened(pilot, desk)
        assert IN_IT.search(line(lines, "Name"))
        assert OTHERS.search(line(lines, "Title"))


@pytest.mark.parametrize(
    ("is_headless", "system", "few"),
    [
        (False, "standard", True),
        (False, "256", False),
        (False, "truecolor", False),
        (True, "standard", False),
    ],
)
def test_sixteen_colours_are_few(is_headless: bool, system: str, few: bool) -> None:
    app = SimpleNamespace(is_headless=is_headless, console=SimpleNamespace(color_system=system))
    assert has_few_colours(cast("App[Any]", app)) == few


async def test_the_field_to_find_in_has_edges_too(desk: Desk) -> None:
    async with desk.open(size=(80, 24)) as pilot:
        wear(pilot.app, "ansi-dark")
        await settled(pilot)
        await pilot.press("slash")
        await settled(pilot)
        assert IN_IT.search(line(desk.text.splitlines(), "a name, a word, anything"))


async def test_a_ground_is_enough_where_there_is_one(desk: Desk) -> None:
    async with desk.open(size=(80, 24)) as pilot:
        lines = await opened(pilot, desk)
        assert not OTHERS.search(line(lines, "Title"))
