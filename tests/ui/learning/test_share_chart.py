"""The chart in text: the dot where the share is, the line over the interval, and nothing under five answers."""

from datetime import date

import pytest

from crm.insight.counting.intervals import wilson
from crm.insight.counting.months import Month
from crm.ui.rows.share_chart import BAND, CROSSED, DOT, NAME, OWN, chart_blocks, scale_of
from crm.ui.widgets.line import cells

MARCH = date(2026, 3, 1)


def drawn(month: Month, own: float | None = None, width: int = 83) -> str:
    block = next(iter(chart_blocks([month], own)))
    assert block.draw is not None
    return "".join(span.text for span in block.draw(width))


@pytest.mark.parametrize(("yes", "answered"), [(0, 5), (3, 5), (5, 5), (12, 20), (1, 60)])
def test_the_dot_is_at_the_share_and_the_line_over_the_interval(yes: int, answered: int) -> None:
    line = drawn(Month(MARCH, yes, answered))
    scale = scale_of(83)
    low, high = (NAME + round(end * (scale - 1)) for end in wilson(yes, answered))
    assert line.index(DOT) == NAME + round(yes / answered * (scale - 1))
    marked = [at for at, char in enumerate(line) if char in (DOT, BAND)]
    assert (marked[0], marked[-1]) == (min(low, line.index(DOT)), max(high, line.index(DOT)))
    assert line.endswith(f"{yes} of {answered}")


def test_under_five_answers_there_are_counts_and_no_mark() -> None:
    line = drawn(Month(MARCH, 4, 4))
    assert not {DOT, BAND} & set(line)
    assert "4 of 4" in line
    assert "no answers" in drawn(Month(MARCH, 0, 0))


def test_ones_own_share_stands_in_every_month_and_is_crossed_by_the_line() -> None:
    assert OWN in drawn(Month(MARCH, 0, 0), own=0.9)
    assert CROSSED in drawn(Month(MARCH, 3, 6), own=0.4)


@pytest.mark.parametrize("width", [20, 38, 60, 76, 200])
def test_every_line_keeps_to_its_width_and_the_scale_has_a_middle(width: int) -> None:
    months = [Month(MARCH, 30, 60), Month(MARCH, 1, 2)]
    lines = [block.draw(width) for block in chart_blocks(months, 0.5) if block.draw]
    assert scale_of(width) % 2
    longest = NAME + scale_of(width) + 2 + len("30 of 60")
    assert all(cells(line) <= longest for line in lines)
    axis = "".join(span.text for span in lines[-1])
    assert axis.rstrip().endswith("100%")
    assert axis.index("50") == NAME + (scale_of(width) - 1) // 2 - 1
