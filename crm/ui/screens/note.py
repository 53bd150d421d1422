"""A note about a contact."""

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import TextArea

from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import LEAVE, SAVE, Dialog, Hint, Row, style_sheets
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.long_text import LongText


class NoteDialog(Dialog[Outcome]):
    """Several lines about a contact, and the day they belong to. Enter makes a new line; ctrl+s saves."""

    CSS_PATH = style_sheets("note")

    def __init__(self, session: Session, contact: int) -> None:
        super().__init__()
        self.session = session
        self.contact = session.book.contact(contact)

    def heading(self) -> str:
        return f"Note about {self.contact.name}"

    def draft_key(self) -> str:
        return f"note/{self.contact.id}"

    def hints(self) -> tuple[Hint, ...]:
        return (SAVE, Hint("⏎", "new line", "new_line"), LEAVE)

    def body(self) -> Iterable[Widget]:
        yield LongText(id="text")
        yield Row(
            "On", DayInput(self.session.today, default=self.session.today, empty="today", past=True, id="on")
        )

    def action_new_line(self) -> None:
        text = self.query_one("#text", TextArea)
        text.insert("\n")
        text.focus()

    def save(self) -> Outcome:
        text, on = self.query_one("#text", TextArea).text.strip(), self.query_one("#on", DayInput).day
        return self.session.do(actions.AddNote(contact=self.contact.id, text=text, on=on))
