"""One person: the card at the left, the whole story at the right, and every command at hand."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from crm.domain.book import Book
from crm.session.session import Session
from crm.ui.commands import bindings_of, command
from crm.ui.context import Context, writable
from crm.ui.keys import keys_of
from crm.ui.rows.card import card_blocks
from crm.ui.rows.story import Key, story_blocks
from crm.ui.screens.contact_lines import Start, edits, opens
from crm.ui.screens.desk import ON_AN_OFFER, DeskScreen
from crm.ui.screens.dialog import STYLES, Hint, Hints
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.virtual_list import VirtualList

ON_THEM = ("edit", "note", "new_offer", "lens", "check_in", "who_suits", "tag", "message", "archive")
"""Commands about the person."""

ON_THE_BOOK = ("undo", "redo", "help")

HEARD = (*ON_THEM, *ON_AN_OFFER, *ON_THE_BOOK)

SHOWN: tuple[Hint, ...] = tuple(
    Hint(command(name).key, command(name).label, f"run('{name}')", name)
    for name in ("edit", "note", "new_offer", "lens", "check_in", "tag", "undo", "help")
)


class ContactScreen(DeskScreen):
    """Ends with an offer that was made here, or None."""

    CSS_PATH = STYLES / "contact.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back"),
        Binding("tab,right,left,shift+tab", "other_pane", "The card or the story", show=False),
        *bindings_of(HEARD),
    ]

    def __init__(self, session: Session, contact: int) -> None:
        super().__init__(session)
        self.contact = session.book.contact(contact).id
        self._seen = session.book  # the book as it was shown last

    def compose(self) -> ComposeResult:
        with Horizontal(id="contact"):
            with Pane(1, "Card", id="card"):
                yield VirtualList(id="facts")
            with Pane(2, "Story", id="story"):
                yield VirtualList(id="moments")
        yield Hints((*SHOWN, Hint("esc", "back", "leave")), id="hints")

    def on_mount(self) -> None:
        self.see()
        self.moments.focus()

    @property
    def at(self) -> VirtualList:
        """The list that has the cursor."""
        return next((one for one in self.query(VirtualList) if one.has_focus), self.moments)

    @property
    def moments(self) -> VirtualList:
        return self.query_one("#moments", VirtualList)

    def see(self) -> None:
        """Show the person as the book has them now; without them there is nothing to show."""
        book: Book = self.session.book
        if self.contact not in book.contacts:
            self.dismiss(None)
            return
        card = card_blocks(book, self.contact, self.session.today, editable=True)
        self.query_one("#facts", VirtualList).show(Blocks(card))
        story = Blocks(story_blocks(book, self.contact, self.session.today, keys_of(self.app)))
        self.moments.show(story, key=self._news_in(story))
        self._seen = book
        offers = len(book.offers_by_contact.get(self.contact, ()))
        self.query_one("#story", Pane).says(f"{offers} offer{'' if offers == 1 else 's'}")

    def _news_in(self, story: Blocks) -> Key | None:
        """The newest moment of what was added or changed, of an offer before what came with it.

        None where nothing was, or the cursor is on that offer already.
        """
        before, now = self._seen, self.session.book
        keys = (story.key(index) for index in range(len(story)))
        news = [key for key in keys if isinstance(key, Key) and _is_news(key, before, now)]
        newest = min(news, key=lambda key: _offer_of(now, key) is None, default=None)
        offer = _offer_of(now, newest)
        return None if offer is not None and offer == _offer_of(before, self.moments.key) else newest

    # What a flow asks of it ---------------------------------------------------------------------------------

    @property
    def context(self) -> Context:
        book, session = self.session.book, self.session
        return Context(
            today=session.today,
            pane="contacts",
            contact=book.contacts.get(self.contact),
            offer=book.offers.get(self._offer() or 0),
            people=len(book.contacts),
            owed=sum(one.is_owed for one in book.reflections_about(self.contact)),
            undo=session.can_undo,
            redo=session.can_redo,
            locked=self.locked,
            keys=keys_of(self.app),
            heard=HEARD,
        )

    def _offer(self) -> int | None:
        """The offer that the cursor of the story is on, or the one its reflection is about."""
        return _offer_of(self.session.book, self.moments.key)

    def go_to_offer(self, offer: int) -> None:
        """Put the cursor on the newest moment of an offer, unless it is on one of them already."""
        if self._offer() == offer:
            return
        source = self.moments.source
        keys = (source.key(index) for index in range(len(source)))
        found = next((key for key in keys if isinstance(key, Key) and key[:2] == ("offers", offer)), None)
        if found is not None:
            self.moments.go_to(found)

    # Keys ---------------------------------------------------------------------------------------------------

    def carry_out(self, name: str) -> None:
        """Edit what the cursor is on; the rest of the commands are flows."""
        if name == "edit":
            self._begin(edits)
        else:
            self.start(name)

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        """Enter opens what a line is about, or edits it where there is nothing to open."""
        event.stop()
        self._begin(opens)

    def _begin(self, way: Callable[[Session, int, Hashable | None], Start]) -> None:
        """Do what the line under the cursor leads to."""
        flow, about = way(self.session, self.contact, self.at.key)
        reason = None if flow == "open_offer" else writable(self.context)
        if reason is not None:
            self.tell(reason)
        else:
            self.start(flow, *about)

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_other_pane(self) -> None:
        lists: Sequence[VirtualList] = list(self.query(VirtualList))
        lists[0 if lists[1].has_focus else 1].focus()


def _is_news(key: Key, before: Book, now: Book) -> bool:
    """Whether a record of the story is new or another; their card is changed where it stands."""
    if key.table == "contacts":
        return False
    return getattr(before, key.table).get(key.id) is not getattr(now, key.table)[key.id]


def _offer_of(book: Book, key: Hashable | None) -> int | None:
    """The offer that a line of the story is about, itself or by its reflection."""
    if not isinstance(key, Key):
        return None
    if key.table == "reflections":
        return book.reflection(key.id).offer
    return key.id if key.table == "offers" else None
