"""Walking from card to card: who is new at the left, one card at the right; marking some for what is done at once."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.worker import get_current_worker

from crm.insight.duplicates import Double
from crm.insight.resembling import all_doubles
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.session.triage import Triage, keep
from crm.ui.commands import with_keys
from crm.ui.keys import keys_of
from crm.ui.screens.dialog import Dialog
from crm.ui.screens.triage.card import blocks
from crm.ui.screens.triage.queue import Queue
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.virtual_list import VirtualList

KEEP = 5.0
"""Seconds between two times that it is remembered how far one has come."""


class Walk(Dialog[Outcome]):
    """The queue and the card. Where one stopped is remembered."""

    TALL: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n,right", "next", "The next one", priority=True),
        Binding("p,left", "back", "The one before"),
        Binding("space", "mark", "Mark, and go on"),
        Binding("a", "mark_all", "Mark everybody who is left, or nobody"),
        Binding("tab", "more", "The next page of a long card, then the first again", priority=True),
    ]

    def __init__(self, session: Session, triage: Triage) -> None:
        super().__init__()
        self.session = session
        self.triage = triage
        self.marked: frozenset[int] = frozenset()
        self.doubles: tuple[Double, ...] = ()
        self._kept = triage
        self._came = {  # of whom was seen another time it is not known any more
            one: frozenset(session.book.contact(one).tags)
            for one in triage.within(session.book).queue
            if one not in triage.seen
        }

    # How it looks -----------------------------------------------------------------------------------------

    def heading(self) -> str:
        at = self.triage.queue.index(self.triage.at) + 1 if self.triage.at in self.triage.queue else 0
        return f"Go through new people · {at:,} of {len(self.triage.queue):,}"

    def middle(self) -> ComposeResult:
        with Horizontal(id="middle"):
            yield VirtualList(id="queue")
            yield VirtualList(id="card")

    def body(self) -> Iterable[Widget]:
        return ()

    def on_mount(self) -> None:
        self.say("")
        self.card.can_focus = False
        self.refill()
        self.queue.focus()
        self.look()
        self.set_interval(KEEP, self.keep)

    @property
    def queue(self) -> VirtualList:
        return self.query_one("#queue", VirtualList)

    @property
    def card(self) -> VirtualList:
        return self.query_one("#card", VirtualList)

    @work(thread=True, exclusive=True, group="doubles")
    def look(self) -> None:
        """Look for people who are in the book twice, beside the screen."""
        worker = get_current_worker()
        found = all_doubles(self.session.book, self.triage.queue)
        if not worker.is_cancelled:
            self.call_later(self.show_doubles, found)

    def show_doubles(self, found: tuple[Double, ...]) -> None:
        """Say of whom it is suspected."""
        self.doubles = found
        self.refill()

    def refill(self) -> None:
        """Show what there is now."""
        self.triage = self.triage.within(self.session.book)
        if not self.triage.queue:
            self.action_leave()
            return
        doubtful = frozenset(contact for one in self.doubles for contact in one[:2])
        source = Queue(self.session.book, self.triage, self.marked, doubtful, self._came)
        self.queue.show(source, key=self.triage.at)
        self.show_card()

    def show_card(self) -> None:
        """Show the card of the one who is looked at, and how far one has come."""
        self.retitle()
        session, left, marked = self.session, self.triage.left, len(self.marked)
        self.card.from_the_top(Blocks(blocks(session.book, self.triage.at, self.doubles, session.today)))
        told = [f"{marked:,} marked"] if marked else []
        told += ["tab: more of the card"] if self.card.total > self.card.height > 0 else []
        told.append(f"{left:,} to go" if left else "everybody has been seen")
        self.query_one("#dialog").border_subtitle = Content(" · ".join(told))

    # Moving -----------------------------------------------------------------------------------------------

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        if event.sender is self.queue and isinstance(event.key, int):
            self._go(event.key)

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()

    def _go(self, contact: int) -> None:
        if contact != self.triage.at:
            self.triage = self.triage.moved(contact)
            self.refill()

    def action_next(self) -> None:
        self.step(1)

    def action_back(self) -> None:
        self.step(-1)

    def action_go_on(self) -> None:
        self.step(1)

    def step(self, by: int) -> None:
        """Go to a neighbour; behind the last one it is said who is still to be seen."""
        queue = self.triage.queue
        at = queue.index(self.triage.at) + by
        self.say("")
        if 0 <= at < len(queue):
            self._go(queue[at])
        elif by > 0:
            self.triage = self.triage.looked_at([self.triage.at])
            self.refill()
            self._say_end(self.triage.left)

    def _say_end(self, left: int) -> None:
        still = f"that was the last one; {left:,} before it are still to be seen"
        self.say(still if left else with_keys("that was everybody: {dialog_close} leaves", keys_of(self.app)))

    def action_more(self) -> None:
        page = max(1, self.card.height - 1)
        at_end = self.card.top + self.card.height >= self.card.total
        self.card.top = 0 if at_end else self.card.top + page

    # Marking ----------------------------------------------------------------------------------------------

    @property
    def meant(self) -> tuple[int, ...]:
        """Whom a key is about: the marked ones in their order, else the one who is looked at."""
        return tuple(one for one in self.triage.queue if one in self.marked) or (self.triage.at,)

    def action_mark(self) -> None:
        self.marked ^= {self.triage.at}
        self.step(1)
        self.refill()

    def action_mark_all(self) -> None:
        """Mark everybody who has not been seen; again, nobody."""
        left = frozenset(one for one in self.triage.queue if one not in self.triage.seen)
        self.marked = frozenset() if self.marked else left
        does = with_keys("{tag} tags them, {archive} archives them, a marks nobody", keys_of(self.app))
        self.say(f"{len(self.marked):,} marked: {does}" if self.marked else "")
        self.refill()

    # Leaving ----------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Remember how far one has come."""
        if self.triage != self._kept:
            self._kept = self.triage
            keep(self.session, self.triage)
