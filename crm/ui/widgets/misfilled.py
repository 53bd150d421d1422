"""A field that holds what nothing can be done with."""

from textual.widget import Widget

from crm.domain.record import Refusal


class Misfilled(Refusal):
    """A refusal because of what stands in one field: a dialog goes there, and takes the line away once it is changed."""

    def __init__(self, field: Widget, words: str) -> None:
        super().__init__(words)
        self.field = field

    def go_there(self) -> None:
        """Put the cursor into the field, or into the first part of it that takes one."""
        parts = (part for part in self.field.walk_children(Widget) if part.focusable)
        next(parts, self.field).focus()
