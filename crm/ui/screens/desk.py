"""The screen that flows work at: it asks, does and tells, and keeps the book on screen up to date."""

from functools import partial

from rich.text import Text
from textual.reactive import var
from textual.screen import Screen

from crm.domain.book import Book
from crm.session.actions import AnyAction, Outcome
from crm.session.session import Session
from crm.ui.flows.desk import ResultT
from crm.ui.told import sentence, told
from crm.ui.typed_ahead import answer

QUIET = 4.0
"""Seconds that a line of news stays."""


class DeskScreen(Screen[None]):
    """A screen over one session; ``book`` is what it shows."""

    book: var[Book] = var(Book, init=False, always_update=True)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.set_reactive(DeskScreen.book, session.book)

    @property
    def session(self) -> Session:
        return self._session

    def see(self) -> None:
        """Show the book as the session has it now."""
        if self.book is not self.session.book:
            self.book = self.session.book

    async def ask(self, dialog: Screen[ResultT]) -> ResultT | None:
        """Show a dialog and wait for what it ends with; the book on screen follows what it did."""
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
        tell = partial(self.notify, sentence(text), timeout=QUIET, markup=False)
        self.call_after_refresh(self.call_after_refresh, tell)  # what it tells of is drawn first

    def leave(self, farewell: str = "") -> None:
        """Close the app; ``farewell`` is said on the terminal afterwards."""
        self.app.exit(0, message=Text(farewell) if farewell else None)
