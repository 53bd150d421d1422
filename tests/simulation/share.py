"""How often something held, beside how often the program says it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

SIGMAS = 4
"""Standard deviations that chance is allowed: one figure in 16,000 lies further off by chance alone."""


@dataclass(frozen=True)
class Share:
    """``held`` of ``draws``."""

    held: int
    draws: int

    @property
    def found(self) -> float:
        return self.held / self.draws

    def tolerance(self, claimed: float) -> float:
        """How far a share of so many draws may lie from what is claimed, by chance."""
        return SIGMAS * sqrt(claimed * (1 - claimed) / self.draws)

    def agrees(self, claimed: float) -> bool:
        """Whether what was found is what is claimed, but for chance."""
        return abs(self.found - claimed) <= self.tolerance(claimed)

    def is_at_most(self, claimed: float) -> bool:
        """Whether it happens no more often than is claimed, but for chance."""
        return self.found <= claimed + self.tolerance(claimed)

    def is_at_least(self, claimed: float) -> bool:
        """Whether it happens as often as is claimed or more, but for chance."""
        return self.found >= claimed - self.tolerance(claimed)


def share(held: Iterable[bool]) -> Share:
    """The share of what held."""
    all_held = list(held)
    return Share(sum(all_held), len(all_held))


def together(shares: Iterable[Share]) -> Share:
    """Several shares as one."""
    some = list(shares)
    return Share(sum(one.held for one in some), sum(one.draws for one in some))


def mean(numbers: Iterable[float]) -> float:
    some = list(numbers)
    return sum(some) / len(some)
