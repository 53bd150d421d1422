"""The contacts pane: who. Its cursor scopes the other two panes."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import var

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.finding.folding import fold_each
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.ui.keys import keys_of
from crm.ui.messages import AddNamed, OpenContact, OpenEveryone, OpenOffer, Scoped
from crm.ui.panes.contact_rows import EVERYONE, ContactRows, Create, InText, Label, Row
from crm.ui.panes.search import Search
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from textual.widgets import Input


class ContactsPane(Pane):
    """Everyone, then people by name. ``/`` finds by any part of a name or of anything written down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]

    book: var[Book] = var(Book, init=False, always_update=True)
    today: var[date] = var(date.min, init=False, always_update=True)
    thresholds: var[Thresholds] = var(DEFAULTS, init=False)

    def __init__(self, book: Book, today: date) -> None:
        super().__init__(1, "Contacts", id="contacts")
        self.set_reactive(ContactsPane.book, book)
        self.set_reactive(ContactsPane.today, today)
        self._stale = True  # filled with the first paint, before anything is bound
        self._search: Search | None = None
        self._field: Input | None = None  # a twentieth of the start, and wanted only with the first search
        self._order: list[int] = []
        self._ordered: Mapping[int, Contact] | None = None

    def compose(self) -> ComposeResult:
        yield VirtualList(id="people")

    @property
    def people(self) -> VirtualList:
        return self.query_one("#people", VirtualList)

    @property
    def query_text(self) -> str:
        return self._field.value.strip() if self._field is not None and self.is_searching else ""

    @property
    def contact(self) -> int | None:
        """Whom the cursor is on; None on *Everyone*."""
        self.freshen()
        key = self.people.key
        if isinstance(key, InText):
            return key.contact
        return key if isinstance(key, int) and key != EVERYONE else None

    # What it shows ------------------------------------------------------------------------------------------

    def watch_book(self) -> None:
        self.stale()

    def watch_today(self) -> None:
        self.stale()

    def go_to(self, contact: int | None) -> None:
        """Put the cursor on a person, or on *Everyone*; a search that hides them is cleared."""
        self.freshen()
        key = EVERYONE if contact is None else contact
        if not self.people.go_to(key):
            self._close_search()
            self.refill()
            self.people.go_to(key)

    def refill(self, *, first: bool = False) -> None:
        """With ``first`` the cursor goes to the best match."""
        everyone = self._everyone()
        query = self.query_text
        if not everyone and not query:
            from crm.ui.panes.welcome import nobody  # noqa: PLC0415 - only at the very beginning

            self.people.show(nobody(keys_of(self.app)))
            self.says("")
            return
        rows: list[Row] = self._found(query) if query else [EVERYONE, *everyone]
        source = ContactRows(self.book, rows, self.today, self.thresholds)
        self.people.show(source, key=source.key(first_row(rows)) if first and rows else None)
        if query:
            count = sum(isinstance(row, int) for row in rows)
            self.says(f"{count:,} of {len(self.book.contacts):,}")  # those put away are found too
        else:
            self.says(f"{len(everyone):,}")

    def _everyone(self) -> list[int]:
        """Everyone who is not archived, by name."""
        contacts = self.book.contacts
        if self._ordered is not contacts:
            self._ordered = contacts
            shown = [one for one in contacts.values() if one.archived_on is None]
            names = fold_each([one.name for one in shown])
            self._order = [number for _, number in sorted(zip(names, (one.id for one in shown), strict=True))]
        return self._order

    # Finding ------------------------------------------------------------------------------------------------

    def find(self) -> None:
        """Open the search, or go back to it."""
        if self._search is None:
            self._search = Search()
        self._search.prepare(self, self.book)
        if self._field is None:
            self._field = self._add_field()
        self._field.display = True
        self._field.focus()

    def _add_field(self) -> "Input":
        from textual.widgets import Input  # noqa: PLC0415 - loaded after the first paint

        field = Input(placeholder="a name, a word, anything", id="find", compact=True)
        self.mount(field, before=self.people)
        self.watch(field, "value", self._typed, init=False)
        return field

    def _typed(self) -> None:
        """People and texts are found at every key, before it is painted: the letter and what it finds come together."""
        if self.is_searching:
            self.refill(first=True)

    @property
    def is_searching(self) -> bool:
        return self._field is not None and self._field.display

    def step_back(self) -> bool:
        """Close the search. False when none was open."""
        if not self.is_searching:
            return False
        self._close_search()
        self.refill()
        self.people.focus()
        return True

    def _close_search(self) -> None:
        if self._field is None:
            return
        self._field.display = False
        self._field.value = ""

    def _found(self, query: str) -> list[Row]:
        assert self._search is not None
        self._search.prepare(
            self, self.book
        )  # a book that was read or changed meanwhile may have no index yet
        people = self._search.people(self.book, query)
        rows: list[Row] = [*people] if people else [Create(query)]
        hits = self._search.texts(self.book, query, people)
        if hits is not None and hits.hits:
            rows += [Label(f" Said and written · {hits.total:,}"), *hits.hits]
        return rows

    def on_search_ready(self, event: Search.Ready) -> None:
        event.stop()
        self.refill(first=isinstance(self.people.key, Create))

    def on_input_changed(self, event: "Input.Changed") -> None:
        event.stop()

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        event.stop()
        if isinstance(self.people.key, Create):
            self.post_message(AddNamed(self.people.key.name))
        self.people.focus()

    def action_move(self, way: str) -> None:
        getattr(self.people, f"action_{way}")()

    # What it says -------------------------------------------------------------------------------------------

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        offer = event.key.offer if isinstance(event.key, InText) else None
        self.post_message(Scoped(self.contact, offer))

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        if isinstance(event.key, Create):
            self.post_message(AddNamed(event.key.name))
        elif isinstance(event.key, InText) and event.key.offer is not None:
            self.post_message(OpenOffer(event.key.offer))
        elif self.contact is not None:
            self.post_message(OpenContact(self.contact))
        else:
            self.post_message(OpenEveryone())


def first_row(rows: list[Row]) -> int:
    """The first row that was found; where nothing was, the one that adds somebody."""
    found = (index for index, row in enumerate(rows) if not isinstance(row, Label | Create))
    return next(found, 0)
