"""Step 2: is this a connection, a referral or a favor?"""

from collections.abc import Iterable
from typing import ClassVar, Literal, cast

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from crm.domain.offer import KINDS, Kind
from crm.domain.reflecting.fillings import in_order
from crm.domain.reflecting.steps import Reflecting, with_kinds
from crm.domain.reflection import STEPS
from crm.ui import glyphs
from crm.ui.screens.dialog import Row
from crm.ui.screens.reflection.step import Step
from crm.ui.widgets.choice import Choice, MultiChoice, Option
from crm.ui.widgets.plain import plain

LETTERS: dict[Kind, str] = {"connection": "c", "referral": "r", "favor": "f"}
OPTIONS = tuple(Option(kind, LETTERS[kind], kind) for kind in KINDS)

ListName = Literal["open_to", "closed_to"]
LISTS: tuple[ListName, ListName] = ("open_to", "closed_to")


class KindStep(Step):
    """Which kind it was with its test, and what they now seem open and closed to."""

    QUESTION: ClassVar[str] = STEPS[1]
    PROMPT: ClassVar[str] = "What they turned down tells where their focus is."

    def fields(self) -> Iterable[Widget]:
        state = self.state
        yield Row("It was a", Choice(OPTIONS, state.kind_shown, id="kind"))
        yield Static(self._tests(state), id="tests", markup=False)
        yield Static("So now they seem", classes="heading", markup=False)
        yield Row("open to", MultiChoice(OPTIONS, state.open_shown, id="open_to"))
        yield Row("closed to", MultiChoice(OPTIONS, state.closed_shown, id="closed_to"))

    def read(self, state: Reflecting) -> Reflecting:
        kind = cast("Kind | None", self.query_one("#kind", Choice).value)
        if kind != self.state.kind_shown:
            state = state.answered(kind_true=kind)
        for name in LISTS:
            values = in_order(set(cast("tuple[Kind, ...]", self.query_one(f"#{name}", MultiChoice).values)))
            shown = self.state.open_shown if name == "open_to" else self.state.closed_shown
            if values != shown:
                state = with_kinds(state, name, values)
        return state

    def refill(self, state: Reflecting) -> None:
        super().refill(state)
        self.query_one("#tests", Static).update(self._tests(state))
        self.query_one("#open_to", MultiChoice).values = state.open_shown
        self.query_one("#closed_to", MultiChoice).values = state.closed_shown

    def _tests(self, state: Reflecting) -> Content:
        signs = {True: glyphs.YES, False: glyphs.NO, None: "·"}
        lines = (
            Content.assemble(
                (f"{signs[test.holds]} ", "$success" if test.holds else "$foreground-muted"),
                plain(test.question),
                (f"  {plain(test.finding)}", "$foreground-muted"),
            )
            for test in self.found.tests[state.kind_shown]
        )
        return Content("\n").join(list(lines))
