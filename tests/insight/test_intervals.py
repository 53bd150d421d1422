"""The numbers against published ones, and the properties that they must have whatever the counts."""

from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.insight.counting.intervals import binomial_tail, newcombe, wilson

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(k: int, n: int, low: float, high: float) -> None:
    assert [round(end, 4) for end in wilson(k, n)] == [low, high]


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [  # Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_gives_the_published_intervals(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    _, *interval = newcombe(*first, *second)
    assert [round(end, 4) for end in interval] == [low, high]


@given(counts)
def test_an_interval_holds_its_share_and_stays_inside_0_and_1(count: tuple[int, int]) -> None:
    k, n = count
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert low < high


@given(counts)
def test_yes_and_no_are_mirror_images(count: tuple[int, int]) -> None:
    k, n = count
    low, high = wilson(n - k, n)
    assert wilson(k, n) == pytest.approx((1 - high, 1 - low))


@given(counts, counts)
def test_a_difference_the_other_way_round_is_its_opposite(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    difference, low, high = newcombe(*one, *other)
    assert -1 <= low <= difference <= high <= 1
    assert newcombe(*other, *one) == pytest.approx((-difference, -high, -low))


@pytest.mark.parametrize(
    ("k", "n", "p", "chance"),
    [(0, 3, 0.6, 0.064), (1, 2, 0.5, 0.75), (3, 3, 0.2, 1.0), (2, 5, 0.0, 1.0), (2, 5, 1.0, 0.0)],
)
def test_the_tail_by_hand(k: int, n: int, p: float, chance: float) -> None:
    assert isclose(binomial_tail(k, n, p), chance, abs_tol=1e-12)


@given(st.integers(1, 60), st.floats(0, 1))
def test_the_tail_grows_to_one(n: int, p: float) -> None:
    tails = [binomial_tail(k, n, p) for k in range(n + 1)]
    assert all(one <= other for one, other in pairwise(tails))
    assert isclose(tails[-1], 1.0, abs_tol=1e-9)


@pytest.mark.parametrize(("k", "n"), [(1, 0), (3, 2), (-1, 4)])
def test_what_is_no_count_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(k, n)
    with pytest.raises(ValueError, match="no chance of"):
        binomial_tail(k, n - 1, 0.5)
