"""Every key and what it does, built from the table of commands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from crm.ui.commands import Command, availability, by_group
from crm.ui.context import Context
from crm.ui.keys import shown_key
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.virtual_list import VirtualList

KEYS = 13
"""Cells of the column of keys."""


class HelpScreen(ModalScreen[None]):
    """The keys by group. One that can do nothing just now says why."""

    CSS_PATH = "../styles/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss(None)", "Close"),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as box:
            box.border_title = Content("Keys")
            box.border_subtitle = Content("↑ ↓ scroll · Esc close")
            yield VirtualList()

    def on_mount(self) -> None:
        keys = self.query_one(VirtualList)
        keys.show(Blocks(help_blocks(self.context)))
        keys.focus()


def help_blocks(context: Context) -> list[Block]:
    """The lines of the help, for where the main screen is."""
    blocks: list[Block] = []
    for group, commands in by_group():
        blocks += [text(group, "strong"), *(_block(one, context) for one in commands), text()]
    return blocks


def _block(one: Command, context: Context) -> Block:
    keys = "  ".join(shown_key(key) for key in context.keys.of(one))
    reason = availability(one, context)
    spans = [Span(f"   {keys:<{KEYS}}", "accent"), Span(one.tooltip)]
    if reason is not None:
        spans.append(Span(f" Now: {reason}.", "muted"))
    return Block(tuple(spans), indent=KEYS + 3)
