"""The first screen of a new book: where it will be, that it stays here, and three ways to begin."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from crm.ui.commands import command
from crm.ui.keys import keys_of
from crm.ui.leaving import LOOK_AROUND
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, style_sheets
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.plain import plain
from crm.ui.widgets.quiet import Quiet

DEMO, IMPORT, EMPTY = "demo", "import", "empty"

WAYS = (
    Option(DEMO, "d", "look around", "in an invented book first; your own stays as it is"),
    Option(IMPORT, "i", "import", "people from your phone, LinkedIn or mail"),
    Option(EMPTY, "e", "start empty", "and add people as you go"),
)


class FirstRun(Dialog[str]):
    """Ends with the way to begin; leaving it begins with an empty book.

    Whoever ``has_looked`` around already finds the cursor on starting.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = style_sheets("first_run")
    ENTER_SAVES: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(way.letter, f"begin('{way.value}')", way.label, show=False, priority=True) for way in WAYS
    ]

    def __init__(self, path: Path, *, has_looked: bool = False) -> None:
        super().__init__()
        self.path = path
        self._way = EMPTY if has_looked else DEMO

    def heading(self) -> str:
        return "Welcome"

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("⏎", "take", "save"), LEAVE._replace(words="start empty"))

    def body(self) -> Iterable[Widget]:
        yield Static("Whom you know, what you offered them, and what every no teaches.", markup=False)
        yield Quiet(
            "Your book is one file of yours, made with the first thing you write down:", classes="after"
        )
        yield Static(Content.assemble(("  ", ""), (plain(_short(self.path)), "$accent")))
        yield Quiet(
            "Nothing leaves this machine. Messages are drafted for you to send, never sent from here.",
            classes="after",
        )
        yield Choice(WAYS, self._way, tall=True, id="ways")
        yield Static(id="keys", classes="quiet after")

    def on_mount(self) -> None:
        keys = keys_of(self.app)
        parts: list[str | tuple[str, str]] = ["Later: "]
        for name, words in (("help", "every key"), ("undo", "undo"), ("settings", "settings")):
            parts += [(keys.shown(command(name)), "$accent"), f" {words}   "]
        self.query_one("#keys", Static).update(Content.assemble(*parts))
        self.query_one(Choice).focus()

    def action_begin(self, way: str) -> None:
        """Take a way by its letter, also the one that the cursor is on."""
        self.query_one("#ways", Choice).value = way
        self.action_save()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A click takes at once; arrows only move."""
        event.stop()
        if not event.moved and self.is_current:
            self.action_save()

    def save(self) -> str:
        way = self.query_one("#ways", Choice).value or EMPTY
        if way == DEMO:
            self.app.exit(LOOK_AROUND)
        return way


def _short(path: Path) -> str:
    """A path with the home folder as ``~``."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
