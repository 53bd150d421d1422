"""The insight pane: what the answers teach, about one person or about everyone, and one thing to do about it."""

from collections.abc import Hashable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.reactive import var

from crm.domain.book import Book
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.ui.keys import keys_of
from crm.ui.messages import ActChosen, DoAct
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from crm.insight.agenda.item import What
    from crm.ui.widgets.blocks import Blocks


class InsightPane(Pane):
    """The insight of the scope."""

    CAN_WAIT: ClassVar[bool] = True

    book: var[Book] = var(Book, init=False, always_update=True)
    scope: var[int | None] = var(None, init=False)
    today: var[date] = var(date.min, init=False, always_update=True)
    thresholds: var[Thresholds] = var(DEFAULTS, init=False)
    figured: var[Book | None] = var(None, init=False, always_update=True)
    """The book whose figures for everyone have been worked out."""

    begun: var[Book | None] = var(None, init=False)
    """At the start: the book whose morning is known before its figures."""

    def __init__(self) -> None:
        super().__init__(3, "Insight", id="insight")
        self._from_start = True
        self._unfolded: frozenset[What] = frozenset()

    def compose(self) -> ComposeResult:
        yield VirtualList(id="lessons")

    @property
    def lessons(self) -> VirtualList:
        return self.query_one("#lessons", VirtualList)

    @property
    def act(self) -> Hashable | None:
        """What the line under the cursor proposes, or None."""
        self.freshen()
        return self.lessons.key

    def watch_book(self) -> None:
        self.stale()

    def watch_today(self) -> None:
        self.stale()

    def watch_figured(self) -> None:
        self.stale()

    def watch_begun(self) -> None:
        self.stale()

    def watch_scope(self) -> None:
        self._from_start = True
        self.stale()

    def refill(self) -> None:
        """From the start: from the top, with the cursor on what is proposed. Figures are awaited, not worked out."""
        if not (self._is_figured or self._is_begun):
            return
        blocks = self._blocks()
        if self._from_start:
            self._from_start = False
            self.lessons.from_the_top(blocks, key=self._proposed(blocks))
        else:
            self.lessons.show(blocks)

    @property
    def _is_figured(self) -> bool:
        return self.figured is not None and (self._is_person or self.figured is self.book)

    @property
    def _is_begun(self) -> bool:
        return self.figured is None and self.begun is self.book and not self._is_person

    @property
    def _is_person(self) -> bool:
        return self.scope is not None and self.scope in self.book.contacts

    def _proposed(self, blocks: "Blocks") -> Hashable | None:
        if self.scope is not None and self._is_person:
            from crm.ui.panes.person_rows import next_act  # noqa: PLC0415 - loaded after the first paint

            return next_act(self.book, self.scope, self.today, self.thresholds)
        return next((key for index in range(len(blocks)) if (key := blocks.key(index)) is not None), None)

    def _blocks(self) -> "Blocks":
        from crm.ui.widgets.blocks import Blocks  # noqa: PLC0415 - loaded after the first paint

        if self.scope is not None and self._is_person:
            from crm.ui.panes.person_rows import person_blocks  # noqa: PLC0415 - likewise

            return Blocks(person_blocks(self.book, self.scope, self.today, self.thresholds))
        if not self.book.offers:
            from crm.ui.panes.welcome import no_insight  # noqa: PLC0415 - likewise

            return no_insight(self.book, keys_of(self.app))
        if self._is_begun:
            from crm.ui.panes.morning_rows import morning_blocks  # noqa: PLC0415 - likewise

            return Blocks(morning_blocks(self.book, self.today, self._unfolded, self.thresholds))
        from crm.ui.panes.everyone_rows import everyone_blocks  # noqa: PLC0415 - likewise

        return Blocks(everyone_blocks(self.book, self.today, self._unfolded, self.thresholds))

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.post_message(ActChosen(event.key))

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        from crm.ui.panes.unfold import Unfold  # noqa: PLC0415 - loaded after the first paint

        if isinstance(event.key, Unfold):
            self._unfold(event.key.what)
        else:
            self.post_message(DoAct(event.key))

    def _unfold(self, what: "What") -> None:
        self._unfolded |= {what}
        at = self.lessons.cursor
        self.refill()
        self.lessons.cursor = at
