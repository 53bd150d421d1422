"""A list of names in a file and nothing else: what a cursor key and a filter key cost at the least.

``python -m tests.bench.apps.bare_list FILE``: one name a line. ``/`` filters by a part of the name.
"""

import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

CURSOR = Style(reverse=True)


class Names(ScrollView, can_focus=True):
    """Draws the lines that are seen, and repaints the two that a cursor key changes."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "move(1)", "down"), ("up", "move(-1)", "up")]

    cursor: var[int] = var(0, init=False)

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names

    def on_mount(self) -> None:
        self.show(self.names)

    def show(self, names: list[str]) -> None:
        self.names = names
        self.set_reactive(Names.cursor, 0)
        self.virtual_size = Size(40, len(names))
        self.scroll_to(0, 0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at, width = y + self.scroll_offset.y, self.size.width
        if at >= len(self.names):
            return Strip.blank(width)
        return Strip([Segment(self.names[at].ljust(width), CURSOR if at == self.cursor else None)], width)

    def validate_cursor(self, cursor: int) -> int:
        return min(max(0, cursor), len(self.names) - 1)

    def watch_cursor(self, before: int, after: int) -> None:
        for row in (before, after):
            self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))
        self.scroll_to_region(Region(0, after, 1, 1), animate=False, force=True)

    def action_move(self, step: int) -> None:
        self.cursor += step


class BareList(App[None]):
    """The list, a field above it, and a line that counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "quit"),
        Binding("slash", "filter", "filter"),
    ]

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names
        self.keys = [name.casefold() for name in names]

    def compose(self) -> ComposeResult:
        field = Input(compact=True)
        field.display = False
        yield field
        yield Names(self.names)

    def on_mount(self) -> None:
        self.query_one(Names).focus()

    def action_filter(self) -> None:
        self.query_one(Input).display = True
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.casefold()
        found = [name for name, key in zip(self.names, self.keys, strict=True) if wanted in key]
        self.query_one(Names).show([f"{len(found):,} of {len(self.names):,}", *found])


if __name__ == "__main__":
    BareList(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()).run()
