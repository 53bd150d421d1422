"""A text of several lines, as comfortable as a line allows: wrapped between words, with undo and selection."""

from textual.content import Content
from textual.widgets import TextArea


class LongText(TextArea):
    """Enter makes a new line and Tab goes on to the next field."""

    def __init__(self, text: str = "", placeholder: str | Content = "", *, id: str | None = None) -> None:
        super().__init__(text, placeholder=placeholder, id=id, highlight_cursor_line=False)
