"""How an introduction went, as one side told it."""

from collections.abc import Iterable
from typing import ClassVar, cast

from textual.widget import Widget

from crm.domain.days.dates import say_day
from crm.domain.offer import SideKey, Worth, WorthIt
from crm.domain.record import Refusal
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import Dialog, Row
from crm.ui.screens.which_side import letters_of
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.words_input import WordsInput

WORTH_IT = (
    Option("yes", "y", "yes"),
    Option("no", "n", "no"),
    Option("unsure", "?", "unsure"),
)


class OutcomeDialog(Dialog[Outcome]):
    """Who told it, whether it was worth their time, and their words."""

    ENTER_SAVES: ClassVar[bool] = True

    def __init__(self, session: Session, offer: int) -> None:
        super().__init__()
        self.session = session
        self.offer = session.book.offer(offer)
        self._shown: SideKey | None = None

    def heading(self) -> str:
        a, b = (self.session.book.name(side.contact) for _, side in self.offer.sides())
        return f"How it went: {a} and {b}"

    def draft_key(self) -> str:
        return f"outcome/{self.offer.id}"

    def body(self) -> Iterable[Widget]:
        if self.offer.introduced_on is not None:
            yield Quiet(f"introduced {say_day(self.offer.introduced_on, self.session.today)}")
        today, known = self.session.today, self._told(self._to_hear())
        yield Row("Who told you", Choice(self._sides(), self._to_hear(), id="side"))
        yield Row("Worth it", Choice(WORTH_IT, known.worth_it, id="worth_it"))
        yield Row("Their words", WordsInput(known.words, "what came of it", id="words"))
        yield Row("On", DayInput(today, known.on, default=today, empty="today", past=True, id="on"))

    def _sides(self) -> tuple[Option, ...]:
        names = {key: self.session.book.name(side.contact) for key, side in self.offer.sides()}
        letters = letters_of(names)
        return tuple(Option(key, letters[key], name) for key, name in names.items())

    def _told(self, key: SideKey) -> Worth:
        return self.offer.outcome.a if key == "a" else self.offer.outcome.b

    def _to_hear(self) -> SideKey:
        """Who is still to be heard; a again where both have told."""
        a, b = self.offer.outcome.a, self.offer.outcome.b
        return "b" if a.worth_it is not None and b.worth_it is None else "a"

    # What a side has told already -------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.call_next(self._begin)  # what was left here earlier is back by then

    def _begin(self) -> None:
        self._shown = cast("SideKey", self.query_one("#side", Choice).value)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        if event.choice.id == "side" and self._shown is not None and event.value != self._shown:
            before, self._shown = self._shown, cast("SideKey", event.value)
            self._show(self._told(before), self._told(self._shown))

    def _show(self, before: Worth, after: Worth) -> None:
        """Show what another side told, except where more was put in than what the one before had told."""
        worth_it = self.query_one("#worth_it", Choice)
        words, on = self.query_one("#words", WordsInput), self.query_one("#on", DayInput)
        if worth_it.value == before.worth_it:
            worth_it.value = after.worth_it
        if words.text == before.words:
            words.load_text(after.words)
        if on.text == _day(before):
            on.text = _day(after)

    def save(self) -> Outcome:
        side, worth_it = (self.query_one(name, Choice).value for name in ("#side", "#worth_it"))
        if worth_it is None or side is None:
            raise Refusal("was it worth their time? y yes, n no, ? unsure")
        return self.session.do(
            actions.TellOutcome(
                offer=self.offer.id,
                side=cast("SideKey", side),
                worth_it=cast("WorthIt", worth_it),
                on=self.query_one("#on", DayInput).day,
                words=self.query_one("#words", WordsInput).text.strip(),
            )
        )


def _day(told: Worth) -> str:
    return "" if told.on is None else told.on.isoformat()
