"""Step 3: am I dealing with someone hyper focused?"""

from collections.abc import Iterable
from contextlib import suppress
from typing import ClassVar, cast

from textual.widget import Widget
from textual.widgets import Input, Static

from crm.domain.days.dates import say_day
from crm.domain.offer import SourceWord
from crm.domain.record import Refusal
from crm.domain.reflecting.steps import Reflecting
from crm.domain.reflection import STEPS, Focus
from crm.ui.rows.lens_words import NO_END
from crm.ui.screens.dialog import Row
from crm.ui.screens.reflection.step import Step
from crm.ui.widgets.asking import Asking
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.list_input import ValuesInput
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.quiet import literal

FOCUS = (
    Option("only_type", "o", "only a type of person", "they look for certain people now"),
    Option("busy", "b", "busy with something", "a book, a project, a launch"),
    Option("no", "n", "no", "it was something else"),
    Option("unknown", "?", "don't know", "worth asking one day"),
)
SOURCES = (Option("said", "s", "they said so"), Option("guess", "g", "my guess"))


class FocusStep(Step):
    """What they are focused on, until when, and whether they said it."""

    QUESTION: ClassVar[str] = STEPS[2]
    PROMPT: ClassVar[str] = "If so, the next offers go only through that lens."

    def prompt(self) -> str:
        state = self.state
        if state.answers.focus is not None or state.focus_shown is None:
            return self.PROMPT
        return f"Filled in from {'their words' if state.source == 'said' else 'your guess'}: change what does not fit."

    def fields(self) -> Iterable[Widget]:
        state = self.state
        yield Asking(FOCUS, state.focus_shown, tall=True, id="focus")
        types = ValuesInput(state.types_shown, "hardware people, tax lawyers", id="types")
        types.select_on_focus = True  # what was filled in gives way to what is typed
        yield Row("Which type", types, id="types-row")
        busy_with = Input(state.busy_with_shown, placeholder="a book, a launch", id="busy_with")
        yield Row("With what", busy_with, id="busy-row")
        yield Row("Until", DayInput(self.today, state.until_shown, empty=NO_END, id="until"), id="until-row")
        yield Row("Who says", Choice(SOURCES, self.state.source, id="source"), id="source-row")

    def on_mount(self) -> None:
        self._show_rows(self.state.focus_shown)

    def _show_rows(self, focus: Focus | None) -> None:
        self.query_one("#types-row").display = focus == "only_type"
        self.query_one("#busy-row").display = focus == "busy"
        for name in ("#until-row", "#source-row"):
            self.query_one(name).display = focus in ("only_type", "busy")

    def on_choice_changed(self, event: Choice.Changed) -> None:
        if event.choice.id == "focus":
            self._show_rows(cast("Focus | None", event.value))

    def on_asking_taken(self, event: Asking.Taken) -> None:
        """A focus asks for its details next; one that another key has changed by now asks for nothing."""
        if event.value != event.choice.value:
            return
        self._show_rows(cast("Focus | None", event.value))
        details = {"only_type": "#types", "busy": "#busy_with"}.get(event.value or "")
        if details:
            self.query_one(details).focus()

    def read(self, state: Reflecting) -> Reflecting:
        source = cast("SourceWord | None", self.query_one("#source", Choice).value)
        if source != self.state.source:
            state = state.answered(source=source)
        focus = cast("Focus | None", self.query_one("#focus", Choice).value)
        if focus != self.state.focus_shown:
            state = state.answered(focus=focus)
        types = self.query_one("#types", ValuesInput).values
        if types != self.state.types_shown:
            state = state.answered(types=types)
        busy_with = self.query_one("#busy_with", Input).value
        if busy_with != self.state.busy_with_shown:
            state = state.answered(busy_with=busy_with)
        return self._read_end(state)

    def _read_end(self, state: Reflecting) -> Reflecting:
        """The end that is typed; words that are no day leave it as it was."""
        with suppress(Refusal):
            until = self.query_one(DayInput).day
            if until != self.state.until_shown:
                return state.answered(until=until, no_until=until is None)
        return state

    def trouble(self) -> Misfilled | None:
        if self.query_one("#focus", Choice).value not in ("only_type", "busy"):
            return None
        field = self.query_one(DayInput)
        try:
            until = field.day
        except Misfilled as fault:
            return fault
        if until is not None and until < self.today and until != self.state.until_shown:
            return Misfilled(field, f"until {say_day(until, self.today)} has passed already")
        return None

    def missing(self) -> Misfilled | None:
        types = self.query_one("#types", ValuesInput)
        if self.query_one("#focus", Choice).value != "only_type" or types.values:
            return None
        return Misfilled(types, "which type of person? Or choose don't know")

    def refill(self, state: Reflecting) -> None:
        super().refill(state)
        self.query_one("#source", Choice).value = state.source
        self.query_one(".prompt", Static).update(literal(self.prompt()))
