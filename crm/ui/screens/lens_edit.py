"""Putting right what a lens says that is over: until when somebody was busy, with what, who said so."""

from collections.abc import Iterable
from typing import Any

from textual.widget import Widget

from crm.domain.lens import Lens
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import Row
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.meanwhile import Meanwhile
from crm.ui.widgets.choice import Option
from crm.ui.widgets.day_input import DayInput

LABELS = {
    "mode": "what they were open to",
    "types": "which type",
    "busy_with": "with what",
    "until": "until when",
    "source": "who says so",
    "ended_on": "the day it ended",
}


class LensEdit(LensDialog):
    """It stays the lens that it was: where it came from, and when. Only what was changed is written."""

    def __init__(self, session: Session, contact: int, lens: int) -> None:
        super().__init__(session, contact)
        self.over = session.book.lens(lens)
        self.lens = self.over
        self._blank: dict[str, Any] = {}
        self._meanwhile = Meanwhile(_fields(self.over))

    def heading(self) -> str:
        return f"What {self.contact.name} was open to"

    def draft_key(self) -> str:
        return f"lens/{self.contact.id}/{self.over.id}"

    def modes(self) -> tuple[Option, ...]:
        return (
            Option("only_type", "o", "only a type of person"),
            Option("busy", "b", "busy until a day"),
            Option("open", "p", "open"),
        )

    def until(self) -> DayInput:
        return DayInput(self.session.today, self.over.until, empty="no end was known", past=True, id="until")

    def body(self) -> Iterable[Widget]:
        yield from super().body()
        if self.over.ended_on is not None:
            on = self.over.ended_on
            ended = DayInput(self.session.today, on, default=on, empty="as it was", past=True, id="ended")
            yield Row("Ended on", ended)

    def on_mount(self) -> None:
        """Remember what a dialog nobody touched would say, before a draft is put back by the base."""
        self._blank = self._values()

    def save(self) -> Outcome:
        values = self._values()
        edited = {name: value for name, value in values.items() if value != self._blank[name]}
        now = self.session.book.lens(self.over.id)
        self._meanwhile.mind(_fields(now), {name: LABELS[name] for name in edited})
        return self.session.do(actions.EditLens(lens=now.id, **edited))

    def _values(self) -> dict[str, Any]:
        chosen = self.chosen()
        ended = {field.id: field.day for field in self.query("#ended").results(DayInput)}
        return chosen | ({"ended_on": ended["ended"]} if ended else {})


def _fields(lens: Lens) -> dict[str, Any]:
    return {name: getattr(lens, name) for name in LABELS}
