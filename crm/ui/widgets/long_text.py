"""A text of several lines, as comfortable as a line allows: wrapped between words, with undo and selection."""

from textual.content import Content
from textual.geometry import Offset
from textual.widgets import TextArea


class LongText(TextArea):
    """Enter makes a new line and Tab goes on to the next field. What is typed is added behind what stands there."""

    def __init__(self, text: str = "", placeholder: str | Content = "", *, id: str | None = None) -> None:
        super().__init__(text, placeholder=placeholder, id=id, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    def load_text(self, text: str) -> None:
        super().load_text(text)
        self.move_cursor(self.document.end)

    def on_focus(self) -> None:
        """Show the cursor, wherever a click may have put it."""
        self.call_after_refresh(self.scroll_cursor_visible)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """While nobody is in the text, it is shown from its start."""
        return super().scroll_cursor_visible(center, animate) if self.has_focus else Offset()

    @property
    def wrap_width(self) -> int:
        """By its own size: where it was out of sight when the window grew, its place on the screen is not known yet."""
        return max(0, self.outer_size.width - self.gutter.width - self.scrollbar_gutter.width - 1)
