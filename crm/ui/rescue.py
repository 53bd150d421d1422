"""What is shown instead of the app when the book cannot be read: what is wrong, and the ways out."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.filter import LineFilter
from textual.types import CSSPathType
from textual.widgets import Static

from crm.storage import rescue
from crm.storage.records import Tables
from crm.storage.rescue import Rescue
from crm.storage.words import counts_in_words, moment_in_words
from crm.storage.writer import reason_of
from crm.ui.harmless import Harmless
from crm.ui.themes import DARK, LIGHT
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

BACKUP, WHOLE, QUIT = "1", "2", "3"


class RescueApp(App[bool]):
    """Ends with whether to open the book that can be read now, and with None when all is left as it is."""

    TITLE = "crm"
    CSS_PATH: ClassVar[CSSPathType | None] = ["styles/app.tcss", "styles/rescue.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BACKUP, "take('1')", "The newest good backup"),
        Binding(WHOLE, "take('2')", "What is whole in the damaged file"),
        Binding(f"{QUIT},q,escape", "take('3')", "Quit"),
    ]

    def __init__(self, path: Path, found: Rescue) -> None:
        super().__init__()
        self.path = path
        self.found = found
        self.is_done = False
        self._harmless = Harmless()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._harmless]

    def compose(self) -> ComposeResult:
        with Vertical(id="rescue") as box:
            box.border_title = Content(plain(f"{self.path.name} cannot be read"))
            box.border_subtitle = Content("1 2 3 · ↑ ↓ Enter")
            yield VirtualList(id="ways")
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        ways = self.query_one("#ways", VirtualList)
        ways.show(Blocks(_blocks(self.path, self.found)), key=BACKUP if self.found.backup else WHOLE)
        ways.focus()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        self.action_take(str(event.key))

    def action_take(self, way: str) -> None:
        """Take one of the ways out."""
        tables = self.found.backup_tables if way == BACKUP else self.found.salvaged.tables
        if self.is_done:
            self.exit(True)
        elif way == QUIT:
            self.exit(None)
        elif tables is None:
            self._tell("There is no backup that can be read: 2 takes what is whole, 3 leaves all as it is.")
        else:
            self._replace(tables)

    def _replace(self, tables: Tables) -> None:
        try:
            if rescue.look(self.path) is None:  # a sync tool has brought it in order meanwhile
                self._done("The file can be read again: it is left as it is.")
                return
            aside = rescue.take(self.path, tables)
        except OSError as error:
            self._tell(f"Nothing was changed: {reason_of(error)}.")
            return
        self._done(f"Done. The damaged file is kept as {Path(aside).name}.")

    def _done(self, told: str) -> None:
        self.is_done = True
        self._tell(f"{told} Enter opens your book.")

    def _tell(self, told: str) -> None:
        self.query_one("#told", Static).update(Content(plain(told)))


def _blocks(path: Path, found: Rescue) -> list[Block]:
    fault, backup = found.fault, found.backup
    place = f"Line {fault.line}, column {fault.column}: " if fault.line else ""
    held = counts_in_words(found.backup_counts) if backup else "there is none that can be read"
    when = f" ({moment_in_words(backup.replaced)})" if backup else ""
    whole = counts_in_words(found.salvaged.counts)
    return [
        text(f"{place}{fault.what}", "accent"),
        text(str(path), "muted"),
        text(),
        text("It has not been touched. Whichever you open, the damaged file is kept beside it.", indent=1),
        text(),
        _way(BACKUP, f"Open the newest good backup{when}", held),
        _way(WHOLE, "Open what is whole in the damaged file", whole),
        _way(QUIT, "Quit, and leave everything as it is", ""),
    ]


def _way(key: str, words: str, holds: str) -> Block:
    more = (Span(f": {holds}", "muted"),) if holds else ()
    return Block((Span(f" {key}  ", "accent"), Span(words, "strong"), *more), key=key, indent=4)
