"""Their words, pasted as they are: several lines, yet Enter goes on."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from crm.ui.widgets.long_text import LongText


class WordsInput(LongText):
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
        super().__init__(text, Content(placeholder), id=id)

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self))

    def action_new_line(self) -> None:
        self.insert("\n")
