"""Short texts side by side, of which no line breaks one in two."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

GAP = "   "
"""What stands between two of them."""


class Pieces(Widget):
    """Texts over as many lines as they need."""

    DEFAULT_CSS = """
    Pieces { width: 1fr; height: auto; }
    """

    def __init__(self, pieces: Iterable[Content], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.pieces = tuple(pieces)

    def render(self) -> Content:
        return Content("\n").join(side_by_side(self.pieces, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        return len(side_by_side(self.pieces, width))


def side_by_side(pieces: Sequence[Content], width: int) -> list[Content]:
    """Texts one after the other, as many in a line as fit."""
    lines: list[Content] = []
    for one in pieces:
        if lines and lines[-1].cell_length + len(GAP) + one.cell_length <= width:
            lines[-1] = Content(GAP).join([lines[-1], one])
        else:
            lines.append(one)
    return lines


def in_columns(pieces: Sequence[Content], width: int) -> list[Content]:
    """Texts in columns that are as wide as the longest of them; none where only one column fits."""
    widest = max(one.cell_length for one in pieces)
    count = (width + len(GAP)) // (widest + len(GAP))
    if count <= 1:
        return []
    padded = [one.pad_right(widest - one.cell_length) for one in pieces]
    return [Content(GAP).join(padded[at : at + count]) for at in range(0, len(padded), count)]
