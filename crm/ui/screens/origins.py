"""Where the lines of a look-ahead come from: each leads back to the no, the offer or the check-in behind it."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from crm.domain.book import Book, TableName
from crm.insight.next_offer.look_ahead import Line, LookAhead
from crm.session.session import Session
from crm.ui import glyphs
from crm.ui.screens.offer import OfferScreen
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

NOTHING = "No line of this look-ahead comes from an earlier offer."


class OriginsScreen(ModalScreen[None]):
    """The lines that come from a record; Enter shows the offer in which it happened."""

    CSS_PATH = "../styles/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)", "Back")]

    def __init__(self, session: Session, ahead: LookAhead) -> None:
        super().__init__()
        self.session = session
        self.ahead = ahead

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as box:
            box.border_title = Content("Where it comes from")
            box.border_subtitle = Content(f"{glyphs.ENTER} the offer · Esc back")
            yield VirtualList()

    def on_mount(self) -> None:
        rows = self.query_one(VirtualList)
        rows.show(Blocks(origin_blocks(self.session.book, self.ahead.lines)))
        rows.focus()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        if isinstance(event.key, int):
            self.app.push_screen(OfferScreen(self.session, event.key), self._wished)

    def _wished(self, wish: str | int | None) -> None:
        """From there the way leads on to the reflection; what changes an offer waits for the one that is being made."""
        if isinstance(wish, int):
            from crm.ui.screens.reflection import ReflectionScreen  # noqa: PLC0415 - rarely wanted from here

            self.app.push_screen(ReflectionScreen(self.session, wish))
        elif wish is not None:
            self.notify("The offer that you are making comes first: Esc goes back to it", markup=False)


def origin_blocks(book: Book, lines: tuple[Line, ...]) -> Iterator[Block]:
    """The lines that lead back to an offer, each with that offer as its key."""
    once = {(line.origin, "" if line.about == "lesson" else line.text): line for line in reversed(lines)}
    found = [
        (line, offer)
        for line in reversed(once.values())
        if (offer := origin_offer(book, line.origin)) is not None
    ]
    for line, offer in found:
        yield Block(
            (Span(" "), Span(plain(line.text))), offer, indent=3, right=(Span(glyphs.ENTER, "accent"),)
        )
    if not found:
        yield text(NOTHING, "muted")


def origin_offer(book: Book, origin: tuple[TableName, int] | None) -> int | None:
    """The offer in which a line of a look-ahead has its origin: through its reflection, lens or check-in."""
    if origin is None:
        return None
    table, record = origin
    if table == "offers":
        return record if record in book.offers else None
    if table == "reflections" and record in book.reflections:
        return book.reflections[record].offer
    if table in ("lenses", "checkins"):
        found = book.lenses.get(record) or book.checkins.get(record)
        return origin_offer(book, ("reflections", found.origin)) if found and found.origin else None
    return None
