"""What a contact is open to at the moment: written down by hand, changed or ended."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from crm.domain.lens import Lens
from crm.domain.record import Refusal
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.rows.lens_words import NO_END, lens_origin, lens_words
from crm.ui.screens.dialog import Dialog, Row, style_sheets
from crm.ui.widgets.asking import Asking
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.list_input import ValuesInput
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.quiet import Quiet

MODES = (
    Option("only_type", "o", "only a type of person", "offers go through that lens"),
    Option("busy", "b", "busy until a day", "no offers before that day"),
    Option("open", "p", "open", "no limit that you know of"),
)
END = Option("end", "e", "end this lens", "it no longer holds")
SOURCES = (Option("said", "s", "they said so"), Option("guess", "g", "my guess"))


class LensDialog(Dialog[Outcome]):
    """Sets the lens of a contact, in place of the one in force, or ends that one."""

    CSS_PATH = style_sheets("lens")

    def __init__(self, session: Session, contact: int) -> None:
        super().__init__()
        self.session = session
        self.contact = session.book.contact(contact)
        self.lens = session.book.current_lens(contact, session.today)

    def heading(self) -> str:
        return f"What {self.contact.name} is open to"

    def draft_key(self) -> str:
        return f"lens/{self.contact.id}"

    # How it looks -----------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        lens = self.lens or Lens(contact=self.contact.id, mode="open", source="said")
        yield Quiet("\n".join(self._before()), id="before")
        mode: str | None = self.lens.mode if self.lens else None
        yield Asking(self.modes(), mode, tall=True, id="mode")
        yield Row(
            "Which type", ValuesInput(lens.types, "hardware people, tax lawyers", id="types"), id="types-row"
        )
        yield Row("With what", LineInput(lens.busy_with, "a book, a launch", id="busy_with"), id="busy-row")
        yield Row("Until", self.until(), id="until-row")
        yield Row("Who says", Choice(SOURCES, lens.source, id="source"), id="source-row")

    def modes(self) -> tuple[Option, ...]:
        """What can be chosen."""
        return (*MODES, END) if self.lens else MODES

    def until(self) -> DayInput:
        """The field for the last day."""
        until = self.lens.until if self.lens else None
        return DayInput(self.session.today, until, empty=NO_END, id="until")

    def _before(self) -> Iterator[str]:
        today = self.session.today
        if self.lens is None:
            yield "Nothing is written down yet."
            return
        yield lens_words(self.lens, today)
        yield lens_origin(self.session.book, self.lens, today)

    def on_mount(self) -> None:
        self._show_rows()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        if event.choice.id == "mode":
            self._show_rows()

    def on_asking_taken(self, event: Asking.Taken) -> None:
        """Another mode asks for other details, and goes to them; one that another key has changed by now does not."""
        if event.value != event.choice.value:
            return
        self._show_rows()
        details = {"only_type": "#types", "busy": "#busy_with"}.get(event.value or "")
        if details:
            self.query_one(details).focus()

    def _show_rows(self) -> None:
        mode = self.query_one("#mode", Choice).value
        self.query_one("#types-row").display = mode == "only_type"
        self.query_one("#busy-row").display = mode == "busy"
        self.query_one("#until-row").display = mode in ("only_type", "busy")
        self.query_one("#source-row").display = mode in ("only_type", "busy", "open")

    # What it does -----------------------------------------------------------------------------------------

    def save(self) -> Outcome:
        mode = self.query_one("#mode", Choice).value
        if mode is None:
            raise Refusal("what are they open to? o only a type, b busy, p open")
        if mode == "end":
            assert self.lens is not None
            return self.session.do(actions.EndLens(lens=self.lens.id))
        return self.session.do(actions.SetLens(contact=self.contact.id, **self.chosen()))

    def chosen(self) -> dict[str, Any]:
        """The fields of the lens as they stand."""
        mode = self.query_one("#mode", Choice).value
        return {
            "mode": mode,
            "types": self.query_one("#types", ValuesInput).values,
            "busy_with": self.query_one("#busy_with", Input).value.strip(),
            "until": self._until() if mode != "open" else None,
            "source": self.query_one("#source", Choice).value or "said",
        }

    def _until(self) -> date | None:
        """The day that is typed. What is wrong with one that cannot be read stands under its field already."""
        field = self.query_one("#until", DayInput)
        try:
            return field.day
        except Misfilled:
            raise Misfilled(field, "until when? A day, or nothing where no end is known") from None
