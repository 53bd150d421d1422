"""A screen of lists that flows work at: Enter does what a line says, the keys of the table do it to its record."""

from collections.abc import Hashable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from crm.domain.book import Book
from crm.domain.record import Refusal
from crm.insight.agenda.item import Item
from crm.insight.counting.watch import Watch
from crm.insight.findings.act import Act, Insight
from crm.ui.commands import bindings_of, command
from crm.ui.context import Context
from crm.ui.flows.acts import place
from crm.ui.keys import keys_of
from crm.ui.screens.desk import ON_AN_OFFER, DeskScreen
from crm.ui.screens.dialog import STYLES, Hint, Hints
from crm.ui.widgets.virtual_list import VirtualList

ON_A_LINE = (
    *ON_AN_OFFER,
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


class ListDesk(DeskScreen):
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
        *bindings_of(ON_A_LINE),
    ]

    def lists(self) -> ComposeResult:
        """The panes of this screen, each with a list."""
        yield from ()

    def refill(self) -> None:
        """Show the book as it is now."""

    def see(self) -> None:
        """Show the book as the session has it now."""
        self.refill()

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
    def book(self) -> Book:
        return self.session.book

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
        session = self.session
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
            locked=self.locked,
            keys=keys_of(self.app),
            line=self.line,
            heard=ON_A_LINE,
        )

    # Keys ---------------------------------------------------------------------------------------------------

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.selected(event.key)

    def selected(self, key: Hashable) -> None:
        """Enter on a line."""
        if isinstance(key, Act | Item | Insight):
            self.start("act", key)

    def action_enter(self) -> None:
        if self.line is not None:
            self.selected(self.line)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_step(self, direction: int) -> None:
        shown = [one for one in self.query(VirtualList) if one.display and one.parent and one.parent.display]
        at = shown.index(self.at) if self.at in shown else 0
        shown[(at + direction) % len(shown)].focus()
