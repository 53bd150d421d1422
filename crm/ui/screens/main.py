"""The main screen: who, what was offered, what it teaches.

The book goes down to the panes by binding; they answer with messages. A key becomes a command of the table, and a
command becomes a flow, which asks, does and tells at this screen (``crm.ui.flows.desk``).
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var

from crm.domain.book import Book
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage.drafts import LeftBehind
from crm.storage.store import CONFLICTS
from crm.ui import messages
from crm.ui.commands import bindings
from crm.ui.context import Context
from crm.ui.flows import FLOWS
from crm.ui.keeping_up.figuring import Figuring, Wanted
from crm.ui.keeping_up.following import follow, keeping_parts, unfollow
from crm.ui.keeping_up.opening import Opening, Shows
from crm.ui.keeping_up.polling import Polling
from crm.ui.keys import keys_of
from crm.ui.leaving import UNREADABLE
from crm.ui.panes.contacts import ContactsPane
from crm.ui.panes.insight import InsightPane
from crm.ui.panes.offers import OffersPane
from crm.ui.panes.side_by_side import SideBySide
from crm.ui.rows.morning_line import morning_parts
from crm.ui.screens.desk import DeskScreen
from crm.ui.screens.moving import MOVES
from crm.ui.widgets.footer import KeyBar
from crm.ui.widgets.header import Header

MERGED = 30.0
"""Seconds for which the header says that something was merged from elsewhere."""

SAVING = 0.3
"""Seconds after a change by which it is usually in the file: then the header says so."""


class MainScreen(DeskScreen):
    """Three panes over one session."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("main")
    AUTO_FOCUS = ""  # the contacts have it from the start

    book: var[Book] = var(Book, init=False, always_update=True)
    scope: var[int | None] = var(None, init=False)
    today: var[date] = var(date.min, init=False, always_update=True)
    thresholds: var[Thresholds] = var(DEFAULTS, init=False)
    loaded: var[bool] = var(False, init=False)
    """Whether the whole book has been read."""

    figured: var[Book | None] = var(None, init=False, always_update=True)
    """The book of which it has been worked out what it teaches."""

    begun: var[Book | None] = var(None, init=False)
    """At the start: the book of which the morning is known before its figures."""

    def __init__(self, session: Session, take_up: Callable[[], LeftBehind]) -> None:
        super().__init__(session)
        self._take_up = take_up
        self._merged = 0.0  # until when the header says that something came from elsewhere
        self.set_reactive(MainScreen.book, session.book)
        self.set_reactive(MainScreen.today, session.today)
        self.set_reactive(MainScreen.thresholds, session.thresholds)
        self.set_reactive(MainScreen.loaded, session.is_loaded)
        self.set_reactive(MainScreen.figured, session.book if session.is_loaded else None)
        self._figuring = Figuring(self, self.show_figures, is_ready=session.is_loaded)
        self._opening = Opening(
            self, session, Shows(self.show_loaded, self.show_morning, self._figuring.begin, self.show_damage)
        )
        self._polling = Polling(self, session, self.polled)

    def compose(self) -> ComposeResult:
        yield Header()
        yield SideBySide(
            ContactsPane(self.book, self.today).data_bind(
                MainScreen.book, MainScreen.today, MainScreen.thresholds
            ),
            OffersPane().data_bind(MainScreen.book, MainScreen.scope, MainScreen.today, MainScreen.loaded),
            InsightPane().data_bind(
                MainScreen.book,
                MainScreen.scope,
                MainScreen.today,
                MainScreen.thresholds,
                MainScreen.figured,
                MainScreen.begun,
            ),
        )
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(Header).file = self.session.path.name
        self.panes.go("contacts")
        self.refresh_saved()
        self._show_keys()
        self.figure()
        self._polling.begin()
        follow(self.session.store, lambda: self.call_after_refresh(self.refresh_saved))
        if self.loaded:
            self.call_after_refresh(self.greet)
        else:
            self.screen_layout_refresh_signal.subscribe(self, self.first_painted, immediate=True)

    def first_painted(self, _screen: object) -> None:
        """Read the rest as soon as the contacts have been drawn; what is drawn again does not hold it up."""
        self.screen_layout_refresh_signal.unsubscribe(self)
        self._opening.begin()

    def show_loaded(self) -> None:
        """Show the whole book."""
        self.loaded = True
        self.see()

    def show_morning(self, book: Book) -> None:
        """Show what the day asks for, before the figures are there: in pane and header with the same paint."""
        self.begun = book
        self.insight.freshen()
        self.refresh_morning()

    def show_figures(self, book: Book) -> None:
        """Show what the book teaches."""
        is_first, self.figured = self.figured is None, book
        self.call_after_refresh(self.refresh_morning)
        if is_first:
            self._opening.finish()
            self.greet()

    def show_damage(self) -> None:
        """Leave: a book that cannot be read to its end has a screen of its own."""
        self.app.exit(UNREADABLE)

    def greet(self) -> None:
        """Offer what waits to be looked after, unless something else is being done already."""
        left = self._take_up()
        if self.is_current:
            self.start("greet", left)

    def on_unmount(self) -> None:
        unfollow(self.session.store)

    # What is looked at ------------------------------------------------------------------------------------

    @property
    def panes(self) -> SideBySide:
        return self.query_one(SideBySide)

    @property
    def contacts(self) -> ContactsPane:
        return self.query_one(ContactsPane)

    @property
    def offers(self) -> OffersPane:
        return self.query_one(OffersPane)

    @property
    def insight(self) -> InsightPane:
        return self.query_one(InsightPane)

    @property
    def context(self) -> Context:
        line = self.insight.act if self.panes.focused == "insight" else None
        return Context(
            today=self.today,
            pane=self.panes.focused,
            contact=self.book.contacts.get(self.scope or 0),
            offer=self.book.offers.get(self.offers.offer or 0),
            act=line is not None,
            line=line,
            people=len(self.book.contacts),
            owed=_owed(self.book) if self.loaded else 0,
            undo=self.session.can_undo,
            redo=self.session.can_redo,
            locked=self.locked,
            keys=keys_of(self.app),
            undecided=len(self.session.store.numbers(CONFLICTS)),
            broken=len(self.session.store.problems),
        )

    @property
    def locked(self) -> str:
        """Why nothing can be saved; "" where it can."""
        return super().locked if self.loaded else "it is still being read"

    def tell(self, text: str) -> None:
        """Say something that needs no answer, once what it tells of has been drawn."""
        self.call_after_refresh(self.call_after_refresh, partial(super().tell, text))

    def go_to_contact(self, contact: int) -> None:
        """Put the cursor on a person."""
        self.contacts.go_to(contact)
        self.settle()

    def go_to_offer(self, offer: int) -> None:
        """Put the cursor on an offer, in its scope or under Everyone."""
        if not self.offers.go_to(offer):
            self.contacts.go_to(None)
            self.settle()
            self.offers.go_to(offer)
        self.refresh_keys()

    def land_on(self, offer: int) -> None:
        """Cursor and focus stand on an offer that has just been made."""
        self.go_to_offer(offer)
        self.panes.go("offers")

    # Keeping up -------------------------------------------------------------------------------------------

    def see(self) -> None:
        """Show the book as the session has it now: what a key has changed is in the very next paint."""
        if self.book is not self.session.book:
            self.book = self.session.book
        self.offers.freshen()
        self.contacts.freshen()

    def watch_book(self) -> None:
        self.refresh_lines()
        self.figure()

    def watch_today(self) -> None:
        self.refresh_lines()
        self.figure()

    def figure(self) -> None:
        """Have worked out what the book teaches."""
        if self.loaded:
            self._figuring.want(Wanted(self.book, self.today, self.thresholds))

    def follow_settings(self) -> None:
        """Say days, keys and what the rules find as they are set now."""
        self.thresholds = self.session.thresholds
        self.today = self.session.today
        self.book = self.session.book

    def refresh_lines(self) -> None:
        """Bring header and footer up to date, once what they tell of has been drawn."""
        self.call_after_refresh(self.refresh_saved)
        self.refresh_keys()
        self.set_timer(SAVING, self.refresh_saved)

    def refresh_morning(self) -> None:
        """Count what the day asks for."""
        if self.book is self.figured or self.book is self.begun:
            from crm.insight.reviewing.morning import morning_list  # noqa: PLC0415 - loaded after the first paint

            today = morning_parts(morning_list(self.book, self.today, self.thresholds), self.today)
            self.query_one(Header).today = (*keeping_parts(self.session.store, keys_of(self.app)), *today)

    def refresh_saved(self) -> None:
        """Say how saving stands. A look at the file may end when the screen is being taken down already."""
        status = self.session.status
        merged = " · merged from elsewhere" if status.word == "saved" and monotonic() < self._merged else ""
        for header in self.query(Header):
            header.saved, header.alarm = f"{status}{merged}", status.word not in ("saved", "saving")

    def refresh_keys(self) -> None:
        """Bring the footer up to date once what it depends on has been shown."""
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        self.query_one(KeyBar).context = self.context

    def polled(self, outcome: Outcome | None) -> None:
        """Show what another program wrote, how saving stands, and whether a new day has begun."""
        if outcome is not None:
            self._merged = monotonic() + MERGED
            self.recorded(outcome)
            self.see()
        if self.session.today != self.today:
            self.today = self.session.today
        self.refresh_saved()

    # What the panes say -----------------------------------------------------------------------------------

    def on_scoped(self, event: messages.Scoped) -> None:
        self.scope = event.contact
        if event.offer is not None:
            self.offers.go_to(event.offer)
        self.refresh_keys()

    def on_offer_chosen(self) -> None:
        self.refresh_keys()

    def on_act_chosen(self) -> None:
        self.refresh_keys()

    def on_side_by_side_moved(self) -> None:
        self.refresh_keys()

    def on_open_everyone(self) -> None:
        self.panes.go("insight")

    def on_open_contact(self, event: messages.OpenContact) -> None:
        self.start("open_contact", event.contact)

    def on_open_offer(self, event: messages.OpenOffer) -> None:
        self.go_to_offer(event.offer)
        self.start("open_offer", event.offer)

    def on_do_act(self, event: messages.DoAct) -> None:
        self.start("act", event.act)

    def on_add_named(self, event: messages.AddNamed) -> None:
        self.start("add_contact", event.name)

    def on_run_command(self, event: messages.RunCommand) -> None:
        self.run(event.command)

    # Commands ---------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Let the panes follow a cursor that has only just moved, so that a command means what is under it."""
        self.scope = self.contacts.contact

    def run(self, name: str) -> None:
        """Do a command of the table, or say why it cannot be done here."""
        self.settle()
        super().run(name)

    def carry_out(self, name: str) -> None:
        """Begin the flow of a command, or move as it says."""
        if name in FLOWS:
            self.start(name)
        else:
            MOVES[name](self)

    def ended(self) -> None:
        """After a flow the footer names what can be done now."""
        self.refresh_keys()


def _owed(book: Book) -> int:
    from crm.insight.counting.watch import Watch  # noqa: PLC0415 - loaded after the first paint

    return len(book.derived(Watch).reflections)
