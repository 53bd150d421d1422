"""Everything that the answers teach, about everyone: what it suggests, and the figures that it rests on."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult

from crm.insight.everyone import EveryoneFacts, everyone_facts
from crm.insight.words import counted
from crm.ui.rows.finding_rows import finding_blocks
from crm.ui.rows.record_view import record_blocks
from crm.ui.screens.list_desk import ListDesk
from crm.ui.widgets.blocks import Block, Blocks, heading, text
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.virtual_list import VirtualList

WIDE = 100
"""Columns from which findings and figures stand side by side; below, one follows the other."""

NOTHING_FOUND = "Nothing to suggest yet: a finding needs five answers, a comparison ten on either side."


class InsightScreen(ListDesk):
    """The findings and the record. Findings can be put by until there is more to them."""

    SHOWN: ClassVar[tuple[str, ...]] = ("put_by", "new_offer", "undo")

    def lists(self) -> ComposeResult:
        with Pane(1, "What it suggests", id="suggests"):
            yield VirtualList(id="findings")
        with Pane(2, "The record", id="record"):
            yield VirtualList(id="figures")

    def refill(self) -> None:
        session = self.session
        facts = everyone_facts(self.book, session.today, session.thresholds)
        is_wide = self.size.width >= WIDE
        self.query_one("#record").display = is_wide
        findings = list(suggestion_blocks(facts))
        if is_wide:
            self.query_one("#figures", VirtualList).show(Blocks(record_blocks(facts, session.thresholds)))
        else:
            findings += [heading("The record"), text(), *record_blocks(facts, session.thresholds)]
        self.query_one("#findings", VirtualList).show(Blocks(findings))
        self.query_one("#suggests", Pane).says(counted(len(facts.insights), "finding"))
        self.query_one("#record", Pane).says(facts.window)


def suggestion_blocks(facts: EveryoneFacts) -> Iterator[Block]:
    """Every finding of the day."""
    for one in facts.insights:
        yield from finding_blocks(one)
    if not facts.insights:
        yield text(NOTHING_FOUND, "muted")
        yield text()
    if facts.put_by:
        words = counted(facts.put_by, "finding")
        yield text(f"{words} put by, until there are three records more", "muted")
        yield text()
