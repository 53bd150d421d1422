"""Going through new people: one card at a time, single keys, and some at once."""

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from crm.domain.book import Book
from crm.domain.record import Refusal
from crm.insight.duplicates import Double, duplicates
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.session.triage import Triage, keep
from crm.ui.rows.card import card_blocks
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, style_sheets
from crm.ui.screens.doubles.screen import DoublesScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.tags import TagsDialog
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Line, Span, crop, spread
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

KEEP = 5.0
"""Seconds between two times that it is remembered how far one has come."""


class Queue(NamedTuple):
    """A list's source: the people to go through, a line each, with what has become of them."""

    book: Book
    triage: Triage
    marked: frozenset[int]
    doubtful: frozenset[int]

    def __len__(self) -> int:
        return len(self.triage.queue)

    def key(self, index: int, /) -> Hashable | None:
        return self.triage.queue[index]

    def find(self, key: Hashable, /) -> int:
        return self.triage.queue.index(key) if key in self.triage.queue else -1

    def offsets(self, _width: int, /) -> None:
        return None

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        contact = self.book.contacts[self.triage.queue[index]]
        sign, word = self._state(contact.id)
        tone = "muted" if word in ("seen", "archived") else "strong"
        right = (Span(word, "accent" if word == "marked" else "muted"),)
        name = crop(contact.name, max(4, width - len(word) - 5))
        return [spread((Span(f" {sign} ", "accent"), Span(name, tone)), right, width - 1)]

    def _state(self, contact: int) -> tuple[str, str]:
        if contact in self.marked:
            return "●", "marked"
        if self.book.contacts[contact].is_archived:
            return "×", "archived"
        if contact in self.triage.seen:
            return "✓", "seen"
        return ("=", "twice?") if contact in self.doubtful else (" ", "")


