"""Earlier states of the book, and the way back to one of them."""

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from crm.domain.record import Refusal
from crm.session import keeping
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage import backups, copies
from crm.storage.backups import Backup
from crm.storage.change import SaveFailed, Unreadable
from crm.storage.store import utc_now
from crm.storage.words import counts_in_words, moment_in_words, size_in_words
from crm.storage.writer import reason_of
from crm.ui.screens.confirm import Confirm
from crm.ui.screens.dialog import LEAVE, Hint
from crm.ui.screens.keeping.listing import Listing
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.virtual_list import VirtualList

NONE = "There is no backup yet: one is kept with the first change of each session, and n makes one now."


class EarlierScreen(Listing[Outcome]):
    """The backups, the newest first. Going back is one step, and can be undone like any other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "make", "Make a backup now")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.kept = keeping.earlier(session)
        self.holds: dict[Backup, str] = {}

    def heading(self) -> str:
        return f"Earlier states of {self.session.path.name}"

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("⏎", "go back to it", "open"), Hint("n", "make one now", "make"), LEAVE)

    def on_mount(self) -> None:
        self.count()

    def blocks(self) -> Iterable[Block]:
        if not self.kept:
            yield text(NONE, "muted")
        for place, one in enumerate(self.kept):
            size = size_in_words(one.size) + (", for good" if one.is_for_good else "")
            yield Block(
                (Span(f" {moment_in_words(one.replaced):<18}  ", "strong"), Span(self.holds.get(one, "…"))),
                key=place,
                indent=21,
                right=(Span(size, "muted"),),
            )
        if self.kept:
            yield text()
            yield text(f"in {self.kept[0].path.parent}", "muted")

    @work(thread=True, exclusive=True, group="count")
    def count(self) -> None:
        """Look into each, beside the screen."""
        worker = get_current_worker()
        for one in self.kept:
            if worker.is_cancelled:
                return
            if one not in self.holds:
                self.holds[one] = _holds(one)
        if not worker.is_cancelled:
            self.call_later(self.refill)

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        one = self.chosen(self.kept)
        if one is not None:
            self.go_back(one)

    @work(exclusive=True, group="keeping")
    async def go_back(self, one: Backup) -> None:
        """Ask, then let the book be as it was."""
        question = (
            f"The book will be as it was on {moment_in_words(one.replaced)} ({self.holds.get(one, 'not counted yet')}). "
            "What it is now is kept among these for good, and undo takes you back to it."
        )
        if not await self.app.push_screen_wait(Confirm("Go back?", question)):
            return
        try:
            await asyncio.to_thread(self._keep_present)
            self.dismiss(keeping.restore(self.session, one))
        except (Refusal, OSError, SaveFailed) as fault:
            self.say(f"nothing was changed: {reason_of(fault)}", refusal=True)

    def _keep_present(self) -> None:
        """Make a backup of the book as it is now. Waits for the disk."""
        self.session.store.flush()
        copies.take(self.session.path, utc_now())

    @work(thread=True, exclusive=True, group="keeping")
    def action_make(self) -> None:
        """A backup of the book as it is in the file now."""
        try:
            self._keep_present()
            told = "made, and read back"
        except (Refusal, OSError, SaveFailed) as fault:
            told = f"no backup could be made: {reason_of(fault)}"
        self.call_later(self.made, told)

    def made(self, told: str) -> None:
        """Show the list with the new one."""
        self.kept = keeping.earlier(self.session)
        self.refill()
        self.count()
        self.say(told)


def _holds(one: Backup) -> str:
    try:
        return counts_in_words(backups.read(one).counts)
    except (OSError, Unreadable) as fault:
        return f"cannot be read: {fault.what if isinstance(fault, Unreadable) else reason_of(fault)}"
