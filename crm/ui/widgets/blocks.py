"""Texts as the rows of a list: each wrapped to the width, some of them lines that the cursor can stand on."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate

from msgspec import Struct

from crm.ui.widgets.line import Line, Span, cells, crop_line, spread, wrap


class Block(Struct, frozen=True):
    """One text. ``key`` is what to act on, ``indent`` where its second and further lines begin, in cells.

    ``right`` stands at the end of the first line. Without ``wraps`` the text is cropped instead of wrapped.
    With ``draw`` it is one line that is drawn for the width that there is.
    """

    line: Line
    key: Hashable | None = None
    indent: int = 0
    wraps: bool = True
    right: Line = ()
    draw: Callable[[int], Line] | None = None


def text(words: str = "", tone: str = "", *, indent: int = 1) -> Block:
    """A block of one tone."""
    return Block((Span(" " * indent), Span(words, tone)), indent=indent)


def heading(words: str, right: str = "") -> Block:
    """The head of a section, with what it rests on at its right."""
    return Block((Span(f" {words}", "strong"),), right=(Span(f"{right} ", "muted"),) if right else ())


class Blocks:
    """A list's source made of blocks."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = tuple(blocks)
        self._wrapped: tuple[int, list[list[Line]]] = (-1, [])

    def __len__(self) -> int:
        return len(self._blocks)

    def key(self, index: int, /) -> Hashable | None:
        return self._blocks[index].key

    def find(self, key: Hashable, /) -> int:
        return next((index for index, block in enumerate(self._blocks) if block.key == key), -1)

    def offsets(self, width: int, /) -> list[int]:
        return list(accumulate((len(lines) for lines in self._all_lines(width)), initial=0))

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        return self._all_lines(width)[index]

    def _all_lines(self, width: int) -> list[list[Line]]:
        if self._wrapped[0] != width:
            self._wrapped = (width, [_lines(block, width) for block in self._blocks])
        return self._wrapped[1]


def _lines(block: Block, width: int) -> list[Line]:
    if block.draw is not None:
        return [crop_line(block.draw(width - 1), width - 1)]
    room = width - 1 - (cells(block.right) + 1 if block.right else 0)
    first, *more = wrap(block.line, room, block.indent) if block.wraps else [crop_line(block.line, room)]
    return [spread(first, block.right, width - 1) if block.right else first, *more]
