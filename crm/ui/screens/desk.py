"""The screen that flows work at: it runs commands, asks, does and tells, and shows what came of it."""

from rich.text import Text
from textual import work
from textual.screen import Screen

from crm.domain.record import Refusal
from crm.session.actions import AnyAction, Outcome
from crm.session.session import Session
from crm.ui.commands import availability, command
from crm.ui.context import Context
from crm.ui.flows import flow_of
from crm.ui.flows.desk import ResultT
from crm.ui.told import sentence, told
from crm.ui.typed.ahead import answer, at_work

QUIET = 4.0
"""Seconds that a line of news stays."""

ON_AN_OFFER = (
    "yes",
    "no",
    "later",
    "silent",
    "take_back",
    "asked",
    "nudged",
    "introduced",
    "outcome",
    "withdraw",
    "reflect",
)
"""Commands about the offer that the cursor is on."""


class DeskScreen(Screen[int | None]):
    """A screen over one session, as ``crm.ui.flows.desk`` describes it.

    One that is visited from the main screen ends with an offer that was made there, or None. A screen says in
    ``see`` how it shows the book, and in ``context`` what is chosen on it.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def see(self) -> None:
        """Show the book as the session has it now."""

    # What a flow asks of it ---------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        return self._session

    @property
    def context(self) -> Context:
        """What is focused and chosen at this moment."""
        return Context(today=self.session.today)

    @property
    def locked(self) -> str:
        """Why nothing can be saved; "" where it can."""
        status = self.session.status
        return status.reason or str(status) if status.word in ("read_only", "unreadable") else ""

    async def ask(self, dialog: Screen[ResultT]) -> ResultT | None:
        """Show a dialog and wait for what it ends with; the screen follows what it did."""
        result = await answer(self.app, dialog)
        self.see()
        return result

    def do(self, action: AnyAction) -> Outcome:
        """Do something and show the book as it is then.

        Raises:
            Refusal: when it cannot be done.
        """
        outcome = self.session.do(action)
        self.see()
        return outcome

    def recorded(self, outcome: Outcome) -> None:
        """Say what was recorded, and how to take it back."""
        if text := told(outcome, self.app):
            self.tell(text)

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""
        self.notify(sentence(text), timeout=QUIET, markup=False)

    def go_to_contact(self, contact: int) -> None:
        """The screen stays with what it shows."""

    def go_to_offer(self, offer: int) -> None:
        """The screen stays with what it shows."""

    def land_on(self, offer: int) -> None:
        """An offer that has just been made is gone on with on the main screen."""
        self.dismiss(offer)

    def leave(self, farewell: str = "") -> None:
        """Close the app; ``farewell`` is said on the terminal afterwards."""
        self.app.exit(0, message=Text(farewell) if farewell else None)

    # Commands -----------------------------------------------------------------------------------------------

    def action_run(self, name: str) -> None:
        self.run(name)

    def run(self, name: str) -> None:
        """Do a command of the table, or say why it cannot be done here."""
        reason = availability(command(name), self.context)
        if reason is not None:
            self.tell(reason)
        else:
            self.carry_out(name)

    def carry_out(self, name: str) -> None:
        """Do a command that can be done here."""
        self.start(name)

    @work(group="flow")
    async def start(self, flow: str, *about: object) -> None:
        """Run a flow to its end."""
        try:
            with at_work(self.app):
                await flow_of(flow)(self, *about)
        except Refusal as refusal:
            self.tell(str(refusal))
        self.ended()

    def ended(self) -> None:
        """A flow has come to its end."""
