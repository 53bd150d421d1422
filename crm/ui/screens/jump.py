"""Jumping: a letter stands on every row in view, and the next key goes to one of them."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Static

from crm.ui.layout import Place

LETTERS = "asdfghjklqwertyuiopzxcvbnm" + ascii_uppercase
"""The keys under the fingers first. Rows beyond the last of them have none."""


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
