"""Two groups of answers beside each other: a difference with its interval, and never a proof."""

from msgspec import Struct

from crm.insight.counting.intervals import Z_OF_PAIRS, newcombe
from crm.insight.counting.tally import Answers
from crm.insight.thresholds import DEFAULTS, Thresholds


class Comparison(Struct, frozen=True):
    """The difference of two yes shares, with Newcombe's 95% interval; shares are between 0 and 1."""

    difference: float
    low: float
    high: float
    n: int

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no difference out."""
        return self.low > 0 or self.high < 0

    @property
    def words(self) -> str:
        """In points of a hundred: "35 points apart, plausibly 2 to 60; people and times differ"."""
        sign = -1 if self.difference < 0 else 1
        low, high = sorted((round(100 * sign * self.low), round(100 * sign * self.high)))
        apart = round(100 * abs(self.difference))
        return f"{apart} points apart, plausibly {low} to {high}; people and times differ"


def compare(
    one: Answers, other: Answers, thresholds: Thresholds = DEFAULTS, pairs: int = 1
) -> Comparison | None:
    """Two groups compared as counts; None unless each has 10 answers or more.

    Where the two were picked for being furthest apart, ``pairs`` says among how many pairs (1 or 3), and the
    interval is wide enough to make up for the picking.
    """
    if min(one.answered, other.answered) < thresholds.compare_n:
        return None
    difference, low, high = newcombe(one.yes, one.answered, other.yes, other.answered, Z_OF_PAIRS[pairs])
    return Comparison(difference, low, high, one.answered + other.answered)
