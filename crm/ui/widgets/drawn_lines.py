"""A widget that draws lines of its own and repaints only those that have changed.

Textual repaints whole widgets and lays out the whole screen when the size of what is scrolled changes. A list that is
refilled at every key press cannot afford that: here a line is compared with what stands on the screen already.
"""

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from crm.ui.widgets.line import TONES, Line, Span, cells

KEPT = 400
"""Lines that are kept drawn."""

BAR = "▐"
"""The thumb of the scroll bar: seen without colour, too."""

MARK = "▌"
"""Stands before the lines of the cursor's row, which is found where a terminal has no colours, too."""


class DrawnLines(Widget, inherit_bindings=False):
    """Scrolls over ``total`` lines of which ``line(y)`` gives any one; a thin bar at the right says where it is."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"virtual-list--{tone}" for tone in TONES),
        "virtual-list--cursor",
        "virtual-list--mark",
        "virtual-list--muted-here",
        "virtual-list--bar",
    }

    top: var[int] = var(0, init=False)
    """The line that stands first on the screen."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._view = Size(0, 0)
        self._painted: list[Strip] = []
        self._strips: dict[tuple[Line, bool, bool], Strip] = {}
        self._tones: dict[str, Style] = {}
        self._dragged = False

    # What a list says of itself -----------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """How many lines there are."""
        return 0

    def line(self, _y: int, /) -> tuple[Line, bool]:
        """One line, and whether the cursor is on it."""
        return (), False

    def resized(self) -> None:
        """The room for lines has changed."""

    # Drawing ------------------------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """Cells of a line, without the scroll bar."""
        return max(0, self._view.width - 1)

    @property
    def height(self) -> int:
        """Lines that are seen at a time."""
        return self._view.height

    def paint(self) -> None:
        """Bring the screen up to date, line by line where something differs."""
        before, self._painted = self._painted, [self._strip(y) for y in range(self.height)]
        if len(before) != len(self._painted):
            self.refresh()
            return
        changed = [
            y
            for y, (old, new) in enumerate(zip(before, self._painted, strict=True))
            if old is not new and old != new
        ]
        if changed:
            width = self._view.width
            self.refresh(*(Region(0, start, width, count) for start, count in _runs(changed)))

    def render_line(self, y: int) -> Strip:
        if self._view != self.content_size:  # the first paint comes before the news of the size
            self._measure()
        return self._painted[y] if y < len(self._painted) else Strip.blank(self._view.width, self.rich_style)

    def _strip(self, y: int) -> Strip:
        at = self.top + y
        line, cursor = self.line(at) if at < self.total else ((), False)
        key = (line, cursor, self._is_thumb(y))
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > KEPT:
                self._strips.clear()
            strip = self._strips[key] = self._draw(*key)
        return strip

    def _draw(self, line: Line, cursor: bool, thumb: bool) -> Strip:
        width, style = self.room, self._tone("cursor" if cursor else "")
        line = _marked(line) if cursor else line
        bare = Style(bgcolor=style.bgcolor)
        here = {"muted": "muted-here"} if cursor else {}
        segments = [
            Segment(text, bare + self._tone(here.get(tone, tone)) if tone else style) for text, tone in line
        ]
        strip = Strip(segments, cells(line)).adjust_cell_length(width, style)
        empty = self._tone("")
        bar = Segment(BAR, Style(bgcolor=empty.bgcolor) + self._tone("bar")) if thumb else Segment(" ", empty)
        return Strip([*strip, bar], width + 1).simplify()

    def _tone(self, tone: str) -> Style:
        style = self._tones.get(tone)
        if style is None:
            style = self._tones[tone] = self._look_up(tone)
        return style

    def _look_up(self, tone: str) -> Style:
        if not tone:
            return self.rich_style
        name = f"virtual-list--{tone}"
        style = self.get_component_rich_style(name)
        if tone == "cursor":
            return style
        return Style(color=style.color) + self.get_component_styles(name).text_style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._tones.clear()
        self._strips.clear()
        self._painted = []
        self.call_later(self.paint)

    # Scrolling ----------------------------------------------------------------------------------------------

    def validate_top(self, top: int) -> int:
        return min(max(0, top), max(0, self.total - self.height))

    def watch_top(self) -> None:
        self.paint()

    def _is_thumb(self, y: int) -> bool:
        height, total = self.height, self.total
        if total <= height:
            return False
        size = max(1, height * height // total)
        start = round(self.top * (height - size) / (total - height))
        return start <= y < start + size

    def on_resize(self) -> None:
        if self._view != self.content_size:
            self._measure()
            self.refresh()

    def _measure(self) -> None:
        """Take in the size that the widget has been given."""
        self._view = self.content_size
        self._strips.clear()  # they are as wide as the lines were
        self.resized()
        self.set_reactive(DrawnLines.top, self.validate_top(self.top))
        self._painted = [self._strip(y) for y in range(self.height)]

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.top += round(self.app.scroll_sensitivity_y)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.top -= round(self.app.scroll_sensitivity_y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.x == self.room and self.total > self.height:
            event.stop()
            self._dragged = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        if self._dragged:
            self._dragged = False
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        self.top = round((self.total - self.height) * y / max(1, self.height - 1))


def _marked(line: Line) -> Line:
    """A line of the cursor's row: the mark takes the place of the blank that it begins with."""
    if not line or not line[0].text.startswith(" "):
        return line
    return (Span(MARK, "mark"), line[0]._replace(text=line[0].text[1:]), *line[1:])


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as (first, how many) of those that follow each other."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start], at - start
            start = at
