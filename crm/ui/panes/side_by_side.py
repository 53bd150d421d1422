"""The three panes side by side, as many as the window has room for."""

from textual import events
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import var

from crm.ui.context import PANES, PaneName
from crm.ui.layout import Pair, Place, pair_with, shown
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.virtual_list import VirtualList


class SideBySide(Horizontal):
    """Shows the focused pane and as many of its neighbours as fit; ``zoomed`` gives it the whole window."""

    focused: var[PaneName] = var("contacts")
    zoomed: var[bool] = var(False)

    class Moved(Message):
        """Another pane has the focus."""

    def __init__(self, *panes: Pane) -> None:
        super().__init__(*panes, id="panes")
        self._pair: Pair = "left"

    def open(self) -> None:
        """Open what the cursor of the focused pane is on."""
        self._list(self.focused).action_select()

    def show_pane(self, pane: PaneName) -> None:
        """Bring a pane into view."""
        self.focused = pane
        self._arrange()

    def go(self, pane: PaneName) -> None:
        """Show a pane and put the focus into its list."""
        self.show_pane(pane)
        self._list(pane).focus()

    def step(self, by: int) -> None:
        """Go some panes to the right, around the end."""
        self.go(PANES[(PANES.index(self.focused) + by) % len(PANES)])

    def places(self) -> list[Place]:
        """The rows in view, pane by pane; those of the focused pane last, which arrows reach as well."""
        names = sorted(PANES, key=lambda name: name == self.focused)
        visible = [name for name in names if self.query_one(f"#{name}", Pane).display]
        return [
            Place(name, key, rows.content_region.offset + Offset(0, y))
            for name in visible
            for rows in (self._list(name),)
            for key, y in rows.rows_in_view()
        ]

    def jump(self, place: Place) -> None:
        """Go to a row of any pane."""
        self.go(place.pane)
        self._list(place.pane).go_to(place.key)

    def watch_focused(self, before: PaneName, after: PaneName) -> None:
        if before != after:
            self._arrange()
            self.post_message(self.Moved())

    def watch_zoomed(self) -> None:
        self._arrange()

    def on_resize(self) -> None:
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        pane = next((node for node in event.widget.ancestors if isinstance(node, Pane)), None)
        for name in PANES:
            if pane is not None and pane.id == name:
                self.focused = name

    def _arrange(self) -> None:
        if not self.is_mounted:
            return
        self._pair = pair_with(self.focused, self._pair)
        visible = shown(self.app.size.width, self.focused, self._pair, zoomed=self.zoomed)
        panes = list(self.query_children(Pane))
        for pane in panes:
            if pane.display != (pane.id in visible):  # to set it as it is would lay out the screen again
                pane.display = not pane.display
        in_view = [pane for pane in panes if pane.display]
        hidden = [pane for pane in panes if not pane.display]
        for pane in panes:  # there are none while the screen is taken down
            pane.point_to(hidden if in_view[-1:] == [pane] else ())

    def _list(self, pane: PaneName) -> VirtualList:
        return self.query_one(f"#{pane}", Pane).query_one(VirtualList)
