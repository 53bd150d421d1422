"""The morning and the week on one screen: each line is acted on with Enter, and it is finished when it is empty."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult

from crm.insight.agenda.item import Item
from crm.insight.findings.act import Insight
from crm.insight.reviewing.morning import morning_list
from crm.insight.reviewing.weekly import Week, weekly_review
from crm.insight.words import counted
from crm.ui import glyphs
from crm.ui.commands import availability, command, label_in
from crm.ui.rows.finding_rows import finding_blocks
from crm.ui.rows.morning_words import sort_of
from crm.ui.screens.list_desk import ListDesk
from crm.ui.widgets.blocks import Block, Blocks, heading, text
from crm.ui.widgets.hints import Hints
from crm.ui.widgets.line import Span
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

MORNING_DONE = "Nothing is waiting. A good day to offer an introduction."
WEEK_DONE = "The week is looked over."


class TodayScreen(ListDesk):
    """What the day asks for, and what the week wants a thought about."""

    SHOWN: ClassVar[tuple[str, ...]] = ("put_by", "message", "undo")

    def lists(self) -> ComposeResult:
        with Pane(1, "Today", id="today"):
            yield VirtualList(id="lines")

    def refill(self) -> None:
        session = self.session
        morning = morning_list(self.book, session.today, session.thresholds)
        week = weekly_review(self.book, session.today, session.thresholds)
        left = len(morning) + len(week.lines)
        self.query_one("#today", Pane).says(f"{left:,} left" if left else "done")
        self.query_one("#lines", VirtualList).show(Blocks(today_blocks(morning, week)))

    def on_virtual_list_highlighted(self) -> None:
        """The last line names what the keys do to the line under the cursor, and leaves out those that do nothing."""
        context, hints = self.context, self.query_one(Hints)
        for one in map(command, self.SHOWN):
            hints.say(one.id, "" if availability(one, context) else label_in(one, context))


def today_blocks(morning: Iterable[Item], week: Week) -> Iterator[Block]:
    """The lines of the day, then those of the week."""
    morning = tuple(morning)
    yield heading("This morning", counted(len(morning), "thing") if morning else "")
    yield from map(item_block, morning)
    if not morning:
        yield text(MORNING_DONE)
    yield text()
    yield heading("This week", f"last 7 days: {week.happened}")
    for line in week.lines:
        if isinstance(line, Insight):
            yield text()
            yield from finding_blocks(line)
        else:
            yield item_block(line)
    if not week.lines:
        yield text(WEEK_DONE)


def item_block(item: Item) -> Block:
    """One line to act on."""
    return Block(
        (Span(f" {sort_of(item.what).sign} ", "accent"), Span(plain(item.text))),
        item,
        indent=3,
        right=(Span(glyphs.ENTER, "muted"),),
    )
