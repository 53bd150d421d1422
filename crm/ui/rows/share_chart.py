"""Yes shares by month, drawn with text: a dot for the share, a line for the interval it plausibly lies in.

A month under five answers has no share: it is shown with its counts alone. The upright line is your own share overall.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from crm.insight.counting.months import Month
from crm.insight.words import month_words
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Line, Span

NAME = 10
"""Cells of a month's name, the blanks around it included."""

COUNTS = 12
"""Cells kept for the counts at the right, the blanks before them included."""

LEAST, MOST = 11, 61
"""Cells of the scale from 0 to 100%, at least and at most."""

DOT, BAND, OWN, CROSSED = "●", "─", "│", "┼"


LEGEND = f"{DOT} share, {BAND} where it plausibly lies, {OWN} yours overall"


def chart_blocks(months: Iterable[Month], own: float | None) -> Iterator[Block]:
    """The chart, a line a month, as wide as its list, its scale and what is drawn below it.

    ``own`` is one's own share overall.
    """
    for month in months:
        yield Block((), draw=partial(_month, month, own))
    yield Block((), draw=_axis)
    yield text(LEGEND, "muted")


def scale_of(width: int) -> int:
    """How many cells the scale from 0 to 100% has, where a line is so wide: odd, so that 50% has its own."""
    room = max(LEAST, min(MOST, width - NAME - COUNTS))
    return room if room % 2 else room - 1


def _month(month: Month, own: float | None, width: int) -> Line:
    counts = f"{month.yes} of {month.answered}" if month.answered else "no answers"
    return (
        Span(f" {month_words(month.month):<{NAME - 1}}", "muted"),
        *_drawn(month, own, scale_of(width)),
        Span(f"  {counts}", "" if month.band else "muted"),
    )


def _drawn(month: Month, own: float | None, scale: int) -> Iterator[Span]:
    """The scale of one month, cell by cell; neighbours of one tone are one span."""
    cells = [" "] * scale
    tones = [""] * scale
    if own is not None:
        cells[_cell(own, scale)], tones[_cell(own, scale)] = OWN, "muted"
    if month.band is not None and month.share is not None:
        low, high = (_cell(end, scale) for end in month.band)
        for at in range(low, high + 1):
            cells[at], tones[at] = (CROSSED if cells[at] == OWN else BAND), "muted"
        cells[_cell(month.share, scale)], tones[_cell(month.share, scale)] = DOT, "good"
    start = 0
    for at in range(1, scale + 1):
        if at == scale or tones[at] != tones[start]:
            yield Span("".join(cells[start:at]), tones[start])
            start = at


def _cell(share: float, scale: int) -> int:
    return min(scale - 1, round(share * (scale - 1)))


def _axis(width: int) -> Line:
    scale = scale_of(width)
    half = (scale - 1) // 2
    marks = f"{'0':<{half - 1}}50{'100%':>{scale - half - 1}}"
    return (Span(" " * NAME), Span(marks, "muted"))
