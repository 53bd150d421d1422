"""A tiny app around one screen, and a way to read what stands on it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from textual.app import App
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.screen import Screen

from crm.ui.harmless import Harmless
from crm.ui.keys import Keys
from crm.ui.typed.drafts import Draft

TODAY = date(2026, 11, 24)
NARROW = (80, 24)
WIDE = (120, 40)


class Host(App[None]):
    """Shows one screen; ``results`` holds what it ended with each time."""

    def __init__(self, make: Callable[[], Screen[Any]]) -> None:
        super().__init__()
        self.make = make
        self.harmless = Harmless()
        self.drafts: dict[str, Draft] = {}
        self.results: list[Any] = []

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self.harmless]

    def on_mount(self) -> None:
        self.open()

    def open(self) -> None:
        """Show the screen, once more if it has been left."""
        self.push_screen(self.make(), self.results.append)


class OwnKeys(Host):
    """A host whose owner has set some keys anew."""

    def __init__(self, make: Callable[[], Screen[Any]], keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(make)
        self.keys = Keys(keys)

    def on_mount(self) -> None:
        self.set_keymap(self.keys.keymap)
        super().on_mount()


async def press(pilot: Pilot[None], *parts: str) -> None:
    """Type texts letter by letter; ``<enter>`` is a key."""
    for part in parts:
        keys = [part[1:-1]] if part.startswith("<") and part.endswith(">") else list(part)
        await pilot.press(*keys)
    await pilot.pause()


def shown(app: App[None]) -> str:
    """The text that stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips(app.size))
