"""A screen of lists that flows work at: Enter does what a line says, the keys of the table do it to its record."""

from collections.abc import Hashable, Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from crm.domain.book import Book
from crm.domain.record import Refusal
from crm.insight.agenda.item import Item
from crm.insight.counting.watch import Watch
from crm.insight.findings.act import Act, Insight
from crm.session.actions import AnyAction, Outcome
from crm.session.session import Session
from crm.ui.commands import availability, command
from crm.ui.context import Context
from crm.ui.flows import flow_of
from crm.ui.flows.acts import place
from crm.ui.flows.desk import ResultT
from crm.ui.keys import bound, keys_of
from crm.ui.screens.dialog import STYLES, Hint, Hints
from crm.ui.told import sentence, told
from crm.ui.typed_ahead import answer, at_work
from crm.ui.widgets.virtual_list import VirtualList

ON_A_LINE = (
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
    "message",
    "note",
    "new_offer",
    "lens",
    "check_in",
    "who_suits",
    "put_by",
    "undo",
    "redo",
    "help",
)
"""Commands that can be given to the record of the line under the cursor."""


def command_bindings(names: Iterable[str]) -> list[BindingType]:
    """The keys of these commands, as on the main screen."""
    return [
        Binding(bound(one.keys), f"run('{one.id}')", one.label, show=False, tooltip=one.tooltip, id=one.id)
        for one in map(command, names)
    ]


class ListDesk(Screen[int | None]):
    """Ends with an offer that was made here, or None. What it shows follows every change.

    A screen says in ``refill`` what its lists show, and in ``SHOWN`` which commands its last line names.
    """

    CSS_PATH = STYLES / "lists.tcss"
    SHOWN: ClassVar[tuple[str, ...]] = ("undo",)
    ENTER: ClassVar[str] = "do it"
    """What Enter does, in a word."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back"),
        Binding("tab,right", "step(1)", "The next list", show=False),
        Binding("shift+tab,left", "step(-1)", "The list before", show=False),
        *command_bindings(ON_A_LINE),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def lists(self) -> ComposeResult:
        """The panes of this screen, each with a list."""
        yield from ()

    def refill(self) -> None:
        """Show the book as it is now."""

    # How it looks -----------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Horizontal(id="lists"):
            yield from self.lists()
        yield Hints(self._hints(), id="hints")

    def _hints(self) -> Iterable[Hint]:
        yield Hint(command("open").key, self.ENTER, "enter", "open")
        for name in (*self.SHOWN, "help"):
            one = command(name)
            yield Hint(one.key, one.label, f"run('{name}')", name)
        yield Hint("esc", "back", "leave")

    def on_mount(self) -> None:
        self.refill()
        next(iter(self.query(VirtualList))).focus()

    def on_resize(self) -> None:
        self.refill()

    @property
    def at(self) -> VirtualList:
        """The list that has the cursor."""
        found = [one for one in self.query(VirtualList) if one.has_focus]
        return (found or list(self.query(VirtualList)))[0]

    # What a flow asks of it ---------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        return self._session

    @property
    def book(self) -> Book:
        return self._session.book

    @property
    def line(self) -> Hashable | None:
        """What the line under the cursor stands for."""
        return self.at.key

    def chosen(self) -> tuple[int | None, int | None]:
        """The offer and the contact that the line under the cursor is about."""
        line = self.line
        if isinstance(line, Insight):
            line = line.act
        if not isinstance(line, Act | Item):
            return None, None
        try:
            offer, contact = place(self.book, line.ref)
        except Refusal:
            return None, None
        if contact is None and isinstance(line, Item):
            contact = line.people[0]
        return offer, contact

    @property
    def context(self) -> Context:
        session, status = self.session, self.session.status
        offer, contact = self.chosen()
        return Context(
            today=session.today,
            pane="offers" if offer is not None else "contacts",
            contact=self.book.contacts.get(contact or 0),
            offer=self.book.offers.get(offer or 0),
            act=self.line is not None,
            people=len(self.book.contacts),
            owed=len(self.book.derived(Watch).reflections),
            undo=session.can_undo,
            redo=session.can_redo,
            locked=status.reason or str(status) if status.word in {"read_only", "unreadable"} else "",
            keys=keys_of(self.app),
            line=self.line,
            heard=ON_A_LINE,
        )

    async def ask(self, dialog: Screen[ResultT]) -> ResultT | None:
        """Show a dialog and wait for what it ends with; the screen follows what it did."""
        result = await answer(self.app, dialog)
        self.refill()
        return result

    def do(self, action: AnyAction) -> Outcome:
        """Do something and show it."""
        outcome = self.session.do(action)
        self.refill()
        return outcome

    def recorded(self, outcome: Outcome) -> None:
        """Say what was recorded, and how to take it back."""
        if text := told(outcome, self.app):
            self.tell(text)

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""
        self.notify(sentence(text), markup=False)

    def go_to_contact(self, contact: int) -> None:
        """The lists stay where they are."""

    def go_to_offer(self, offer: int) -> None:
        """The lists stay where they are."""

    def land_on(self, offer: int) -> None:
        """An offer that has just been made is gone on with on the main screen."""
        self.dismiss(offer)

    def leave(self) -> None:
        """Close the app."""
        self.app.exit()

    # Keys ---------------------------------------------------------------------------------------------------

    def action_run(self, name: str) -> None:
        self.run(name)

    def run(self, name: str) -> None:
        """Do a command of the table, or say why it cannot be done here."""
        reason = availability(command(name), self.context)
        if reason is not None:
            self.tell(reason)
        else:
            self.start(name)

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.selected(event.key)

    def selected(self, key: Hashable) -> None:
        """Enter on a line."""
        if isinstance(key, Act | Item | Insight):
            self.start("act", key)

    @work(group="flow")
    async def start(self, flow: str, *about: object) -> None:
        """Run a flow to its end."""
        try:
            with at_work(self.app):
                await flow_of(flow)(self, *about)
        except Refusal as refusal:
            self.tell(str(refusal))

    def action_enter(self) -> None:
        if self.line is not None:
            self.selected(self.line)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_step(self, direction: int) -> None:
        shown = [one for one in self.query(VirtualList) if one.display and one.parent and one.parent.display]
        at = shown.index(self.at) if self.at in shown else 0
        shown[(at + direction) % len(shown)].focus()
