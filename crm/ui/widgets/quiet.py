"""Texts on a dialog that are read and not filled in."""

from textual.content import Content
from textual.widgets import Static

from crm.ui.widgets.plain import plain_lines


class Quiet(Static):
    """A muted text, shown literally."""

    def __init__(self, text: str = "", *, classes: str = "", id: str | None = None) -> None:
        super().__init__(literal(text), markup=False, classes=f"quiet {classes}".strip(), id=id)

    def tell(self, text: str) -> None:
        """Show another text."""
        self.update(literal(text))


class Heading(Static):
    """A line that names what follows."""

    def __init__(self, text: str) -> None:
        super().__init__(literal(text), markup=False, classes="heading")


def literal(text: str) -> Content:
    """A text as it is, line by line, without anything a terminal would obey."""
    return Content("\n".join(plain_lines(text)))
