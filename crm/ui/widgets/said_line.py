"""The line under the fields of a dialog."""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from crm.ui.typed.drafts import Draft, read_draft
from crm.ui.widgets.plain import plain


class SaidLine(Static):
    """One line, gone while nothing is said. What refuses something, or is about a field, goes when that is changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._about: tuple[Widget, Draft] | None = None
        """What the text is about, and what stood in it then."""

    def say(self, text: str, *, refusal: bool = False, about: Widget | None = None) -> None:
        """Show a text; an empty one takes the line away. A refusal is ``about`` one field, or all of the dialog."""
        place: Widget = about or self.screen
        self._about = (place, read_draft(place)) if refusal or about else None
        self.update(Content(plain(text)))
        self.set_class(refusal, "refusal")
        self.display = bool(text)

    def put_right(self) -> None:
        """Take the text away where something else stands by now: what was typed before it may be heard of after it."""
        if self._about is not None and read_draft(self._about[0]) != self._about[1]:
            self.say("")
