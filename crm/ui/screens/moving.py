"""The commands of the main screen that only move about: between panes, into what is under the cursor, and back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm.ui.layout import Place

if TYPE_CHECKING:
    from crm.ui.screens.main import MainScreen


def _find(screen: "MainScreen") -> None:
    screen.panes.show_pane("contacts")
    screen.contacts.find()


def _back(screen: "MainScreen") -> None:
    if not screen.contacts.step_back() and screen.panes.focused == "contacts":
        screen.contacts.go_to(None)
    screen.panes.go("contacts")


def _jump(screen: "MainScreen") -> None:
    from crm.ui.screens.jump import JumpScreen  # noqa: PLC0415 - loaded when its key is pressed

    def jumped(place: Place | None) -> None:
        if place is not None:
            screen.panes.jump(place)

    screen.app.push_screen(JumpScreen(screen.panes.places()), jumped)


def _zoom(screen: "MainScreen") -> None:
    screen.panes.zoomed = not screen.panes.zoomed


MOVES: dict[str, Callable[["MainScreen"], object]] = {
    "open": lambda screen: screen.panes.open(),
    "find": _find,
    "back": _back,
    "jump": _jump,
    "zoom": _zoom,
    "pane_1": lambda screen: screen.panes.go("contacts"),
    "pane_2": lambda screen: screen.panes.go("offers"),
    "pane_3": lambda screen: screen.panes.go("insight"),
    "next_pane": lambda screen: screen.panes.step(1),
    "previous_pane": lambda screen: screen.panes.step(-1),
    "palette": lambda screen: screen.app.action_command_palette(),
}
"""The commands that only move about."""
