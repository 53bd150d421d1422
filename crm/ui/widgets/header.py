"""The first line of the main screen: which book this is, what the day asks for, and whether all is saved."""

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from crm.ui.widgets.line import crop


class Header(Widget):
    """``file`` at the left; ``today`` and ``saved`` at the right. What is not saved is said first and loudest."""

    file: reactive[str] = reactive("")
    today: reactive[str] = reactive("")
    saved: reactive[str] = reactive("")
    alarm: reactive[bool] = reactive(False)
    """Whether ``saved`` says that something is wrong."""

    def render(self) -> Content:
        width = self.size.width - 2
        saved = crop(self.saved, width - 8)
        today = crop(self.today, max(0, width - cell_len(saved) - 3))
        gap = "   " if saved and today else ""
        room = width - cell_len(saved) - cell_len(today) - len(gap)
        file = crop(f"crm · {self.file}", max(0, room - 2))
        return Content.assemble(
            " ",
            (file, "$foreground 70%"),
            " " * max(0, room - cell_len(file)),
            (today, "$foreground"),
            gap,
            (saved, "bold $text-warning" if self.alarm else "$foreground 50%"),
        )
