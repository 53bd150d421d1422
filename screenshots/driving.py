"""Drives the app for a picture: every key is pressed once the one before has had its effect on the screen."""

import re
from collections.abc import Iterable
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

_WORKING = ("load", "figures", "search", "doubles", "count", "import")
"""Groups of workers that draw something once they are done."""
_FOLLOWING = 0.03
"""Seconds after which the panes have followed the cursor."""
_LEFT_OUT = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"@font-face \{.*?\}\s*",
        r"terminal-\d+-",
        r' clip-path="url\(#line-\d+\)"',
        r'<clipPath id="line-\d+">.*?</clipPath>\s*',
    )
)


async def pressed(pilot: Pilot[Any], keys: Iterable[str]) -> None:
    """Press the keys from a main screen that has come to rest, and wait until nothing moves any more.

    Args:
        pilot: of the running app.
        keys: as ``keys`` makes them: a text in quotes is put in as a whole, as a terminal pastes it.
    """
    await rested(pilot)
    for key in keys:
        if key.startswith("'"):
            pilot.app.screen.post_message(Paste(key.strip("'")))
        else:
            await pilot.press(key)
        await rested(pilot)


async def rested(pilot: Pilot[Any]) -> None:
    """Wait until what is worked out beside the screen is drawn."""
    await pilot.pause(_FOLLOWING)
    while working := [one for one in pilot.app.workers if one.group in _WORKING and not one.is_finished]:
        await pilot.app.workers.wait_for_complete(working)
        await pilot.pause(_FOLLOWING)
    await pilot.pause()


def keys(told: str) -> list[str]:
    """Keys told in one line, with texts that are typed in quotes: ``down o 'Yusuf' enter``."""
    return re.findall(r"'[^']*'|\S+", told)


def plain(svg: str) -> str:
    """The picture without what no viewer needs: fonts from elsewhere, which asks the network, and clipping."""
    for left_out in _LEFT_OUT:
        svg = left_out.sub("", svg)
    return svg
