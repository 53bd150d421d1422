"""Every key and what it does, built from the table of commands."""

from collections import Counter
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from crm.ui.commands import Command, availability, by_group
from crm.ui.context import Context
from crm.ui.keys import shown_key
from crm.ui.told import sentence
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.virtual_list import VirtualList

KEYS = 13
"""Cells of the column of keys."""

SHARED = 3
"""Keys of a group that do nothing for one reason, from which it is said once for all of them."""


class HelpScreen(ModalScreen[None]):
    """The keys by group. One that can do nothing just now says why, several for the same reason say it once."""

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
    """The lines of the help, for where one is."""
    blocks: list[Block] = []
    for group, every in by_group():
        commands = [one for one in every if _is_heard(one, context)]
        if not commands:
            continue
        reasons = {one.id: availability(one, context) for one in commands}
        shared = [why for why, count in Counter(filter(None, reasons.values())).items() if count >= SHARED]
        blocks.append(text(group, "strong"))
        blocks += (
            _shared(why, [one for one in commands if reasons[one.id] == why], context) for why in shared
        )
        blocks += (
            _block(one, context, "" if reasons[one.id] in shared else reasons[one.id] or "")
            for one in commands
        )
        blocks.append(text())
    return blocks


def _is_heard(one: Command, context: Context) -> bool:
    return not context.heard or one.owner != "main" or one.id in context.heard


def _shared(why: str, commands: list[Command], context: Context) -> Block:
    keys = "  ".join(context.keys.shown(one) for one in commands)
    return Block((Span(f"   Not now:  {keys}. {sentence(why)}.", "muted"),), indent=3)


def _block(one: Command, context: Context, reason: str) -> Block:
    keys = "  ".join(shown_key(key) for key in context.keys.of(one))
    spans = [Span(f"   {keys:<{KEYS}}", "accent"), Span(one.tooltip)]
    if reason:
        spans.append(Span(f" Now: {reason}.", "muted"))
    return Block(tuple(spans), indent=KEYS + 3)