class TriageScreen(Dialog[Outcome]):
    """Who is new at the left, one card at the right. Ends with what was done last; where one stopped is remembered."""

    CSS_PATH = style_sheets("triage")
    TALL: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n,right", "next", "The next one", priority=True),
        Binding("p,left", "back", "The one before"),
        Binding("space", "mark", "Mark, and go on"),
        Binding("tab", "more", "The next page of a long card, then the first again", priority=True),
        Binding("a", "mark_all", "Mark everybody who is left, or nobody"),
        Binding("t", "tag", "Tag the marked ones, or this one"),
        Binding("T", "tag_again", "The same tags as last time"),
        Binding("d", "archive", "Archive the marked ones, or this one"),
        Binding("N", "note", "Write a note"),
        Binding("e", "edit", "Edit the card"),
        Binding("m", "merge", "See whether it is somebody you have already"),
        Binding("u", "undo", "Take back what was done"),
    ]

    def __init__(self, session: Session, triage: Triage) -> None:
        super().__init__()
        self.session = session
        self.triage = triage
        self.marked: frozenset[int] = frozenset()
        self.doubles: tuple[Double, ...] = ()
        self.outcome: Outcome | None = None
        self.last_tags: tuple[str, ...] = ()
        self._done = 0
        self._kept = triage

    # How it looks -----------------------------------------------------------------------------------------

    def heading(self) -> str:
        at = self.triage.queue.index(self.triage.at) + 1 if self.triage.at in self.triage.queue else 0
        return f"Go through new people · {at:,} of {len(self.triage.queue):,}"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("⏎", "next", "next"),
            Hint("t", "tag", "tag"),
            Hint("d", "archive", "archive"),
            Hint("m", "merge", "merge"),
            Hint("N", "note", "note"),
            Hint("space", "mark", "mark"),
            Hint("u", "undo", "undo"),
            LEAVE,
        )

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
        found = duplicates(self.session.book)
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_doubles, found)

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
        source = Queue(self.session.book, self.triage, self.marked, doubtful)
        self.queue.show(source, key=self.triage.at)
        self.show_card()

    def show_card(self) -> None:
        """Show the card of the one who is looked at, and how far one has come."""
        self.retitle()
        left, marked = self.triage.left, len(self.marked)
        book, today = self.session.book, self.session.today
        blocks = [*self._suspicion(), *card_blocks(book, self.triage.at, today)]
        self.card.from_the_top(Blocks(blocks))
        told = [f"{marked:,} marked"] if marked else []
        told += ["tab: more of the card"] if self.card.total > self.card.height > 0 else []
        told.append(f"{left:,} to go" if left else "everybody has been seen")
        self.query_one("#dialog").border_subtitle = Content(" · ".join(told))

    def _suspicion(self) -> Iterable[Block]:
        book, at = self.session.book, self.triage.at
        for one in self.doubles:
            if at in one[:2] and all(contact in book.contacts for contact in one[:2]):
                other = book.name(one.b if one.a == at else one.a)
                words = f" {one.sure} {plain(other)}: {plain(', '.join(one.reasons))}"
                yield Block((Span(words, "accent"), Span("  m looks at both", "muted")), indent=1)
                yield text()
                return

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
        self._step(1)

    def action_back(self) -> None:
        self._step(-1)

    def action_go_on(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        queue = self.triage.queue
        at = queue.index(self.triage.at) + step
        self.say("")
        if 0 <= at < len(queue):
            self._go(queue[at])
        elif step > 0:
            self.triage = self.triage.looked_at([self.triage.at])
            self.refill()
            left = self.triage.left
            self.say(
                f"that was the last one; {left:,} before it are still to be seen"
                if left
                else "that was everybody: esc leaves"
            )

    def action_more(self) -> None:
        page = max(1, self.card.height - 1)
        at_end = self.card.top + self.card.height >= self.card.total
        self.card.top = 0 if at_end else self.card.top + page

    def action_mark(self) -> None:
        self.marked ^= {self.triage.at}
        self._step(1)
        self.refill()

    def action_mark_all(self) -> None:
        """Mark everybody who has not been seen; again, nobody."""
        left = frozenset(one for one in self.triage.queue if one not in self.triage.seen)
        self.marked = frozenset() if self.marked else left
        self.say(
            f"{len(self.marked):,} marked: t tags them, d archives them, a marks nobody"
            if self.marked
            else ""
        )
        self.refill()

    # Doing ------------------------------------------------------------------------------------------------

    @property
    def meant(self) -> tuple[int, ...]:
        """Whom a key is about: the marked ones in their order, else the one who is looked at."""
        return tuple(one for one in self.triage.queue if one in self.marked) or (self.triage.at,)

    def _did(self, outcome: Outcome, about: tuple[int, ...]) -> None:
        """Say what was done. Whoever was marked has been seen, and with one card one goes on to the next."""
        self.outcome = outcome
        self._done += 1
        was_marked = bool(self.marked)
        self.triage = self.triage.looked_at(about)
        self.marked = frozenset()
        if not was_marked:
            self._step(1)
        self.refill()
        self.say(f"{outcome.what}: u takes it back")

    def _do(self, action: actions.Change, about: tuple[int, ...]) -> None:
        try:
            outcome = self.session.do(action)
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        self._did(outcome, about)

    def action_archive(self) -> None:
        """Put them away; one who is archived already comes back."""
        book, about = self.session.book, self.meant
        away = not all(book.contact(one).is_archived for one in about)
        self._do(actions.ArchiveContacts(contacts=about, archived=away), about)

    def action_tag(self) -> None:
        self.ask_tags(self.meant)

    @work(group="ask")
    async def ask_tags(self, about: tuple[int, ...]) -> None:
        """Ask for the tags of some people."""
        before = {tag for one in about for tag in self.session.book.contact(one).tags}
        outcome = await self.app.push_screen_wait(TagsDialog(self.session, about))
        if outcome is not None:
            shared = set.intersection(*(set(self.session.book.contact(one).tags) for one in about))
            self.last_tags = tuple(sorted(shared - before)) or self.last_tags
            self._did(outcome, about)

    def action_tag_again(self) -> None:
        if not self.last_tags:
            self.say("t tags first; then T gives the same tags again", refusal=True)
            return
        self._do(actions.TagContacts(contacts=self.meant, add=self.last_tags), self.meant)

    def action_note(self) -> None:
        self.ask_about(NoteDialog(self.session, self.triage.at))

    def action_edit(self) -> None:
        self.ask_about(ContactForm(self.session, self.triage.at))

    @work(group="ask")
    async def ask_about(self, dialog: Screen[Outcome | None]) -> None:
        """Ask about the one who is looked at; their card stays."""
        outcome = await self.app.push_screen_wait(dialog)
        if outcome is not None:
            self.outcome = outcome
            self._done += 1
            self.refill()
            self.say(f"{outcome.what}: u takes it back")

    def action_merge(self) -> None:
        if any(self.triage.at in one[:2] for one in self.doubles):
            self.look_at_both()
        else:
            self.say("nobody in the book looks like the same person", refusal=True)

    @work(group="ask")
    async def look_at_both(self) -> None:
        """The two cards side by side, and what they become."""
        screen = DoublesScreen(self.session, self.triage.at)
        outcome = await self.app.push_screen_wait(screen)
        self.look()
        if outcome is not None:
            self.outcome = outcome
            self._done += screen.done
            self.refill()
            self.say(f"{outcome.what}: u takes it back")

    def action_undo(self) -> None:
        """Take back what was done here, step by step."""
        if not self._done:
            self.say("nothing was done here yet", refusal=True)
            return
        self.outcome = self.session.undo()
        self._done -= 1
        self.look()
        self.refill()
        self.say(f"undone: {self.outcome.what}")

    # Leaving ----------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Remember how far one has come."""
        if self.triage != self._kept:
            self._kept = self.triage
            keep(self.session, self.triage)

    def action_leave(self) -> None:
        self.keep()
        self.dismiss(self.outcome if self._done else None)

    def action_save(self) -> None:
        self.action_leave()
