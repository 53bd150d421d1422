"""Exporting: what is to go out, and where to."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from crm.domain.record import Refusal
from crm.session.actions import Outcome
from crm.session.exporting import Wanted, exported, write
from crm.session.session import Session
from crm.storage.writer import reason_of
from crm.ui.screens.dialog import ENTER, LEAVE, Dialog, Hint, Hints, Row, style_sheets
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.path_input import PathInput

WAYS: dict[str, tuple[Option, Wanted, str]] = {
    "everything": (
        Option("everything", "e", "everything", "JSON: import brings it back as it was"),
        Wanted("json"),
        "book.json",
    ),
    "people": (
        Option("people", "p", "people", "vCards for a phone or a mail program"),
        Wanted("vcf"),
        "people.vcf",
    ),
    "people 4.0": (
        Option("people 4.0", "4", "people, 4.0", "vCards of the newer version"),
        Wanted("vcf", version="4.0"),
        "people.vcf",
    ),
    "table": (
        Option("table", "t", "table", "CSV of the people for a spreadsheet"),
        Wanted("csv"),
        "people.csv",
    ),
    "offers": (
        Option("offers", "o", "offers", "CSV of the offers for a spreadsheet"),
        Wanted("csv", offers=True),
        "offers.csv",
    ),
    "days": (Option("days", "d", "days", "due days and birthdays for a calendar"), Wanted("ics"), "days.ics"),
}
"""What can go out: how it is chosen, what is made of it, and the name that is proposed."""


class ExportDialog(Dialog[Outcome]):
    """Ends with what was written, in words. The proposed name follows the choice until it is typed over."""

    CSS_PATH = style_sheets("exporting")
    DOES: ClassVar[str] = "export"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._agreed: Path | None = None
        self._proposed = ""

    def heading(self) -> str:
        return "Export"

    def hints(self) -> tuple[Hint, ...]:
        return (ENTER, Hint("tab", "complete", "complete"), LEAVE)

    def body(self) -> Iterable[Widget]:
        yield Choice([option for option, _, _ in WAYS.values()], "everything", tall=True, id="way")
        self._proposed = self._proposal("everything")
        yield Row("To", PathInput(self._proposed, written=True, id="path"))

    def on_mount(self) -> None:
        self.query_one("#way", Choice).focus()

    def _proposal(self, way: str) -> str:
        return str(Path("~") / f"crm-{self.session.today.isoformat()}-{WAYS[way][2]}")

    @property
    def path(self) -> PathInput:
        return self.query_one("#path", PathInput)

    def _say_hints(self) -> None:
        super()._say_hints()
        self.query_one(Hints).say("complete", "complete" if self.path.has_focus else "")

    def action_complete(self) -> None:
        self.path.action_complete()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        event.stop()
        way = self.query_one("#way", Choice).value
        if way is not None and self.path.value == self._proposed:
            self._proposed = self.path.value = self._proposal(way)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._agreed = None
        self.say("")

    def save(self) -> Outcome | None:
        way = self.query_one("#way", Choice).value or "everything"
        to = self.path.path
        if not self.path.value.strip():
            raise Refusal("where to? Name a file, such as ~/people.vcf")
        export = exported(self.session, WAYS[way][1])
        if to.exists() and not to.is_dir() and to != self._agreed:
            self._agreed = to
            self.path.focus()
            self.say(f"there is a file {to.name} already: ⏎ once more writes over it")
            return None
        try:
            write(self.session, to, export)
        except OSError as error:
            raise Refusal(f"it could not be written there: {reason_of(error)}") from None
        return Outcome(f"exported {export.words} to {to}")
