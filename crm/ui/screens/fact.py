"""One line of a contact's card, edited by itself."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from crm.session.session import Session
from crm.ui.screens.contact_form import FIELDS, ContactForm
from crm.ui.screens.dialog import Row, style_sheets


class FactDialog(ContactForm):
    """The form of a contact with no more than the fields that one line shows. A single line is saved by Enter."""

    CSS_PATH = style_sheets("contact_form", "fact")
    TALL: ClassVar[bool] = False

    def __init__(self, session: Session, contact: int, fields: tuple[str, ...]) -> None:
        super().__init__(session, contact)
        self.fields = tuple(field for field in FIELDS if field.name in fields)

    def heading(self) -> str:
        return self.contact.name

    def draft_key(self) -> str:
        return f"contact/{self.contact.id}/{'/'.join(field.name for field in self.fields)}"

    def body(self) -> Iterable[Widget]:
        for row in self._rows(self.fields):
            yield row
            if isinstance(row, Row) and row.field.id == "bio":
                yield self._under(self._bio_age())
