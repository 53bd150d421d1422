"""The frame of a pane: a round border with the name at its left and a count at its right."""

from collections.abc import Sequence
from typing import ClassVar, Self

from rich.cells import cell_len
from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.style import Style

from crm.ui.widgets.line import crop

_KEPT = 9
"""Cells of the top line that are not for words: corners, border, the blanks around them, and one dash."""


class Pane(Vertical, can_focus=False):
    """A pane with a number to reach it by and what it shows written into its border."""

    CAN_WAIT: ClassVar[bool] = False
    """Whether the pane is filled after the next paint, so that what is nearer to the cursor is seen first."""

    def __init__(self, number: int, name: str, *, id: str) -> None:
        self._only_title = False
        super().__init__(id=id)
        self._number = number
        self._left = f"{number} {name}"
        self._hidden: Sequence[Pane] = ()
        self._stale = False
        self._has_parts = False
        self._title = Content()
        self._about = ""
        self._count = ""

    def refill(self) -> None:
        """Show what belongs into the pane now."""

    def stale(self) -> None:
        """What the pane shows has changed: it is filled anew once, however many things changed together."""
        if not self._stale:
            self._stale = True
            if self.CAN_WAIT:
                self.call_after_refresh(self.freshen)
            else:
                self.call_next(self.freshen)

    def freshen(self) -> None:
        """Fill the pane anew if it has to be. Whoever asks what is under the cursor calls this first."""
        if self._stale and self._has_parts:
            self._stale = False
            self.refill()

    def says(self, about: str, count: str = "") -> None:
        """Write what the pane is showing at the right of its top line; a long name gives way to the count."""
        self._about, self._count = about, count
        self._retitle()

    def point_to(self, hidden: Sequence["Pane"]) -> None:
        """Name at the foot the panes that have no room beside this one: a click on a name goes there."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.border_subtitle = Content(" · ").join(one.reference for one in hidden)

    @property
    def reference(self) -> Content:
        """What the pane is called, ``3 Insight``, to be clicked where the pane itself is not shown."""
        return Content.styled(self._left, Style.from_meta({"@click": f"screen.run('pane_{self._number}')"}))

    def on_mount(self) -> None:
        self._has_parts = True
        self.freshen()

    def on_resize(self) -> None:
        self._retitle()

    def on_click(self, event: events.Click) -> None:
        """A click on the frame goes to what is in it, one on the name of another pane to that one."""
        if "@click" in event.style.meta:
            return
        if self.screen.get_widget_at(*event.screen_offset)[0] is self:
            into = next((one for one in self.query("*") if one.focusable), None)
            if into is not None:
                into.focus()

    def on_descendant_focus(self) -> None:
        self._retitle()

    def on_descendant_blur(self) -> None:
        self._retitle()

    def _retitle(self) -> None:
        room = self.outer_size.width - _KEPT - cell_len(self._left)
        count = self._count if cell_len(self._count) <= room else ""
        between = " · " if self._about and count else ""
        about = crop(self._about, room - cell_len(between + count))
        right = f"{about}{between}{count}" if about else count
        if not right:
            self._entitle(Content(self._left))
            return
        quiet = "not bold $primary" if self.has_focus_within else "not bold $foreground 30%"
        dashes = "─" * (room - cell_len(right) + 1)
        self._entitle(
            Content.assemble(self._left, " ", (dashes, quiet), " ", (right, "not bold $foreground 70%"))
        )

    def _entitle(self, title: Content) -> None:
        """Set the title and repaint its line; nothing below it has changed."""
        if title != self._title:
            self._title = title
            self._only_title = True
            self.border_title = title
            self._only_title = False

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if self._only_title and not layout and not recompose:
            regions = (Region(-1, -1, self.outer_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
