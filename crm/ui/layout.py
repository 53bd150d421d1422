"""Which panes stand side by side: all three where there is room, else the focused one and its neighbour, else one."""

from collections.abc import Hashable
from typing import Literal, NamedTuple

from textual.geometry import Offset

from crm.ui.context import PANES, PaneName

THREE = 110
"""Columns from which all three panes are shown."""

TWO = 80
"""Columns from which two panes are shown."""

Pair = Literal["left", "right"]
"""The two panes that share the window where two fit."""


class Place(NamedTuple):
    """A row that can be jumped to, and where its first cell is on the screen."""

    pane: PaneName
    key: Hashable
    at: Offset


_PAIRS: dict[Pair, frozenset[PaneName]] = {
    "left": frozenset(("contacts", "offers")),
    "right": frozenset(("offers", "insight")),
}


def pair_with(focused: PaneName, pair: Pair) -> Pair:
    """The pair that the focused pane stands in; the middle pane stays beside the neighbour that it had."""
    if focused == "contacts":
        return "left"
    return "right" if focused == "insight" else pair


def shown(width: int, focused: PaneName, pair: Pair, *, zoomed: bool) -> frozenset[PaneName]:
    """The panes to show in a window of ``width`` columns."""
    if zoomed or width < TWO:
        return frozenset((focused,))
    return frozenset(PANES) if width >= THREE else _PAIRS[pair]
