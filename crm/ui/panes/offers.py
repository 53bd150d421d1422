"""The offers pane: what was offered, newest first, to the person in scope or to everyone."""

from datetime import date

from textual.app import ComposeResult
from textual.reactive import var

from crm.domain.book import Book
from crm.ui.keys import keys_of
from crm.ui.messages import OfferChosen, OpenOffer
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList


class OffersPane(Pane):
    """The timeline of the scope."""

    book: var[Book] = var(Book, init=False, always_update=True)
    scope: var[int | None] = var(None, init=False)
    today: var[date] = var(date.min, init=False, always_update=True)
    loaded: var[bool] = var(False, init=False)

    def __init__(self) -> None:
        super().__init__(2, "Offers", id="offers")
        self._from_start = True

    def compose(self) -> ComposeResult:
        yield VirtualList(id="timeline")

    @property
    def timeline(self) -> VirtualList:
        return self.query_one("#timeline", VirtualList)

    @property
    def offer(self) -> int | None:
        """The offer under the cursor, or None."""
        self.freshen()
        key = self.timeline.key
        return key if isinstance(key, int) else None

    def watch_book(self) -> None:
        self.stale()

    def watch_today(self) -> None:
        self.stale()

    def watch_loaded(self) -> None:
        self.stale()

    def watch_scope(self) -> None:
        self._from_start = True
        self.stale()

    def go_to(self, offer: int) -> bool:
        """Put the cursor on an offer of the scope. False when it is not there."""
        self.freshen()
        return self.timeline.go_to(offer)

    def refill(self) -> None:
        if not self.loaded:
            return
        from crm.ui.panes.offer_rows import OfferRows  # noqa: PLC0415 - loaded after the first paint
        from crm.ui.panes.welcome import no_offers  # noqa: PLC0415 - likewise

        rows = OfferRows(self.book, self.scope, self.today)
        if not len(rows):
            self.timeline.show(no_offers(self.book, self.scope, keys_of(self.app)))
        elif self._from_start:
            self.timeline.from_the_top(rows, key=rows.start)
        else:
            self.timeline.show(rows)
        self._from_start = False
        name = "Everyone" if self.scope is None else plain(self.book.name(self.scope))
        self.says(name, f"{rows.count:,}")

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        self.post_message(OfferChosen(self.offer))

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        if isinstance(event.key, int):
            self.post_message(OpenOffer(event.key))
