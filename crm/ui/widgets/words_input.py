"""Their words, pasted as they are: several lines, yet Enter goes on."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea


class WordsInput(TextArea):
    """Text of several lines in which Enter goes on (ctrl+j starts a new line); pasted lines stay lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go on", show=False, priority=True),
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", "A new line", show=False, priority=True),
    ]

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        words: "WordsInput"

        @property
        def control(self) -> "WordsInput":
            return self.words

    def __init__(self, text: str = "", placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(
            text, placeholder=Content(placeholder), id=id, compact=True, highlight_cursor_line=False
        )

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self))

    def action_new_line(self) -> None:
        self.insert("\n")
