"""The app: themes, styles, the palette, and the main screen over an open session."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen
from textual.types import CSSPathType

from crm.session.session import Session
from crm.settings.file import SettingsFile, settings_path
from crm.storage.drafts import LeftBehind
from crm.ui.harmless import Harmless
from crm.ui.keys import Keys
from crm.ui.manner import Manner, hold_still
from crm.ui.messages import FollowsSettings, SettingsChanged
from crm.ui.screens.main import MainScreen
from crm.ui.themes import DARK, LIGHT, has_few_colours
from crm.ui.typed.keeper import EVERY, Keeper, typed
from crm.ui.typed.one_by_one import OneByOne

LONG = 12
"""Seconds that news of the start stays on the screen."""

BREATH = 0.5
"""Seconds in which what is said is said together."""

if TYPE_CHECKING:
    from textual.command import Provider  # a tenth of the start, and wanted only with the palette


def _palette() -> "type[Provider]":
    from crm.ui.palette import CommandTable  # noqa: PLC0415 - loaded when the palette is first opened

    return CommandTable


class CrmApp(OneByOne):
    """The app over one session, which its caller closes.

    ``is_new``: the book does not exist yet. ``has_looked``: its owner comes back from looking around in the demo.
    ``news`` is said at the start.
    """

    TITLE = "crm"
    CSS_PATH: ClassVar[CSSPathType | None] = ["styles/app.tcss", "styles/main.tcss"]
    COMMANDS: ClassVar["set[type[Provider] | Callable[[], type[Provider]]]"] = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "palette", show=False, priority=True, id="palette"),
    ]
    NOTIFICATION_TIMEOUT = 4

    def __init__(
        self,
        session: Session,
        settings: SettingsFile | None = None,
        environ: Mapping[str, str] = MappingProxyType({}),
        *,
        is_new: bool = False,
        has_looked: bool = False,
        news: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self._is_new = is_new
        self._has_looked = has_looked
        self._news = news
        self.manner = Manner(settings or SettingsFile(settings_path()), environ)
        self._harmless = Harmless()
        self._keeper = Keeper(session.path)
        self.drafts: dict[str, dict[str, object]] = {}
        """What was typed into a dialog and left, until it is opened again."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.manner.apply(self, session)

    @property
    def keys(self) -> Keys:
        """The keys in force."""
        return self.manner.keys

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._harmless, *self.manner.filters()]

    def get_default_screen(self) -> Screen[int | None]:
        return MainScreen(self.session, self.take_up)

    def on_mount(self) -> None:
        self.set_class(has_few_colours(self), "-few-colours")
        self.set_interval(EVERY, self.keep_drafts)
        main = self.screen_stack[0]
        if self._is_new and isinstance(main, MainScreen):
            main.start("begin", self._has_looked)
        if self._news:
            self.notify(self._news, timeout=LONG, markup=False)
        for line in self.manner.faults():
            self.notify(line, title="Not in force", severity="warning", timeout=LONG, markup=False)

    def on_notify(self, event: Notify) -> None:
        """What is said now takes the place of what was said before, so that it never piles up over the lists.

        What belongs together stays together, and warnings and news of the start stay their time.
        """
        said = event.notification
        earlier = [
            one
            for one in self._notifications
            if one.severity == "information"
            and one.timeout < LONG
            and one.raised_at < said.raised_at - BREATH
        ]
        for one in earlier:
            del self._notifications[one]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        hold_still(self, event.widget)

    def on_settings_changed(self, event: SettingsChanged) -> None:
        """Follow what was set, on every screen that is open."""
        self.manner.file = event.file
        self.manner.apply(self, self.session)
        for screen in self.screen_stack:
            if isinstance(screen, FollowsSettings):
                screen.follow_settings()
            screen.refresh(layout=True, recompose=False)

    def take_up(self) -> LeftBehind:
        """Take up what an earlier app left behind; asked for once the book stands on the screen."""
        left = self._keeper.open()
        self.drafts = {key: dict(one) for key, one in left.drafts.items()} | self.drafts
        return left

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
        yield SystemCommand("Picture", "Save a picture of the screen", self.action_screenshot)
