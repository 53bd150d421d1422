"""What one side answered: their words, why, and the day. The answer itself was the key that opened this."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.domain.days.dates import say_day
from crm.domain.offer import AnswerWord, Reason, Side, SideKey
from crm.domain.reflecting.clues import busy_phrase, not_now_phrase
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import ENTER, LEAVE, Dialog, Hint, Row
from crm.ui.widgets.choice import MultiChoice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.words_input import WordsInput

REASONS: tuple[Option, ...] = (
    Option("busy", "b", "busy"),
    Option("not now", "n", "not now"),
    Option("not the right person", "p", "not the right person"),
    Option("knows them already", "k", "knows them already"),
    Option("wrong kind", "w", "wrong kind"),
)
"""Why a person says no, in a few words. Nothing chosen means that no reason is known."""

_TITLES: dict[AnswerWord, str] = {
    "yes": "A yes from {name}",
    "no": "A no from {name}",
    "later": "Later, says {name}",
    "no_reply": "No reply from {name}",
}


class AnswerDialog(Dialog[Outcome]):
    """Records one side's answer. Enter saves from every field, so that a no costs two keys."""

    ENTER_SAVES: ClassVar[bool] = True

    def __init__(self, session: Session, offer: int, side: SideKey, answer: AnswerWord) -> None:
        super().__init__()
        self.session = session
        self.offer = session.book.offer(offer)
        self.key: SideKey = side
        self.answer: AnswerWord = answer
        self.side = self.offer.side(side)
        self.known = self.side if self.side.answer == answer else None
        """The answer that stands already, when this dialog changes what is known of it."""
        self.heard: tuple[str, ...] = ()
        """The reason that their words have chosen."""

    def heading(self) -> str:
        return _TITLES[self.answer].format(name=self.session.book.name(self.side.contact))

    def draft_key(self) -> str:
        return f"answer/{self.offer.id}/{self.key}/{self.answer}"

    def hints(self) -> tuple[Hint, ...]:
        return (ENTER, Hint("ctrl+j", "new line", "new_line"), LEAVE)

    def body(self) -> Iterable[Widget]:
        yield Quiet(self._offered())
        today, known = self.session.today, self.known or Side(0)
        if self.answer == "later":
            yield Row(
                "Come back",
                DayInput(today, known.revisit_on, empty="the day to ask again", id="revisit"),
            )
        yield Row(
            "Their words",
            WordsInput(known.words, "paste what they wrote, or leave it", id="words"),
        )
        if self.answer in ("no", "later"):
            yield from self._why()
        yield Row(
            "On",
            DayInput(today, known.answered_on, default=today, empty="today", past=True, id="on"),
        )

    def _why(self) -> Iterable[Widget]:
        known = self.known or Side(0)
        said = [one.word for one in known.reasons if one.source == "said"]
        guessed = [one.word for one in known.reasons if one.source == "guess"]
        yield Row("They said", MultiChoice(_options(said), said, id="said"))
        yield Row("You guess", MultiChoice(_options(guessed), guessed, id="guessed"))
        yield Row(
            "",
            LineInput(known.guess, "what might be behind it", id="guess"),
        )

    def _offered(self) -> str:
        other = self.offer.side("b" if self.key == "a" else "a")
        parts = [f"you offered {self.session.book.name(other.contact)}", self.offer.kind]
        if self.side.asked_on is not None:
            parts.append(f"asked {say_day(self.side.asked_on, self.session.today)}")
        return " · ".join(parts)

    # What happens in it -----------------------------------------------------------------------------------

    def action_new_line(self) -> None:
        self.query_one("#words", WordsInput).insert("\n")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Their words may say why, busy or not now: while nothing else is chosen, that is, and the phrase is shown."""
        busy, not_now = busy_phrase(event.text_area.text), not_now_phrase(event.text_area.text)
        heard = ("busy",) if busy else ("not now",) if not_now else ()
        said = next(iter(self.query("#said").results(MultiChoice)), None)
        if said is not None and said.values in ((), self.heard) and heard != self.heard:
            said.values = self.heard = heard
            self.say(f"“{busy or not_now}”: so {heard[0]} is chosen" if heard else "")

    def save(self) -> Outcome:
        return self.session.do(
            actions.RecordAnswer(
                offer=self.offer.id,
                side=self.key,
                answer=self.answer,
                on=self.query_one("#on", DayInput).day,
                words=self.query_one("#words", WordsInput).text.strip(),
                reasons=self._reasons(),
                guess=next((field.value.strip() for field in self.query("#guess").results(Input)), ""),
                revisit_on=next((field.day for field in self.query("#revisit").results(DayInput)), None),
            )
        )

    def _reasons(self) -> tuple[Reason, ...]:
        chosen = {field.id: field.values for field in self.query(MultiChoice)}
        said = chosen.get("said", ())
        guessed = [word for word in chosen.get("guessed", ()) if word not in said]
        return (*(Reason(word, "said") for word in said), *(Reason(word, "guess") for word in guessed))


def _options(others: Iterable[str]) -> tuple[Option, ...]:
    """The usual reasons, and those that a record holds beside them."""
    known = {option.value for option in REASONS}
    return (*REASONS, *(Option(word, "", word) for word in others if word not in known))
