"""In whatever colours a terminal has: what is chosen, quiet or waiting is told apart, and all of it can be read."""

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import Theme

from crm.ui.themes import DARK, EASY, LIGHT, READABLE, contrast, legible, wear
from crm.ui.widgets.drawn_lines import BAR, MARK
from crm.ui.widgets.virtual_list import VirtualList
from tests.ui.settings.conftest import Desk, settled

MUTED = 3.0
"""Least contrast of what is said quietly (WCAG 2.2, 1.4.11)."""

THEMES = [*App[None]().available_themes.values(), DARK, LIGHT]


@pytest.mark.parametrize("theme", [one for one in THEMES if not one.ansi], ids=lambda theme: theme.name)
def test_accents_of_every_theme_can_be_read(theme: Theme) -> None:
    colours = legible(theme).to_color_system().generate()
    ground = Color.parse(colours["background"])
    for name in ("accent", "success", "warning"):
        assert contrast(Color.parse(colours[name]), ground) >= READABLE - 0.1
    assert contrast(Color.parse(colours["foreground"]), ground) >= EASY - 0.1


def drawn(rows: VirtualList) -> Iterator[Segment]:
    """What a list draws, without blanks and its scroll bar."""
    for y in range(rows.height):
        yield from (one for one in rows.render_line(y) if one.text.strip() not in ("", BAR))


def contrast_of(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


async def offers(pilot: Pilot[int]) -> list[Segment]:
    """The offers with the cursor among them."""
    await settled(pilot)
    return list(drawn(pilot.app.screen.query_one("#offers VirtualList", VirtualList)))


async def test_rows_are_told_apart_in_every_theme(desk: Desk) -> None:
    async with desk.open(size=(120, 30)) as pilot:
        await pilot.press("2")
        for theme in THEMES:
            wear(pilot.app, theme.name)
            segments = await offers(pilot)
            looks = {one.text.strip(): one.style for one in segments}
            assert MARK in looks, "the row under the cursor is marked"
            assert looks["connection"] != looks["Ben O."], "quiet words are quieter than names"
            if not theme.ansi:
                read = {one.text: round(contrast_of(one), 2) for one in segments if one.text != MARK}
                assert min(read.values()) >= MUTED, (theme.name, read)


async def test_letters_and_dashes_without_colour_are_enough(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk.open('glyphs = "ascii"\n') as pilot:
        await settled(pilot)
        await pilot.press("down", "2")
        await settled(pilot)
        assert desk.text.isascii()
        assert "||22 Nov = Ben Ortiz" in desk.text, "the border and the mark of the row under the cursor"
        strips = pilot.app.screen._compositor.render_strips()
        colours = {one.style.color for strip in strips for one in strip if one.style and one.style.color}
        assert all(len(set(colour.get_truecolor())) == 1 for colour in colours), "shades of grey"
