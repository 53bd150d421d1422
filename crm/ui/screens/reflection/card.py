"""The last card, *From now on*: what changes, each line droppable, and one line learned about each of the two."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from crm.domain.reflecting.steps import Reflecting
from crm.ui.screens.dialog import Row
from crm.ui.screens.reflection.step import Step
from crm.ui.screens.reflection.wording import effect_words
from crm.ui.widgets.choice import MultiChoice, Option
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.plain import plain
from crm.ui.widgets.quiet import Quiet

NOTHING = "Nothing changes from this no. That is fine: it was thought about."


class CardStep(Step):
    """Every effect on a line with the number that drops it."""

    QUESTION: ClassVar[str] = "From now on"
    PROMPT: ClassVar[str] = "Each line is kept unless its number drops it."

    def prompt(self) -> str:
        return self.PROMPT if self.state.effects else NOTHING

    def fields(self) -> Iterable[Widget]:
        answers = self.state.answers
        if self.state.effects:
            yield MultiChoice(self._options(), self.state.acting, tall=True, id="effects")
        yield Quiet("One line learned about each, for the next offer:", classes="after", id="learned")
        yield Row(
            plain(self.found.decliner),
            LineInput(
                answers.learned_decliner,
                "what this no told you about them",
                id="learned_decliner",
            ),
        )
        yield Row(
            plain(self.found.other),
            LineInput(answers.learned_other, "how to tell of them next time", id="learned_other"),
        )

    def _options(self) -> tuple[Option, ...]:
        return tuple(
            Option(
                effect,
                str(place) if place < 10 else "",
                effect_words(effect, self.state, self.found, self.today),
            )
            for place, effect in enumerate(self.state.effects, 1)
        )

    def read(self, state: Reflecting) -> Reflecting:
        kept = next((field.values for field in self.query("#effects").results(MultiChoice)), ())
        return state.answered(
            dropped=tuple(effect for effect in state.effects if effect not in kept),
            learned_decliner=self.query_one("#learned_decliner", Input).value,
            learned_other=self.query_one("#learned_other", Input).value,
        )
