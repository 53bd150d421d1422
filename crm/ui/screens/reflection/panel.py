"""The evidence of a step, in a panel that scrolls where it is longer than its room."""

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widget import Widget

from crm.ui.widgets.facts import Fact, Facts

FIELDS = 14
"""Columns before what stands in a field of a step."""


class EvidencePanel(VerticalScroll, can_focus=False):
    """What the record holds about this no; PageUp and PageDown move it where it is longer than its room."""

    def compose(self) -> Iterable[Widget]:
        yield Facts(indent=FIELDS)

    def show(self, facts: Iterable[Fact]) -> None:
        """Show the facts of a step, from the top; the same facts again stay where they were scrolled to."""
        facts = tuple(facts)
        if facts == self.query_one(Facts).facts and self.display == bool(facts):
            return
        self.display = bool(facts)
        self.query_one(Facts).show(facts)
        self.scroll_home(animate=False)
