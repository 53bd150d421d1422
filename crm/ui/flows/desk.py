"""What a flow can ask of the screen that it works for."""

from typing import Protocol, TypeVar

from textual.screen import Screen

from crm.session.actions import AnyAction, Outcome
from crm.session.session import Session
from crm.ui.context import Context

ResultT = TypeVar("ResultT")


class Desk(Protocol):
    """The main screen, as a flow sees it: the book's session, what is chosen, and the ways to ask and to tell."""

    @property
    def session(self) -> Session: ...

    @property
    def context(self) -> Context:
        """What is focused and chosen at this moment."""
        ...

    async def ask(self, dialog: Screen[ResultT]) -> ResultT | None:
        """Show a dialog and wait for what it ends with; the book on screen follows what it did."""
        ...

    def do(self, action: AnyAction) -> Outcome:
        """Do something and show the book as it is then.

        Raises:
            Refusal: when it cannot be done.
        """
        ...

    def recorded(self, outcome: Outcome) -> None:
        """Say what was recorded, and how to take it back."""
        ...

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""
        ...

    def go_to_contact(self, contact: int) -> None:
        """Put the cursor on a person."""
        ...

    def go_to_offer(self, offer: int) -> None:
        """Put the cursor on an offer, in its scope or under Everyone."""
        ...

    def land_on(self, offer: int) -> None:
        """Go to an offer that has just been made: cursor and focus stand on it in the offers pane, for the next key."""
        ...

    def run(self, name: str) -> None:
        """Do a command of the table, or say why it cannot be done here."""
        ...

    def leave(self, farewell: str = "") -> None:
        """Close the app; ``farewell`` is said on the terminal afterwards."""
        ...
