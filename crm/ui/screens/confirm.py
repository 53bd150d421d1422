"""A question with two answers, for the few things that want a second look."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from crm.ui.screens.dialog import Dialog, Hint
from crm.ui.widgets.quiet import Quiet


class Confirm(Dialog[bool]):
    """Ends with True for yes and None for anything else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "save", "Yes"),
        Binding("n", "leave", "No"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.question = title
        self.text = text

    def heading(self) -> str:
        return self.question

    def body(self) -> Iterable[Widget]:
        yield Quiet(self.text)

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("y", "yes", "save"), Hint("n", "no", "leave"))

    def save(self) -> bool:
        return True
