"""Facts: labels and texts side by side, the texts wrapped under themselves."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from crm.ui.widgets.plain import plain

INDENT = 12
"""Columns of the labels where there is little room."""

LITTLE = 50
"""Columns that are little room."""


class Fact(NamedTuple):
    """One piece of evidence: a label, the text, and whether it is worth a second look."""

    label: str
    text: str
    marked: bool = False


class Facts(Widget):
    """Facts, each with its label before it. One that is worth a second look is drawn stronger.

    ``indent`` is where the texts begin: in line with the fields below them.
    """

    DEFAULT_CSS = """
    Facts { width: 1fr; height: auto; }
    """

    def __init__(self, facts: Iterable[Fact] = (), *, indent: int) -> None:
        super().__init__()
        self.indent = indent
        self.facts = tuple(facts)

    def show(self, facts: Iterable[Fact]) -> None:
        """Show other facts."""
        self.facts = tuple(facts)
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        indent = self.indent if width > LITTLE else INDENT
        for fact in self.facts:
            text = Content.styled(plain(fact.text), "$foreground bold" if fact.marked else "$foreground")
            folded = text.wrap(max(10, width - indent)) or [Content("")]
            label = Content.styled(fact.label.ljust(indent), "$foreground-muted")
            lines.append(Content.assemble(label, folded[0]))
            lines += [Content.assemble(" " * indent, part) for part in folded[1:]]
        return lines
