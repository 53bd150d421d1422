"""Which panes are shown: three, two or one by the width of the window, and never without the focused one."""

import pytest

from crm.ui.context import PANES, PaneName
from crm.ui.layout import Pair, pair_with, shown


@pytest.mark.parametrize(
    ("width", "focused", "pair", "expected"),
    [
        (120, "contacts", "left", {"contacts", "offers", "insight"}),
        (110, "insight", "right", {"contacts", "offers", "insight"}),
        (109, "contacts", "left", {"contacts", "offers"}),
        (80, "offers", "left", {"contacts", "offers"}),
        (80, "offers", "right", {"offers", "insight"}),
        (79, "offers", "right", {"offers"}),
        (40, "insight", "right", {"insight"}),
    ],
)
def test_panes_by_width(width: int, focused: PaneName, pair: Pair, expected: set[str]) -> None:
    assert shown(width, focused, pair, zoomed=False) == expected


def test_the_focused_pane_is_always_shown() -> None:
    pairs: tuple[Pair, ...] = ("left", "right")
    for width in (20, 80, 100, 200):
        for before in pairs:
            for focused in PANES:
                pair = pair_with(focused, before)
                assert focused in shown(width, focused, pair, zoomed=False)
                assert shown(width, focused, pair, zoomed=True) == {focused}
