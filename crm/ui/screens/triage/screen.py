"""Going through new people: what is done to one card, or to all that are marked."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import Screen

from crm.domain.record import Refusal
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.session.triage import Triage
from crm.ui.commands import with_keys
from crm.ui.done_here import DoneHere
from crm.ui.keys import keys_of
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.dialog import LEAVE, Hint, style_sheets
from crm.ui.screens.doubles.screen import DoublesScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.tags import TagsDialog
from crm.ui.screens.triage.card import suspicion
from crm.ui.screens.triage.walk import Walk
from crm.ui.told import to_take_back
from crm.ui.widgets.hints import hint


class TriageScreen(Walk):
    """Cards by single keys. Ends with what was done last, or None."""

    CSS_PATH = style_sheets("triage")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "tag", "Tag the marked ones, or this one", id="tag"),
        Binding("T", "tag_again", "The same tags as last time"),
        Binding("d", "archive", "Archive the marked ones, or this one", id="archive"),
        Binding("N", "note", "Write a note", id="note"),
        Binding("e", "edit", "Edit the card", id="edit"),
        Binding("m", "merge", "See whether it is somebody you have already"),
        Binding("u", "undo", "Take back what was done", id="undo"),
    ]

    def __init__(self, session: Session, triage: Triage) -> None:
        super().__init__(session, triage)
        self.last_tags: tuple[str, ...] = ()
        self._done = DoneHere(session)

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("⏎", "next", "next"),
            hint("tag", "tag"),
            hint("archive", "archive"),
            Hint("m", "merge", "merge"),
            hint("note", "note"),
            Hint("space", "mark", "mark"),
            hint("undo", "undo"),
            Hint("a", "mark all", "mark_all"),
            Hint("T", "same tags", "tag_again"),
            hint("edit", "edit"),
            LEAVE,
        )

    def _did(self, outcome: Outcome) -> None:
        """Count, show and say what was done, and how to take it back."""
        self._done.add(outcome)
        self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        """Show the book as it is now, and say what was done."""
        self.refill()
        self.say(to_take_back(outcome, self.app))

    # To those who are meant ---------------------------------------------------------------------------------

    def _did_to(self, about: tuple[int, ...], outcome: Outcome) -> None:
        """Whoever was marked has been seen, and with one card one goes on to the next."""
        was_marked = bool(self.marked)
        self.triage = self.triage.looked_at(about)
        self.marked = frozenset()
        if not was_marked:
            self.step(1)
        self._did(outcome)

    def _do(self, action: actions.Change, about: tuple[int, ...]) -> None:
        try:
            outcome = self.session.do(action)
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        self._did_to(about, outcome)

    def action_archive(self) -> None:
        """Put them away; one who is archived already comes back."""
        book, about = self.session.book, self.meant
        away = not all(book.contact(one).is_archived for one in about)
        self._do(actions.ArchiveContacts(contacts=about, archived=away), about)

    @work(group="ask")
    async def action_tag(self) -> None:
        """Ask for their tags."""
        about = self.meant
        before = {tag for one in about for tag in self.session.book.contact(one).tags}
        outcome = await self.app.push_screen_wait(TagsDialog(self.session, about))
        if outcome is not None:
            shared = set.intersection(*(set(self.session.book.contact(one).tags) for one in about))
            self.last_tags = tuple(sorted(shared - before)) or self.last_tags
            self._did_to(about, outcome)

    def action_tag_again(self) -> None:
        if self.last_tags:
            self._do(actions.TagContacts(contacts=self.meant, add=self.last_tags), self.meant)
        else:
            keys = keys_of(self.app)
            self.say(with_keys("{tag} tags first; then T gives the same tags again", keys), refusal=True)

    # To the one who is looked at -----------------------------------------------------------------------------

    def action_note(self) -> None:
        self.ask_about(NoteDialog(self.session, self.triage.at))

    def action_edit(self) -> None:
        self.ask_about(ContactForm(self.session, self.triage.at))

    @work(group="ask")
    async def ask_about(self, dialog: Screen[Outcome | None]) -> None:
        """Ask about the one who is looked at; their card stays."""
        outcome = await self.app.push_screen_wait(dialog)
        if outcome is not None:
            self._did(outcome)

    @work(group="ask")
    async def action_merge(self) -> None:
        """The two cards side by side, and what they become."""
        if suspicion(self.doubles, self.triage.at) is None:
            self.say("nobody in the book looks like the same person", refusal=True)
            return
        screen = DoublesScreen(self.session, self.triage.at)
        outcome = await self.app.push_screen_wait(screen)
        self.look()
        if outcome is not None:
            self._done.join(screen.done)
            self._tell(outcome)

    # Back, and away -------------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back what was done here, step by step."""
        try:
            undone = self._done.undo()
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        self.look()
        self.refill()
        self.say(f"undone: {undone.what}")

    def action_leave(self) -> None:
        self.keep()
        self.dismiss(self._done.outcome)

    def action_save(self) -> None:
        self.action_leave()
