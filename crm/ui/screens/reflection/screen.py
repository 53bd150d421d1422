"""The screen of a reflection: a question at a time, with the evidence beside it."""

from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from crm.domain.record import Refusal
from crm.domain.reflecting.steps import CARD, Reflecting
from crm.insight.checking_in.rule import is_planned_for
from crm.insight.evidence import evidence, under_way
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.commands import command, dialog_key
from crm.ui.keys import keys_of
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.dialog import LEAVE, Body, Dialog, Hint, style_sheets
from crm.ui.screens.reflection import saving, wording
from crm.ui.screens.reflection.card import CardStep
from crm.ui.screens.reflection.clear import ClearStep
from crm.ui.screens.reflection.draft import draft_of, taken_up
from crm.ui.screens.reflection.focus import FocusStep
from crm.ui.screens.reflection.kind import KindStep
from crm.ui.screens.reflection.often import OftenStep
from crm.ui.screens.reflection.panel import EvidencePanel
from crm.ui.screens.reflection.progress import Progress
from crm.ui.screens.reflection.step import Step
from crm.ui.typed.drafts import Draft
from crm.ui.widgets.hints import hint
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.plain import plain

STEPS: dict[int, type[Step]] = {1: ClearStep, 2: KindStep, 3: FocusStep, 4: OftenStep, CARD: CardStep}


