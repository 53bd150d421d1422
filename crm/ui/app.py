"""The app: themes, styles, the palette, and the main screen over an open session."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.types import CSSPathType

from crm.session.session import Session
from crm.ui.harmless import Harmless
from crm.ui.screens.main import MainScreen
from crm.ui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from textual.command import Provider  # a tenth of the start, and wanted only with the palette


def _palette() -> "type[Provider]":
    from crm.ui.palette import CommandTable  # noqa: PLC0415 - loaded when the palette is first opened

    return CommandTable


class CrmApp(App[int]):
    """The app over one session, which its caller closes."""

    TITLE = "crm"
    CSS_PATH: ClassVar[CSSPathType | None] = ["styles/app.tcss", "styles/main.tcss"]
    COMMANDS: ClassVar["set[type[Provider] | Callable[[], type[Provider]]]"] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMAND_PALETTE_BINDING = "ctrl+p"
    NOTIFICATION_TIMEOUT = 4

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._harmless = Harmless()
        self.drafts: dict[str, dict[str, object]] = {}
        """What was typed into a dialog and left, until it is opened again."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._harmless]

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(self.session)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)
        yield SystemCommand("Picture", "Save a picture of the screen", self.action_screenshot)
