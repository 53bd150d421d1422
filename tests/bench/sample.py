"""Measured figures: gathered over rounds, and told as medians, high percentiles and ratios."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median


class Samples:
    """Figures by name, in the order in which they were measured."""

    def __init__(self) -> None:
        self.values: dict[str, list[float]] = defaultdict(list)

    def add(self, name: str, *values: float) -> None:
        self.values[name] += values

    def take(self, other: "Samples") -> None:
        """Take in what another round measured."""
        for name, values in other.values.items():
            self.add(name, *values)

    def middle(self, name: str) -> float | None:
        """The median of a figure; None where it was not measured."""
        return median(self.values[name]) if self.values.get(name) else None

    def high(self, name: str, percent: float = 95) -> float | None:
        """The value that so many percent of the figures stay under; None where it was not measured."""
        return percentile(self.values[name], percent) if self.values.get(name) else None


def percentile(values: Iterable[float], percent: float) -> float:
    """A percentile, between two values in proportion."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def ratio(mine: Sequence[float], base: Sequence[float]) -> float | None:
    """The median of the ratios round by round, so that what disturbs a round disturbs both sides of it."""
    pairs = [one / other for one, other in zip(mine, base, strict=False) if other]
    return median(pairs) if pairs else None
