"""The settings: every one with what holds, changed one by one and written to the file at once."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widget import Widget

from crm.domain.record import Refusal
from crm.settings.entries import by_path, in_force
from crm.settings.file import SettingsFile, change, load
from crm.settings.values import Path, Value
from crm.ui.commands import command
from crm.ui.keys import Keys
from crm.ui.messages import SettingsChanged
from crm.ui.names import THEMES, names
from crm.ui.rows.settings_rows import settings_blocks
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, style_sheets
from crm.ui.screens.setting import ChoiceDialog, KeyDialog, NumberDialog, ThemeDialog
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.virtual_list import VirtualList


class SettingsScreen(Dialog[None]):
    """The settings of a file. Every change is in the file and in force when its dialog closes."""

    CSS_PATH: ClassVar[CSSPathType | None] = style_sheets("settings")
    TALL: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace,delete", "reset", "As it comes")]

    def __init__(self, file: SettingsFile) -> None:
        super().__init__()
        self.file = file

    def heading(self) -> str:
        return "Settings"

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("⏎", "change", "open"), Hint("Backspace", "as it comes", "reset"), LEAVE)

    def body(self) -> Iterable[Widget]:
        yield VirtualList(id="settings")

    def on_mount(self) -> None:
        self.refill()
        self.list.focus()
        self.call_after_refresh(self.say_where)

    def say_where(self) -> None:
        """Where the file is, or what in it does not hold."""
        faults = "; ".join(self.file.told(fault) for fault in self.file.faults)
        self.say(faults or f"kept in {self.file.path}", refusal=bool(faults))

    @property
    def list(self) -> VirtualList:
        return self.query_one("#settings", VirtualList)

    def refill(self) -> None:
        """Show what holds now."""
        self.list.show(Blocks(settings_blocks(self.file.settings)))

    # Changing ---------------------------------------------------------------------------------------------

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        path = self.list.key
        if isinstance(path, tuple):
            self.ask(path)

    def action_save(self) -> None:
        self.action_leave()

    def action_reset(self) -> None:
        path = self.list.key
        if isinstance(path, tuple):
            self.change(path, None)

    @work(exclusive=True, group="setting")
    async def ask(self, path: Path) -> None:
        """Ask for another value."""
        value = await self.app.push_screen_wait(self._dialog(path))
        if value is not None:
            self.change(path, value)

    def _dialog(self, path: Path) -> Dialog[Value]:
        if path[0] == "keys":
            return KeyDialog(command(path[1]), Keys(self.file.settings.keys))
        entry = by_path()[path]
        value = in_force(self.file.settings, entry)
        if path == ("theme",):
            return ThemeDialog(entry, str(value), THEMES)
        return ChoiceDialog(entry, str(value)) if entry.choices else NumberDialog(entry, value)

    def change(self, path: Path, value: Value | None) -> None:
        """Write one setting and bring it into force; None takes it back to how it comes."""
        default = command(path[1]).keys if path[0] == "keys" else by_path()[path].default
        try:
            change(self.file.path, path, None if value == default else value)
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            self.post_message(SettingsChanged(self.file))  # a theme that was tried on goes again
            return
        self.file = load(names(), self.file.path)
        self.refill()
        self.say(f"saved in {self.file.path}")
        self.post_message(SettingsChanged(self.file))