class ReflectionScreen(Dialog[Outcome]):
    """The four questions and the card. Enter goes on, Esc puts by what was typed and where it was left.

    Dismisses with the outcome of what was kept, or None when nothing was answered yet.
    """

    CSS_PATH = style_sheets("reflection")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - declared by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "skip", "Leave this question open and go on"),
        dialog_key("dialog_skip", "skip"),
        Binding("left", "back", "Back to the question before"),
        dialog_key("dialog_back", "back"),
        Binding("X", "put_away", "Skip this reflection on purpose"),
    ]

    def __init__(self, session: Session, reflection: int) -> None:
        super().__init__()
        self.session = session
        self.reflection = reflection
        self.found = evidence(session.book, reflection, session.today, session.thresholds)
        self.state = self.start = under_way(session.book, self.found, session.today)
        self._warned = ""
        self._hinted = self.hints()

    # How it looks -----------------------------------------------------------------------------------------

    def heading(self) -> str:
        return wording.heading(self.found)

    def hints(self) -> tuple[Hint, ...]:
        last = self.state.step == CARD
        go_on = Hint("⏎", "done" if last else "go on", "go_on")
        skip = () if last else (Hint("s", "skip", "skip", "dialog_skip"),)
        back = () if self.state.step == 1 else (hint("dialog_back", "back"),)
        away = () if last else (Hint("X", "put away", "put_away"),)
        return (go_on, *skip, *back, LEAVE._replace(words="later, kept as it is"), *away)

    def middle(self) -> ComposeResult:
        yield Progress(id="progress", markup=False)
        with Container(id="reflection"):
            yield EvidencePanel(id="evidence")
            yield Body(id="body")

    def draft_key(self) -> str:
        return f"reflection/{self.reflection}"

    def unsaved(self) -> Draft:
        """What was answered since it was put by. Esc puts it by in the book itself: this is for a crash."""
        return {} if self.state == self.start or self.state.end else draft_of(self.state)

    def on_mount(self) -> None:
        if draft := self._drafts().pop(self.draft_key(), None):
            self.state = taken_up(self.state, draft)
        self.query_one("#dialog").border_subtitle = Content(
            plain(wording.subheading(self.found, self.session.today))
        )
        self.call_next(self._show_step)

    async def _show_step(self) -> None:
        """Put the card of the current step on the screen, with its evidence and its keys."""
        self.say("")
        self._warned = ""
        step = STEPS[self.state.step](self.state, self.found, self.session.today)
        with self.app.batch_update():
            self.query_one(Progress).show(self.state)
            self._show_facts()
            body = self.query_one("#body", Body)
            await body.remove_children()
            await body.mount(step)
            await self._show_hints()
        body.scroll_home(animate=False)
        self._focus_first(step)

    def _show_facts(self) -> None:
        """The evidence beside this question: some of it follows from what is answered."""
        self.query_one(EvidencePanel).show(wording.facts(self.found, self.state, self.session.today))

    async def _show_hints(self) -> None:
        """The keys of this card, made anew only where they differ."""
        if self._hinted != self.hints():
            self._hinted = self.hints()
            hints = self.query_one("#hints")
            await hints.remove_children()
            await hints.mount(*self._hint_labels())

    def _focus_first(self, step: Step) -> None:
        first: Widget | None = next((field for field in step.query("*") if field.focusable), None)
        if first is not None:
            first.focus()

    @property
    def is_filled(self) -> bool:
        """Whether a card stands there: between two of them no key can be meant for either."""
        return bool(self.query(Step))

    @property
    def step(self) -> Step:
        return self.query_one(Step)

    # What is typed ----------------------------------------------------------------------------------------

    def on_choice_changed(self) -> None:
        self._read(refill=True)

    def on_multi_choice_changed(self) -> None:
        self._read(refill=True)

    def on_input_changed(self) -> None:
        self._read()

    def on_text_area_changed(self) -> None:
        self._read()

    def _read(self, *, refill: bool = False) -> None:
        """Take in what stands in the fields. It is kept at every key, so that no way out can lose it."""
        if self.state.end is not None or not self.query(Step):
            return
        self.state = self.step.read(self.state)
        if refill:
            self.step.refill(self.state)
            self._show_facts()
        else:
            self.step.state = self.state

    # Keys -------------------------------------------------------------------------------------------------

    def action_go_on(self) -> None:
        """Enter: on to the next card; from the last one, done."""
        if not self._is_understood():
            return
        if self.state.step == CARD:
            self._end(self.state.finish())
            return
        self.state = self.state.next()
        self.call_next(self._show_step)

    def action_save(self) -> None:
        """ctrl+s: to the last card, where it is done. Nothing takes effect unseen."""
        if self.state.step == CARD:
            self.action_go_on()
        elif self._is_understood():
            self.state = self.state.to_card()
            self.call_next(self._show_step)

    def action_skip(self) -> None:
        if self.state.step < CARD:
            self._read()
            self.state = self.state.skip()
            self.call_next(self._show_step)

    def action_back(self) -> None:
        if self.state.step > 1:
            self._read()
            self.state = self.state.back()
            self.call_next(self._show_step)

    def action_leave(self) -> None:
        """Esc: put by at this step. Words that are no day are pointed out once before they are left out."""
        self._read()
        trouble = self.step.trouble()
        if trouble and str(trouble) != self._warned:
            self._warned = str(trouble)
            leave = keys_of(self.app).shown(command("dialog_close"))
            self._point_out(trouble, f" ({leave} again leaves it out)")
        elif self.state == self.start:
            self.dismiss(None)
        else:
            self._end(self.state.defer())

    def action_put_away(self) -> None:
        self._read()
        self._end(self.state.put_away())

    def action_scroll_body(self, direction: int) -> None:
        """PageUp and PageDown move the evidence, which is what can be long here."""
        panel = self.query_one(EvidencePanel)
        panel.scroll_relative(y=direction * max(1, panel.size.height - 1), animate=False)

    def _is_understood(self) -> bool:
        self._read()
        trouble = self.step.trouble() or self.step.missing()
        if trouble:
            self._point_out(trouble)
        return trouble is None

    def _point_out(self, trouble: Misfilled, more: str = "") -> None:
        """Go to the field at fault, so that what is typed next puts it right."""
        trouble.go_there()
        self.say(f"{trouble}{more}", refusal=True)

    # The end ----------------------------------------------------------------------------------------------

    def _end(self, ended: Reflecting) -> None:
        """Keep the state as it ended; a refusal leaves the screen as it was."""
        try:
            outcome = self._keep(ended)
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        if ended.end == "finished" and "check_in" in ended.acting and self._is_now():
            self._check_in(outcome)
        else:
            self.dismiss(outcome)

    def _is_now(self) -> bool:
        """Whether the check-in is meant for now: its day has come, and nobody has asked the questions yet."""
        book = self.session.book
        planned = book.checkins.get(book.reflection(self.reflection).checkin or 0)
        return planned is not None and is_planned_for(planned, self.session.today)

    @work
    async def _check_in(self, outcome: Outcome) -> None:
        """A check-in meant for now follows at once."""
        contact = self.found.offer.side(self.found.reflection.side).contact
        await self.app.push_screen_wait(CheckInDialog(self.session, contact))
        self.dismiss(outcome)

    def _keep(self, ended: Reflecting) -> Outcome:
        held = self.session.book.lenses.get(self.found.reflection.lens or 0)
        done = self.start if self.found.reflection.status == "done" else None
        outcome = self.session.do(saving.reflect(self.reflection, ended, held, done))
        self.state = ended
        return outcome

    def on_unmount(self) -> None:
        """The app is closing over an unfinished reflection: it is put by, as if Esc had been pressed."""
        if self.state.end is None and self.state != self.start:
            with suppress(Refusal):
                self._keep(self.state.defer())
