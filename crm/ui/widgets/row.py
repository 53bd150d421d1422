"""A field with its label before it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Label


class Row(Horizontal):
    """One field on one line of a form; the label lights up while the field is filled in."""

    def __init__(
        self, label: str, field: Widget, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self.field = field

    def compose(self) -> ComposeResult:
        yield Label(self.label, classes="label", markup=False)
        yield self.field

    def relabel(self, label: str) -> None:
        """Say something else before the field."""
        self.label = label
        self.query_one(Label).update(label)
