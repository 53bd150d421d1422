"""All drafts by name, with those that are in your own words marked: Enter writes one anew."""

from collections.abc import Hashable, Iterator
from typing import ClassVar

from textual.app import ComposeResult

from crm.domain.book import Book
from crm.domain.messages.drafts import template_in
from crm.domain.messages.templates import NAMES
from crm.ui import glyphs
from crm.ui.screens.list_desk import ListDesk
from crm.ui.screens.template import TemplateDialog
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList


class TemplatesScreen(ListDesk):
    """The drafts that there are."""

    SHOWN: ClassVar[tuple[str, ...]] = ("undo",)
    ENTER: ClassVar[str] = "write"

    def lists(self) -> ComposeResult:
        with Pane(1, "The words of your drafts", id="templates"):
            yield VirtualList(id="names")

    def refill(self) -> None:
        own = len({one.name for one in self.book.templates.values()})
        self.query_one("#templates", Pane).says(f"{own} in your own words")
        self.query_one("#names", VirtualList).show(Blocks(template_blocks(self.book)))

    def selected(self, key: Hashable) -> None:
        """Enter writes the draft anew."""
        if isinstance(key, str):
            self.app.push_screen(TemplateDialog(self.session, key), self._written)

    def _written(self, outcome: object) -> None:
        if outcome is not None:
            self.refill()


def template_blocks(book: Book) -> Iterator[Block]:
    """Each draft with its subject, and whose words it is in."""
    own = {one.name for one in book.templates.values()}
    yield text("Nothing is ever sent by crm: these are what its drafts are made from.", "muted")
    yield text()
    for name, called in NAMES.items():
        subject, _ = template_in(book, name)
        whose = "your own words" if name in own else "the program’s words"
        yield Block(
            (Span(f" {called[:1].upper()}{called[1:]}", "strong"), Span(f"  {plain(subject)}", "muted")),
            name,
            wraps=False,
            right=(Span(whose, "accent" if name in own else "muted"), Span(f" {glyphs.ENTER}", "accent")),
        )
