"""What a count can tell: intervals for a share and for a difference, and a binomial tail.

All three take counts. ``Z`` is the standard normal quantile that makes the intervals 95% ones.
"""

from math import comb, sqrt

Z = 1.959963984540054

Z_OF_PAIRS = {1: Z, 3: 2.393979799818510}
"""The quantile for the clearest of so many differences: each at 95% is not enough for the one that was picked.

Bonferroni's: 1 - 0.025 / pairs. Three groups make three pairs.
"""


def wilson(k: int, n: int, z: float = Z) -> tuple[float, float]:
    """The 95% score interval, without continuity correction, for the share behind ``k`` of ``n``.

    It stays inside 0 to 1 and is honest at 0 of n and n of n, where the textbook interval has no width.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
    the American Statistical Association 22 (1927), 209-212; method 3 in Newcombe, "Two-sided confidence
    intervals for the single proportion", Statistics in Medicine 17 (1998), 857-872.

    Raises:
        ValueError: unless 0 <= k <= n and n > 0.
    """
    _require_counts(k, n)
    share = k / n
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if k == 0 else (centre - half) / scale
    high = 1.0 if k == n else (centre + half) / scale
    return low, high


def newcombe(k1: int, n1: int, k2: int, n2: int, z: float = Z) -> tuple[float, float, float]:
    """The difference of two shares, ``k1/n1 - k2/n2``, with its 95% interval: (difference, low, high).

    Each end takes its distance from the Wilson limits of both groups.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions:
    comparison of eleven methods", Statistics in Medicine 17 (1998), 873-890, method 10.

    Raises:
        ValueError: unless each k is between 0 and its n, and each n is above 0.
    """
    low1, high1 = wilson(k1, n1, z)
    low2, high2 = wilson(k2, n2, z)
    share1, share2 = k1 / n1, k2 / n2
    difference = share1 - share2
    low = difference - sqrt((share1 - low1) ** 2 + (high2 - share2) ** 2)
    high = difference + sqrt((high1 - share1) ** 2 + (share2 - low2) ** 2)
    return difference, low, high


def binomial_tail(k: int, n: int, p: float) -> float:
    """The chance of at most ``k`` yeses in ``n`` independent answers that are each a yes with chance ``p``.

    Raises:
        ValueError: unless 0 <= k <= n and 0 <= p <= 1.
    """
    if not (0 <= k <= n and 0 <= p <= 1):
        raise ValueError(f"no chance of at most {k} of {n} at {p}")
    return min(1.0, sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1)))


def _require_counts(k: int, n: int) -> None:
    if not (0 <= k <= n and n > 0):
        raise ValueError(f"{k} of {n} is not a share")
