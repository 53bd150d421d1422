"""Takes the pictures of one screen: the app runs once, and the terminal and its colours change around it."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from crm.session.session import Session
from crm.storage import rescue
from crm.ui.app import CrmApp
from crm.ui.rescue import RescueApp
from crm.ui.themes import LIGHT
from screenshots.driving import keys, plain, pressed, rested
from screenshots.take import TODAY
from tests.looks.books import nobody
from tests.looks.places import NARROW, WIDE, Place

_MARK = re.compile(r"people\.json-[0-9a-f]{16}")
"""A folder of backups has a name made from where the book is."""


async def pictures(place: Place, path: Path) -> dict[str, str]:
    """The pictures of a place as SVG by size and theme, of the book at ``path``."""
    with opened(place, path) as app:
        app.animation_level = "none"  # a cursor that blinks may be seen or not
        async with app.run_test(size=place.sizes[0]) as pilot:
            await pressed(pilot, keys(place.keys))
            if place.push is not None and isinstance(app, CrmApp):
                app.push_screen(place.push(app.session))
            return {name: svg async for name, svg in _taken(place, pilot)}


@contextmanager
def opened(place: Place, path: Path) -> Iterator[App[Any]]:
    """The app on a book, or on one that cannot be read the one that says so; it shows no folder of this machine."""
    if path.exists() and (found := rescue.look(path)) is not None:
        yield RescueApp(Path(path.name), found)
        return
    session = Session.open(path, today=TODAY)
    try:
        yield CrmApp(session, is_new=place.book is nobody)
    finally:
        session.close()


async def _taken(place: Place, pilot: Pilot[Any]) -> AsyncIterator[tuple[str, str]]:
    for size in place.sizes:
        yield await _picture(pilot, size)
    if place.settled:
        return
    pilot.app.theme = LIGHT.name
    for size in (WIDE, NARROW) if place.light else (WIDE,):
        name, svg = await _picture(pilot, size)
        yield f"{name}-light", svg


async def _picture(pilot: Pilot[Any], size: tuple[int, int]) -> tuple[str, str]:
    if pilot.app.size != size:
        await pilot.resize_terminal(*size)
    await rested(pilot)
    svg = plain(pilot.app.export_screenshot(title="crm", simplify=True))
    return f"{size[0]}x{size[1]}", _MARK.sub(f"people.json-{'0' * 16}", svg)
