"""Jumping: a letter stands on every row in view, and the next key goes to one of them."""

from collections.abc import Hashable, Sequence
from string import ascii_uppercase
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Static

from crm.ui.context import PaneName

LETTERS = "asdfghjklqwertyuiopzxcvbnm" + ascii_uppercase
"""The keys under the fingers first. Rows beyond the last of them have none."""


class Place(NamedTuple):
    """A row that can be jumped to, and where its first cell is on the screen."""

    pane: PaneName
    key: Hashable
    at: Offset


class JumpScreen(ModalScreen[Place | None]):
    """Ends with the place whose letter is pressed, or with None at any other key."""

    CSS_PATH: ClassVar[CSSPathType | None] = "../styles/jump.tcss"

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.places = dict(zip(LETTERS, places, strict=False))

    def compose(self) -> ComposeResult:
        for letter, place in self.places.items():
            sign = Static(letter, markup=False)
            sign.styles.offset = place.at
            yield sign

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(self.places.get(event.character or ""))

    def on_click(self) -> None:
        self.dismiss(None)
