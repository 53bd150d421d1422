"""Drives the app for a picture: every key is pressed once the one before has had its effect on the screen."""

from typing import Any

from textual.pilot import Pilot

_WORKING = ("load", "figures", "search")
"""Groups of workers that draw something once they are done."""
_FOLLOWING = 0.15
"""Seconds after which the panes have followed the cursor."""


async def pressed(pilot: Pilot[Any], keys: tuple[str, ...]) -> None:
    """Press the keys from a main screen that has come to rest, and wait until nothing moves any more."""
    await rested(pilot)
    for key in keys:
        await pilot.press(key)
        await rested(pilot)


async def rested(pilot: Pilot[Any]) -> None:
    """Wait until what is worked out beside the screen is drawn."""
    await pilot.pause(_FOLLOWING)
    while working := [one for one in pilot.app.workers if one.group in _WORKING and not one.is_finished]:
        await pilot.app.workers.wait_for_complete(working)
        await pilot.pause(_FOLLOWING)
    await pilot.pause()


def typed(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    named = {" ": "space", ",": "comma", ".": "full_stop", ":": "colon"}
    return tuple(named.get(letter, letter) for letter in text)
