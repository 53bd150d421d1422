"""What the five cards of a reflection share: a question, its fields, and how they are read."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from crm.domain.reflecting.steps import Reflecting
from crm.insight.evidence import Evidence
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.quiet import literal


class Step(Vertical):
    """One card: the question, and below it the fields that answer it."""

    QUESTION: ClassVar[str] = ""
    PROMPT: ClassVar[str] = ""
    """What helps to think about it, in one line."""

    def __init__(self, state: Reflecting, found: Evidence, today: date) -> None:
        super().__init__(id=f"step-{state.step}")
        self.state = state
        self.found = found
        self.today = today

    def compose(self) -> ComposeResult:
        yield Static(literal(self.QUESTION), classes="question", markup=False)
        yield Static(literal(self.prompt()), classes="prompt", markup=False)
        yield from self.fields()

    def prompt(self) -> str:
        """What helps with this very no."""
        return self.PROMPT

    def fields(self) -> Iterable[Widget]:
        """The fields, from the top; the first takes the focus."""
        return ()

    def read(self, state: Reflecting) -> Reflecting:
        """The state with what stands in the fields. It never refuses: what is half typed is kept as far as it goes."""
        return state

    def trouble(self) -> Misfilled | None:
        """What stands in a field and cannot be understood; None when all is well."""
        return None

    def missing(self) -> Misfilled | None:
        """What an answer asks for before it is gone on from; who skips the question or leaves need not say it."""
        return None

    def refill(self, state: Reflecting) -> None:
        """Show what follows from another answer on this card."""
        self.state = state
