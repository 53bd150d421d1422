"""Yes shares by month: what a chart is drawn from, and when a trend may be read from it."""

from datetime import date

from msgspec import Struct

from crm.insight.counting.intervals import wilson
from crm.insight.thresholds import DEFAULTS, Thresholds


class Month(Struct, frozen=True):
    """Answers of one month; ``month`` is its first day."""

    month: date
    yes: int
    answered: int

    @property
    def share(self) -> float | None:
        """The yes share; None under 5 answers, which no share is shown of."""
        return None if self.answered < DEFAULTS.min_n else self.yes / self.answered

    @property
    def band(self) -> tuple[float, float] | None:
        """The Wilson 95% interval of the yes share; None under 5 answers."""
        return None if self.answered < DEFAULTS.min_n else wilson(self.yes, self.answered)


def trend_of(months: tuple[Month, ...], thresholds: Thresholds) -> tuple[tuple[Month, ...], ...] | None:
    """The months that a trend may be read from, in an earlier and a later half; None when they are too few.

    A month counts with 5 answers or more, and there must be 3 of them. The month in the middle goes to the
    earlier half.
    """
    full = tuple(month for month in months if month.answered >= thresholds.min_n)
    if len(full) < thresholds.trend_months:
        return None
    middle = (len(full) + 1) // 2
    return full[:middle], full[middle:]
