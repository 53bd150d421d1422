"""The app: themes, styles, the palette, and the main screen over an open session."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.types import CSSPathType

from crm.session.session import Session
from crm.ui.harmless import Harmless
from crm.ui.keeper import EVERY, Keeper, typed
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
        self._keeper = Keeper(session.path)
        self._left = self._keeper.open()
        self.drafts: dict[str, dict[str, object]] = {key: dict(one) for key, one in self._left.drafts.items()}
        """What was typed into a dialog and left, until it is opened again."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._harmless]

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(self.session, self._left)

    def on_mount(self) -> None:
        self.set_interval(EVERY, self.keep_drafts)

    async def keep_drafts(self) -> None:
        """Keep what is being typed, so that a crash does not take it along."""
        await self._keeper.keep(self.drafts, self.screen_stack)

    async def action_quit(self) -> None:
        """Leave from anywhere by way of the main screen, which asks while something is not saved."""
        main = self.screen_stack[0]
        if isinstance(main, MainScreen):
            main.run("quit")

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave. What stands in an open dialog waits there until it is opened again."""
        self._keeper.end(self.drafts | typed(self.screen_stack))
        super().exit(result, return_code, message)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)
        yield SystemCommand("Picture", "Save a picture of the screen", self.action_screenshot)
