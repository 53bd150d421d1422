"""Leaving while something is not saved, and a copy of the book elsewhere."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.widget import Widget

from crm.domain.record import Refusal
from crm.session.session import Session
from crm.storage.words import number
from crm.storage.writer import reason_of
from crm.ui.screens.dialog import ENTER, LEAVE, Dialog, Hint, Row, style_sheets
from crm.ui.widgets.path_input import PathInput
from crm.ui.widgets.quiet import Quiet

Answer = Literal["again", "copy", "leave"]


class UnsavedDialog(Dialog[Answer]):
    """Ends with what to do: try again, leave with a copy saved elsewhere, leave without. None stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "answer('again')", "Try again"),
        Binding("c", "answer('copy')", "Save a copy elsewhere"),
        Binding("l", "answer('leave')", "Leave without saving"),
    ]

    def __init__(self, session: Session, reason: str) -> None:
        super().__init__()
        self.session = session
        self.reason = reason

    def heading(self) -> str:
        return "Not saved"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("r", "try again", "answer('again')"),
            Hint("c", "copy elsewhere", "answer('copy')"),
            Hint("l", "leave unsaved", "answer('leave')"),
            LEAVE._replace(words="stay"),
        )

    def body(self) -> Iterable[Widget]:
        yield Quiet(self._unreadable() if self.session.store.is_unreadable else self._unsaved())

    def _unsaved(self) -> str:
        count = self.session.status.changes
        what = (
            f"{number(count, 'change')} could not be saved" if count else "The last change could not be saved"
        )
        return (
            f"{what}: {self.reason}.\n\nThe file is whole, as it was before. What is not saved is only here, and is lost "
            "when you leave without a copy."
        )

    def _unreadable(self) -> str:
        what = (
            f"Another program left a file that cannot be read: {self.reason}. Nothing is written over it.\n\n"
        )
        if not self.session.store.is_kept:
            return f"{what}The whole book is only here now, and is lost when you leave without a copy."
        return (
            f"{what}The book is among its backups as it was when that was noticed: when it is opened next, you are "
            "asked whether to go on with that. What was changed since is only here."
        )

    def action_answer(self, answer: Answer) -> None:
        self.dismiss(answer)

    def action_save(self) -> None:
        self.action_answer("again")


class SaveCopyDialog(Dialog[Path]):
    """Where to. Ends with the path of the copy."""

    CSS_PATH = style_sheets("keeping")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def heading(self) -> str:
        return "Save a copy of the book"

    def hints(self) -> tuple[Hint, ...]:
        return (ENTER, Hint("tab", "complete", "complete"), LEAVE)

    def body(self) -> Iterable[Widget]:
        yield Quiet(
            "The whole book as it is now, with all that is not saved yet. A file that is there is left alone."
        )
        yield Row("To", PathInput(str(self._proposed()), written=True, id="path"))

    def _proposed(self) -> Path:
        path = self.session.path
        return Path("~") / f"{path.stem}-copy-{self.session.today.isoformat()}{path.suffix}"

    def action_complete(self) -> None:
        self.query_one("#path", PathInput).action_complete()

    def save(self) -> Path:
        path = self.query_one("#path", PathInput).path
        if not path.name or path.is_dir():
            raise Refusal("name a file, such as ~/people-copy.json")
        try:
            self.session.store.save_copy(path)
        except OSError as error:
            raise Refusal(f"it could not be saved there: {reason_of(error)}") from None
        return path
