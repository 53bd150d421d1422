"""One list for every pane: it draws the lines that are seen and builds nothing else.

Measured against Textual's own lists with 10,000 rows, a list drawn line by line starts three times sooner and
follows a held key without falling behind, because no row costs anything before it comes into view.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from crm.ui.commands import bindings
from crm.ui.widgets.drawn_lines import DrawnLines
from crm.ui.widgets.line import Line
from crm.ui.widgets.source import Nothing, Source

KEPT = 200
"""Rows that are kept as lines."""

SETTLE = 0.01
"""Seconds after the last move before the other panes are told: a held key never waits for them."""


class VirtualList(DrawnLines, can_focus=True):
    """A list over a ``Source``, with a cursor that stays on the same key when the source changes."""

    BINDINGS = bindings("list")

    cursor: var[int] = var(-1, init=False)
    """The index of the row under the cursor; -1 while no row can be acted on."""

    class Highlighted(Message):
        """The cursor has come to rest on a row. ``key`` is None when there is none."""

        def __init__(self, sender: "VirtualList", key: Hashable | None) -> None:
            super().__init__()
            self.sender = sender
            self.key = key

        @property
        def control(self) -> "VirtualList":
            return self.sender

    class Selected(Message):
        """Enter or a double click on a row."""

        def __init__(self, sender: "VirtualList", key: Hashable) -> None:
            super().__init__()
            self.sender = sender
            self.key = key

        @property
        def control(self) -> "VirtualList":
            return self.sender

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._source: Source = Nothing()
        self._offsets: Sequence[int] | None = None
        self._total = 0
        self._looked_up = (-1, 0, 0)  # the last row that was: its index, its first line, the line behind it
        self._lines: dict[int, Sequence[Line]] = {}
        self._settling: Timer | None = None
        self._told: Hashable | None = None

    # What it shows ----------------------------------------------------------------------------------------

    @property
    def source(self) -> Source:
        return self._source

    @property
    def key(self) -> Hashable | None:
        """The key of the row under the cursor, or None."""
        return self._source.key(self.cursor) if 0 <= self.cursor < len(self._source) else None

    def show(self, source: Source, *, key: Hashable | None = None) -> None:
        """Show other rows. The cursor stays on its key, at the same height on the screen where it can.

        Args:
            source: The rows.
            key: A row to go to instead of the one that the cursor is on.
        """
        kept, before = self.key, self.cursor
        above = self._first(before) - self.top if before >= 0 else 0
        self._source = source
        self._lay_out()
        at = self._find(key if key is not None else kept)
        self.set_reactive(VirtualList.cursor, at if at >= 0 else self._near(max(before, 0)))
        top = self._first(at) - above if at >= 0 and key is None else self.top
        self.set_reactive(VirtualList.top, self._in_view(top))
        self.paint()
        self._tell_soon()

    def from_the_top(self, source: Source, *, key: Hashable | None = None) -> None:
        """Show other rows from their first line on, as far as the cursor's row lets it."""
        self.set_reactive(VirtualList.top, 0)
        self.set_reactive(VirtualList.cursor, -1)
        self.show(source, key=key)

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on a key. False when no row has it."""
        at = self._find(key)
        if at >= 0:
            self.cursor = at
        return at >= 0

    def _find(self, key: Hashable | None) -> int:
        return -1 if key is None else self._source.find(key)

    def _near(self, index: int) -> int:
        """The row that can be acted on at or after an index, else the one before it, else -1."""
        index = min(index, len(self._source) - 1)
        after = self._next(index - 1, 1)
        return after if after >= 0 else self._next(index, -1)

    def _next(self, index: int, step: int) -> int:
        index += step
        while 0 <= index < len(self._source):
            if self._source.key(index) is not None:
                return index
            index += step
        return -1

    # Where things are -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._lines.clear()
        self._offsets = self._source.offsets(self.room) if self.room else None
        self._total = len(self._source) if self._offsets is None else self._offsets[-1]
        self._looked_up = (-1, 0, 0)
        if self.styles.is_auto_height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        offsets = self._source.offsets(max(1, width - 1))
        return len(self._source) if offsets is None else offsets[-1]

    @property
    def total(self) -> int:
        return self._total

    def line(self, y: int, /) -> tuple[Line, bool]:
        index = self._row_at(y)
        lines = self._lines.get(index)
        if lines is None:
            if len(self._lines) > KEPT:
                self._lines.clear()
            lines = self._lines[index] = self._source.lines(index, self.room)
        at = 0 if self._offsets is None else y - self._looked_up[1]
        return lines[at] if at < len(lines) else (), index == self.cursor

    def rows_in_view(self) -> Iterator[tuple[Hashable, int]]:
        """The rows that can be acted on and are seen from their first line on: keys, and lines on the screen."""
        y, end = self.top, min(self.total, self.top + self.height)
        while y < end:
            index = self._row_at(y)
            key = self._source.key(index)
            if key is not None and self._first(index) == y:
                yield key, y - self.top
            y = self._first(index + 1)

    def resized(self) -> None:
        self._lay_out()
        self.set_reactive(VirtualList.top, self._in_view(self.top))

    def _first(self, index: int) -> int:
        """The first line of a row."""
        return index if self._offsets is None else self._offsets[index]

    def _row_at(self, y: int) -> int:
        """The row that a line belongs to, or -1 below the last."""
        if self._offsets is None or not 0 <= y < self._total:
            return y if 0 <= y < self._total else -1
        index, first, after = self._looked_up
        if not first <= y < after:  # neighbours are asked for one after the other
            index = index + 1 if y == after else bisect_right(self._offsets, y) - 1
            self._looked_up = index, self._offsets[index], self._offsets[index + 1]
        return index

    def _in_view(self, top: int) -> int:
        """The first line to show, near ``top``, so that the cursor's row is seen; its heading comes along.

        A list that is not on the screen yet has nothing in view: it stays where it is.
        """
        if self.cursor >= 0 and self.height:
            first, after = self._first(self.cursor), self._first(self.cursor + 1)
            if self._next(self.cursor, -1) < 0:
                first = 0  # what stands above the first row comes into view with it
            elif self._source.key(self.cursor - 1) is None:
                first = self._first(self.cursor - 1)
            top = min(max(top, after - self.height), first)
        return self.validate_top(top)

    # The cursor -------------------------------------------------------------------------------------------

    def validate_cursor(self, index: int) -> int:
        return -1 if not len(self._source) else min(max(-1, index), len(self._source) - 1)

    def watch_cursor(self) -> None:
        self.set_reactive(VirtualList.top, self._in_view(self.top))
        self.paint()
        self._tell_soon()

    def _tell_soon(self) -> None:
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE, self.settle)

    def settle(self) -> None:
        """Tell at once where the cursor is, if it has moved to another key."""
        if self._settling is not None:
            self._settling.stop()
            self._settling = None
        if self.key != self._told:
            self._told = self.key
            self.post_message(self.Highlighted(self, self.key))

    # Keys and mouse ---------------------------------------------------------------------------------------

    def _move(self, index: int) -> None:
        if index >= 0:
            self.cursor = index

    def action_cursor_down(self) -> None:
        self._step(1)

    def action_cursor_up(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        """One row on; where no row is left to act on, the text scrolls instead."""
        following = self._next(self.cursor, step) if self.cursor >= 0 else -1
        if following >= 0:
            self.cursor = following
        else:
            self.top += step

    def action_first(self) -> None:
        self.top = 0
        self._move(self._next(-1, 1))

    def action_last(self) -> None:
        self.top = self.total
        self._move(self._next(len(self._source), -1))

    def action_page_down(self) -> None:
        self._page(1)

    def action_page_up(self) -> None:
        self._page(-1)

    def _page(self, step: int) -> None:
        page = max(1, self.height - 1)
        if self.cursor < 0:
            self.top += step * page
            return
        line = self._first(self.cursor) + step * page
        index = self._row_at(min(max(0, line), self.total - 1))
        if index >= 0 and self._source.key(index) is None:
            index = max(self._next(index, step), self._next(index, -step))
        if index == self.cursor or index < 0:
            self.top += step * page
        self._move(index)

    def action_select(self) -> None:
        if self.key is not None:
            self.settle()
            self.post_message(self.Selected(self, self.key))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.x >= self.room:
            return
        index = self._row_at(offset.y + self.top)
        if index < 0 or self._source.key(index) is None:
            return
        self.cursor = index
        if event.chain == 2:
            self.action_select()
