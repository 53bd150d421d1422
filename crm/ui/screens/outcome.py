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

    def heading(self) -> str:
        a, b = (self.session.book.name(side.contact) for _, side in self.offer.sides())
        return f"How it went: {a} and {b}"

    def draft_key(self) -> str:
        return f"outcome/{self.offer.id}"

    def body(self) -> Iterable[Widget]:
        if self.offer.introduced_on is not None:
            yield Quiet(f"introduced {say_day(self.offer.introduced_on, self.session.today)}")
        yield Row("Who told you", Choice(self._sides(), self._untold(), id="side"))
        yield Row("Worth it", Choice(WORTH_IT, id="worth_it"))
        yield Row("Their words", WordsInput("", "what came of it", id="words"))
        today = self.session.today
        yield Row("On", DayInput(today, default=today, empty="today", past=True, id="on"))

    def _sides(self) -> tuple[Option, ...]:
        names = {key: self.session.book.name(side.contact) for key, side in self.offer.sides()}
        letters = letters_of(names)
        return tuple(Option(key, letters[key], name, _told(self._worth(key))) for key, name in names.items())

    def _worth(self, key: SideKey) -> Worth:
        return self.offer.outcome.a if key == "a" else self.offer.outcome.b

    def _untold(self) -> SideKey:
        return "b" if self.offer.outcome.a.worth_it is not None else "a"

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


def _told(worth: Worth) -> str:
    return f"told: {worth.worth_it}" if worth.worth_it else ""
