"""Step 4: how many times have they turned me down? The count is computed and never typed."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual.widget import Widget

from crm.domain.checkin import CheckIn
from crm.domain.days.dates import say_day
from crm.domain.record import Refusal
from crm.domain.reflecting.steps import Reflecting
from crm.domain.reflection import STEPS
from crm.insight.evidence import Evidence
from crm.ui.screens.dialog import Row
from crm.ui.screens.reflection.step import Step
from crm.ui.widgets.asking import Asking
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.words_input import WordsInput

WHEN = (
    Option("now", "n", "now"),
    Option("day", "d", "on a day"),
    Option("not", "x", "not now"),
)


class OftenStep(Step):
    """Whether to check in with them, when, and what might be going on."""

    QUESTION: ClassVar[str] = STEPS[3]
    PROMPT: ClassVar[str] = "Whoever almost never takes an offer may like to be asked."

    def fields(self) -> Iterable[Widget]:
        yield Quiet(rule_words(self.found, self.today), id="rule")
        if self.found.asked is None:
            shown = self.state.check_in_shown
            yield Row("Check in", Asking(WHEN, _when(shown, self.today), id="when"))
            day = shown if shown is not None and shown > self.today else None
            yield Row("On", DayInput(self.today, day, empty="which day?", id="day"), id="day-row")
        yield Row(
            "Going on", WordsInput(self.state.answers.pattern_note, "what might be going on?", id="note")
        )

    def on_mount(self) -> None:
        self._show_day()

    @property
    def _chosen(self) -> str | None:
        """When to check in, as it is chosen; None where there is nothing to choose."""
        return self.query_one("#when", Choice).value if self.found.asked is None else None

    def _show_day(self) -> None:
        for row in self.query("#day-row"):
            row.display = self._chosen == "day"

    def on_choice_changed(self) -> None:
        self._show_day()

    def on_asking_taken(self, event: Asking.Taken) -> None:
        """A check-in on a day asks for the day next."""
        self._show_day()
        if event.value == "day":
            self.query_one("#day Input").focus()

    def read(self, state: Reflecting) -> Reflecting:
        state = state.answered(pattern_note=self.query_one("#note", WordsInput).text)
        when = self._chosen
        if when == "day":
            try:
                day = self.query_one(DayInput).day
            except Refusal:
                day = state.answers.check_in
            return state.answered(check_in=day, no_check_in=day is None)
        if when is None or when == _when(self.state.check_in_shown, self.today):
            return state
        return state.answered(check_in=self.today if when == "now" else None, no_check_in=when == "not")

    def trouble(self) -> Misfilled | None:
        if self._chosen != "day":
            return None
        field = self.query_one(DayInput)
        try:
            day = field.day
        except Misfilled as fault:
            return fault
        return Misfilled(field, "on which day? Or choose not now") if day is None else None


def _when(day: date | None, today: date) -> str:
    if day is None:
        return "not"
    return "now" if day <= today else "day"


def rule_words(found: Evidence, today: date) -> str:
    """Whether the check-in rule is met, and what is under way already."""
    asked = found.how_often
    if found.asked is not None:
        return _asked_words(found.decliner, found.asked, today)
    if asked.check_in is not None:
        if asked.check_in.asked_on is not None:
            return _asked_words(found.decliner, asked.check_in, today)
        due = f" {say_day(asked.check_in.due_on, today)}" if asked.check_in.due_on else ""
        return f"A check-in with {found.decliner} is planned already{due}."
    if asked.due is not None:
        return f"{asked.due.words}: time to ask {found.decliner} whom they hope to meet, or whether they are too busy."
    return f"No pattern yet: a check-in is asked for after {asked.rule}."


def _asked_words(name: str, checkin: CheckIn, today: date) -> str:
    if checkin.answered_on is not None:
        return f"{name} answered your two questions {say_day(checkin.answered_on, today)}."
    asked = f" {say_day(checkin.asked_on, today)}" if checkin.asked_on else ""
    return f"You asked {name} the two questions{asked}."
