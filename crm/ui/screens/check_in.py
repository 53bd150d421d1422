"""A check-in: asking someone who almost never takes an offer the two questions, with careful notes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import ClassVar, cast

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from crm.domain.checkin import CheckIn, TooBusy
from crm.domain.days.dates import say_day
from crm.domain.messages.drafts import check_in_draft
from crm.domain.record import Refusal
from crm.insight.checking_in.rule import open_check_in
from crm.insight.evidence import HowOften, how_often
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.checking_in import in_check_in
from crm.session.session import Session
from crm.ui.commands import dialog_key, with_keys
from crm.ui.keys import keys_of
from crm.ui.rows.lens_words import NO_END
from crm.ui.screens.dialog import LEAVE, SAVE, Dialog, Hint, Row, style_sheets
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.facts import Fact, Facts
from crm.ui.widgets.hints import hint
from crm.ui.widgets.long_text import LongText
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.words_input import WordsInput

WHAT = (
    Option("plan", "p", "planned"),
    Option("ask", "s", "sent"),
    Option("answer", "a", "answered"),
)
DROPPED = Option("drop", "x", "dropped")
SILENT = Option("silent", ".", "silent")
NO_ANSWER = "no answer"
"""The note on a check-in that met silence: it rests, and the count starts anew."""

TOO_BUSY = (Option("yes", "y", "yes"), Option("no", "n", "no"))
COPY = hint("dialog_copy", "copy", "copy the questions")

FIELDS = 15
"""Columns before what stands in a field."""

PARTS = {
    "plan": ("due-row", "draft"),
    "ask": ("draft", "asked-row"),
    "answer": ("wanted-row", "busy-row", "until-row", "notes-row", "heard-row"),
    "silent": ("rest-row",),
}
"""Which rows belong to which thing to do. To plan, the two questions are there to be read."""


class CheckInDialog(Dialog[Outcome]):
    """Plans a check-in, marks it asked, or notes what they said, which writes their lens and restarts the count.

    A plan can be dropped, and silence noted: nothing is under way for good.
    """

    CSS_PATH = style_sheets("check_in")

    BINDINGS: ClassVar[list[BindingType]] = [dialog_key("dialog_copy", "copy")]

    def __init__(self, session: Session, contact: int, checkin: int | None = None) -> None:
        super().__init__()
        self.session = session
        self.contact = session.book.contact(contact)
        held = session.book.checkin(checkin) if checkin is not None else None
        self.checkin = held or open_check_in(session.book, contact)
        self.heard_on = self.checkin.answered_on if self.checkin else None
        """The day on which it was answered, when what they said then is looked at again."""
        self.how_often = how_often(session.book, contact, session.today, session.thresholds)

    def heading(self) -> str:
        return f"Check in with {self.contact.name}"

    def draft_key(self) -> str:
        """Of its own for one that is looked at again; what is under way has one key, whichever way it is opened."""
        under_way = open_check_in(self.session.book, self.contact.id)
        if self.checkin is None or (under_way is not None and under_way.id == self.checkin.id):
            return f"check_in/{self.contact.id}"
        return f"check_in/{self.contact.id}/{self.checkin.id}"

    def hints(self) -> tuple[Hint, ...]:
        return (SAVE, COPY, LEAVE)

    # How it looks -----------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Facts(why(self.how_often, self.checkin, self.session.today), indent=FIELDS)
        yield Row("It is", Choice((*WHAT, *self._ways_out()), self._likely(), id="what"), id="what-row")
        yield from self._plan()
        yield from self._ask()
        yield from self._answer()

    def _ways_out(self) -> tuple[Option, ...]:
        if self.checkin is None or not self.checkin.is_under_way:
            return ()
        return (DROPPED,) if self.checkin.asked_on is None else (SILENT,)

    def _likely(self) -> str:
        """What is likely to be done next: note the answers, send the questions, or plan."""
        if self.checkin is not None and self.checkin.asked_on is not None:
            return "answer"
        today, planned = self.session.today, self.checkin and self.checkin.due_on
        return "ask" if self.how_often.due or (planned and planned <= today) else "plan"

    def _plan(self) -> Iterator[Widget]:
        today = self.session.today
        planned = self.checkin.due_on if self.checkin and not self.checkin.asked_on else None
        yield Row("On", DayInput(today, planned, default=today, empty="today", id="due"), id="due-row")

    def _ask(self) -> Iterator[Widget]:
        today = self.session.today
        yield LongText(check_in_draft(self.contact, self.session.book).body, id="draft")
        yield Row(
            "Sent on", DayInput(today, default=today, empty="today", past=True, id="asked"), id="asked-row"
        )

    def _answer(self) -> Iterator[Widget]:
        today = self.session.today
        held = self.checkin or CheckIn(contact=self.contact.id)
        yield Row(
            "Hope to meet",
            WordsInput(held.people_wanted, "hardware investors, a tax lawyer", id="wanted"),
            id="wanted-row",
        )
        yield Row("Too busy?", Choice(TOO_BUSY, held.too_busy, id="too_busy"), id="busy-row")
        yield Row(
            "Until",
            DayInput(today, held.until, empty=NO_END, id="until"),
            id="until-row",
        )
        yield Row(
            "Notes", WordsInput(held.notes, "careful notes, in their words", id="notes"), id="notes-row"
        )
        heard = DayInput(
            today,
            self.heard_on,
            default=self.heard_on or today,
            empty="as it was" if self.heard_on else "today",
            past=True,
            id="heard",
        )
        yield Row("On", heard, id="heard-row")
        yield Quiet("What they say becomes their lens, and the count starts anew.", id="lens-row")

        yield Quiet("It rests, and the count starts anew.", id="rest-row")

    def on_mount(self) -> None:
        self.query_one("#what-row").display = self.heard_on is None
        self._show_rows()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        if event.choice.id == "what":
            self._show_rows()

    def _show_rows(self) -> None:
        what = self.query_one("#what", Choice).value or ""
        for row in {row for rows in PARTS.values() for row in rows}:
            self.query_one(f"#{row}").display = row in PARTS.get(what, ())
        self.query_one("#draft", LongText).can_focus = what == "ask"
        self.query_one("#lens-row").display = what == "answer"

    def action_copy(self) -> None:
        """Copy the two questions as they stand."""
        self.app.copy_to_clipboard(self.query_one("#draft", TextArea).text)
        self.query_one("#what", Choice).value = "ask"
        self.say(with_keys("copied; {dialog_save} marks them as sent", keys_of(self.app)))

    # What it does -----------------------------------------------------------------------------------------

    def save(self) -> Outcome:
        what = self.query_one("#what", Choice).value
        if what == "plan":
            due = self.query_one("#due", DayInput).day
            return self.session.do(actions.PlanCheckIn(contact=self.contact.id, due_on=due))
        if what == "ask":
            on = self.query_one("#asked", DayInput).day
            return self._do(lambda checkin: actions.AskCheckIn(checkin=checkin, on=on))
        if what == "drop" and self.checkin is not None:
            return self.session.do(actions.DropCheckIn(checkin=self.checkin.id))
        if what == "silent":
            return self._do(lambda checkin: actions.AnswerCheckIn(checkin=checkin, notes=NO_ANSWER))
        return self._save_answers()

    def _save_answers(self) -> Outcome:
        wanted, notes = (self.query_one(name, WordsInput).text.strip() for name in ("#wanted", "#notes"))
        too_busy = self.query_one("#too_busy", Choice).value
        if not (wanted or notes or too_busy):
            raise Refusal(
                "what did they say? name the people they hope to meet, or whether they are too busy"
            )
        until, on = (self.query_one(name, DayInput).day for name in ("#until", "#heard"))
        return self._do(
            lambda checkin: actions.AnswerCheckIn(
                checkin=checkin,
                people_wanted=wanted,
                too_busy=cast("TooBusy | None", too_busy),
                until=until,
                notes=notes,
                on=on,
            )
        )

    def _do(self, done: Callable[[int], actions.Change]) -> Outcome:
        return in_check_in(self.session, self.contact.id, self.checkin.id if self.checkin else None, done)


def why(asked: HowOften, checkin: CheckIn | None, today: date) -> Iterator[Fact]:
    """Why to check in: the rule, the count and the luck line, and what is under way."""
    if asked.due is not None:
        yield Fact("The rule", asked.due.words, marked=True)
    else:
        yield Fact("Answers", " · ".join(part for part in (asked.share, asked.aside) if part))
    if asked.luck:
        yield Fact("By luck?", asked.luck)
    if checkin is not None and checkin.asked_on is not None:
        yield Fact("Under way", f"asked {say_day(checkin.asked_on, today)}")
    elif checkin is not None and checkin.due_on is not None:
        yield Fact("Under way", f"planned for {say_day(checkin.due_on, today)}")
