"""Step 1: was I clear enough about why I wanted to make the introduction?"""

from collections.abc import Iterable
from typing import ClassVar, cast

from textual.widget import Widget
from textual.widgets import Static

from crm.domain.reflecting.steps import Reflecting, with_missing
from crm.domain.reflection import MISSING, STEPS, Clear
from crm.ui.screens.dialog import Row
from crm.ui.screens.reflection.step import Step
from crm.ui.widgets.asking import Asking
from crm.ui.widgets.choice import Choice, MultiChoice, Option
from crm.ui.widgets.quiet import literal
from crm.ui.widgets.words_input import WordsInput

CLEAR = (
    Option("yes", "y", "yes"),
    Option("partly", "p", "partly"),
    Option("no", "n", "no"),
    Option("unsure", "?", "unsure"),
)
LETTERS = dict(zip(MISSING, "tngwa", strict=True))
CARRY = (Option("yes", "y", "yes, remind me"), Option("no", "n", "no"))

NOTHING_TO_CARRY = "To be reminded of what? Choose what was missing, or say it better."


class ClearStep(Step):
    """Clear or not, what was missing, a better sentence, and whether to carry it on."""

    QUESTION: ClassVar[str] = STEPS[0]
    PROMPT: ClassVar[str] = "Knowing only what you told, would you have said yes?"

    def prompt(self) -> str:
        """Where the next offers are to be reminded and there is nothing to remind of, what that would be."""
        return self._prompt(self.state)

    def fields(self) -> Iterable[Widget]:
        answers = self.state.answers
        own = (item for item in answers.missing if item not in MISSING)
        items = (
            *(Option(item, LETTERS[item], item) for item in MISSING),
            *(Option(item, "", item) for item in own),
        )
        yield Row("Clear?", Asking(CLEAR, answers.clear, id="clear"))
        yield Row("Missing", MultiChoice(items, answers.missing, id="missing"))
        yield Row(
            "Better", WordsInput(answers.better_why, "one sentence that says it better", id="better_why")
        )
        yield Row("Next offers", Choice(CARRY, self._carry(self.state), id="carry"))

    def on_asking_taken(self, event: Asking.Taken) -> None:
        """After "partly" and "no" the next thought is what was missing."""
        if event.value in ("partly", "no"):
            self.query_one("#missing").focus()

    def read(self, state: Reflecting) -> Reflecting:
        carry = self.query_one("#carry", Choice).value
        state = with_missing(state, self.query_one("#missing", MultiChoice).values).answered(
            clear=cast("Clear | None", self.query_one("#clear", Choice).value),
            better_why=self.query_one("#better_why", WordsInput).text,
        )
        if carry != self._carry(self.state):
            state = state.answered(carry=carry == "yes")
        return state

    def refill(self, state: Reflecting) -> None:
        super().refill(state)
        self.query_one("#carry", Choice).value = self._carry(state)
        self._say_prompt(state)

    def on_text_area_changed(self) -> None:
        """A better sentence is something to be reminded of."""
        self._say_prompt(self.read(self.state))

    def _say_prompt(self, state: Reflecting) -> None:
        self.query_one(".prompt", Static).update(literal(self._prompt(state)))

    @classmethod
    def _prompt(cls, state: Reflecting) -> str:
        return NOTHING_TO_CARRY if state.carry and not state.lessons else cls.PROMPT

    @staticmethod
    def _carry(state: Reflecting) -> str:
        return "yes" if state.carry else "no"
