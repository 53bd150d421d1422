"""Keys pressed and words pasted, as a story tells them."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.events import Paste
from textual.pilot import Pilot

Story = Callable[[Pilot[None], Any], Awaitable[None]]
"""What to look at, and press, once a screen stands."""


class Typed(str):
    """Words that are pasted into the focused field instead of being pressed letter by letter."""

    __slots__ = ()


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        if isinstance(key, Typed):
            pilot.app.post_message(Paste(key))
            await pilot.pause()
        else:
            await pilot.press(key)
