"""A dialog around a list of things to look after."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.types import CSSPathType
from textual.widget import Widget

from crm.ui.screens.dialog import Dialog, style_sheets
from crm.ui.widgets.blocks import Block, Blocks
from crm.ui.widgets.virtual_list import VirtualList

ThingT = TypeVar("ThingT")
ResultT = TypeVar("ResultT")


class Listing(Dialog[ResultT], Generic[ResultT]):
    """A list with a cursor; keys do something to the thing under it. Ends with ``outcome``."""

    CSS_PATH: ClassVar[CSSPathType | None] = style_sheets("keeping")

    def __init__(self) -> None:
        super().__init__()
        self.outcome: ResultT | None = None

    def body(self) -> Iterable[Widget]:
        yield VirtualList(id="things")

    def on_mount(self) -> None:
        self.refill()
        self.list.focus()

    @property
    def list(self) -> VirtualList:
        return self.query_one("#things", VirtualList)

    def blocks(self) -> Iterable[Block]:
        """The rows; those that can be acted on have a key."""
        return ()

    def refill(self) -> None:
        """Show what there is now."""
        blocks = list(self.blocks())
        while blocks and not "".join(span.text for span in blocks[-1].line).strip():
            del blocks[-1]  # what parts one from the next parts the last from nothing
        self.list.show(Blocks(blocks))
        self.retitle()

    def chosen(self, things: Sequence[ThingT]) -> ThingT | None:
        """The thing under the cursor, whose key is its place among them."""
        at = self.list.key
        return things[at] if isinstance(at, int) and 0 <= at < len(things) else None

    def action_leave(self) -> None:
        self.dismiss(self.outcome)

    def action_save(self) -> None:
        self.action_leave()
