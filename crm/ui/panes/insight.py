"""The insight pane: what the answers teach, about one person or about everyone, and one thing to do about it."""

from collections.abc import Hashable
from datetime import date

from textual.app import ComposeResult
from textual.reactive import var

from crm.domain.book import Book
from crm.ui.messages import ActChosen, DoAct
from crm.ui.panes.everyone_rows import everyone_blocks
from crm.ui.panes.person_rows import next_act, person_blocks
from crm.ui.panes.welcome import no_insight
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.virtual_list import VirtualList


class InsightPane(Pane):
    """The insight of the scope."""

    book: var[Book] = var(Book, init=False, always_update=True)
    scope: var[int | None] = var(None, init=False)
    today: var[date] = var(date.min, init=False)
    loaded: var[bool] = var(False, init=False)

    def __init__(self) -> None:
        super().__init__(3, "Insight", id="insight")

    def compose(self) -> ComposeResult:
        yield VirtualList(id="lessons")

    @property
    def lessons(self) -> VirtualList:
        return self.query_one("#lessons", VirtualList)

    @property
    def act(self) -> Hashable | None:
        """What the line under the cursor proposes, or None."""
        return self.lessons.key

    def on_mount(self) -> None:
        self._refill()

    def watch_book(self) -> None:
        self._refill()

    def watch_today(self) -> None:
        self._refill()

    def watch_scope(self) -> None:
        self._refill(first=True)

    def watch_loaded(self) -> None:
        self._refill()

    def _refill(self, *, first: bool = False) -> None:
        """Show what belongs here now. With ``first`` from the top, the cursor on what is proposed."""
        if not (self.is_mounted and self.loaded):
            return
        if first:
            self.lessons.scroll_to(y=0, animate=False)
        blocks = self._blocks()
        self.lessons.show(blocks, key=self._proposed(blocks) if first else None)

    def _proposed(self, blocks: Blocks) -> Hashable | None:
        if self.scope is not None and self.scope in self.book.contacts:
            return next_act(self.book, self.scope, self.today)
        return next((key for index in range(len(blocks)) if (key := blocks.key(index)) is not None), None)

    def _blocks(self) -> Blocks:
        if self.scope is not None and self.scope in self.book.contacts:
            return Blocks(person_blocks(self.book, self.scope, self.today))
        if not self.book.offers:
            return no_insight(self.book)
        return Blocks(everyone_blocks(self.book, self.today))

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.post_message(ActChosen(event.key))

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.post_message(DoAct(event.key))
