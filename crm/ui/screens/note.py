"""A note about a contact."""

from collections.abc import Iterable

from textual.widget import Widget

from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import Dialog, Row, style_sheets
from crm.ui.screens.meanwhile import Meanwhile
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.long_text import LongText


class NoteDialog(Dialog[Outcome]):
    """Several lines about a contact, and the day they belong to. Enter makes a new line; ctrl+s saves.

    With ``note`` it changes one that stands already; without any words left that one is taken away.
    """

    CSS_PATH = style_sheets("note")

    def __init__(self, session: Session, contact: int, note: int | None = None) -> None:
        super().__init__()
        self.session = session
        self.contact = session.book.contact(contact)
        self.note = session.book.note(note) if note is not None else None
        self._meanwhile = Meanwhile({"text": self.note.text if self.note else ""})

    def heading(self) -> str:
        return f"Note about {self.contact.name}"

    def draft_key(self) -> str:
        return f"note/{self.contact.id}{f'/{self.note.id}' if self.note else ''}"

    def body(self) -> Iterable[Widget]:
        today, note = self.session.today, self.note
        yield LongText(note.text if note else "", id="text")
        on = DayInput(
            today,
            note.on if note else None,
            default=note.on if note else today,
            empty="as it was" if note else "today",
            past=True,
            id="on",
        )
        yield Row("On", on)

    def save(self) -> Outcome:
        text, on = self.query_one("#text", LongText).text.strip(), self.query_one("#on", DayInput).day
        if self.note is None:
            return self.session.do(actions.AddNote(contact=self.contact.id, text=text, on=on))
        if text != self.note.text:
            now = self.session.book.note(self.note.id)
            self._meanwhile.mind({"text": now.text}, {"text": "the note"})
        return self.session.do(actions.EditNote(note=self.note.id, text=text, on=on))
