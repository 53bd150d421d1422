"""The line under the fields of a dialog."""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from crm.ui.drafts import Draft, read_draft
from crm.ui.widgets.plain import plain


class SaidLine(Static):
    """One line, gone while nothing is said. What refuses something stays until it is put right."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._refused: tuple[Widget, Draft] | None = None
        """What the refusal is about, and what stood in it then."""

    def say(self, text: str, *, refusal: bool = False, about: Widget | None = None) -> None:
        """Show a text; an empty one takes the line away. A refusal is ``about`` one field, or all of the dialog."""
        place = about or self.screen
        self._refused = (place, read_draft(place)) if refusal else None
        self.update(Content(plain(text)))
        self.set_class(refusal, "refusal")
        self.display = bool(text)

    def put_right(self) -> None:
        """Take a refusal away where something else stands by now: what was typed before it may be heard of after it."""
        if self._refused is not None and read_draft(self._refused[0]) != self._refused[1]:
            self.say("")
