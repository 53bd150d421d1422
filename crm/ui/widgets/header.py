"""The first line of the main screen: which book this is, what the day asks for, and whether all is saved."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from crm.ui.widgets.line import crop

FILE = 24
"""Cells that the name of the book gets at most."""


class Header(Widget):
    """``file`` at the left; ``today`` and ``saved`` at the right. What is not saved is said first and loudest."""

    file: reactive[str] = reactive("")
    today: reactive[tuple[str, ...]] = reactive(())
    saved: reactive[str] = reactive("")
    alarm: reactive[bool] = reactive(False)
    """Whether ``saved`` says that something is wrong."""

    def render(self) -> Content:
        width = self.size.width - 2
        saved = crop(self.saved, width - 8)
        file = crop(f"crm · {self.file}", min(FILE, width - cell_len(saved) - 1))
        room = width - cell_len(file) - cell_len(saved) - 6
        today = _joined(self.today, room)
        between = width - cell_len(file) - cell_len(today) - cell_len(saved) - 3
        return Content.assemble(
            " ",
            (file, "$foreground 70%"),
            " " * max(0, between),
            (today, "$foreground"),
            "   ",
            (saved, "bold $text-warning" if self.alarm else "$foreground 50%"),
        )


def _joined(parts: tuple[str, ...], room: int) -> str:
    """As many parts as fit, the first ones."""
    for count in range(len(parts), 0, -1):
        line = " · ".join(parts[:count])
        if cell_len(line) <= room:
            return line
    return ""
