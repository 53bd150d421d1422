"""Time to answer: only asks at least 14 days old, and one's own nudge day from 20 answers on."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.insight.counting.time_to_answer import nudge_day, time_to_answer
from crm.insight.thresholds import Thresholds
from tests.builders import book, offer, side
from tests.insight.books import TODAY

LONG_AGO = TODAY - timedelta(days=60)


def answered_within(*took: int, asked_ago: int = 60) -> Book:
    asked = TODAY - timedelta(days=asked_ago)
    return book(
        *(
            offer(
                100 + at,
                side(at, "no" if at % 2 else "later", asked=asked, answered=asked + timedelta(days=days)),
                side(9),
            )
            for at, days in enumerate(took)
        )
    )


def test_before_any_answer() -> None:
    found = time_to_answer(Book(), TODAY)
    assert (found.n, found.half, found.most) == (0, None, None)
    assert nudge_day(Book(), TODAY) == 4


def test_the_days_are_nearest_ranks() -> None:
    found = time_to_answer(answered_within(*range(1, 11)), TODAY)
    assert (found.n, found.half, found.most) == (10, 5, 9)


@pytest.mark.parametrize(("asked_ago", "n"), [(13, 0), (14, 20)])
def test_young_asks_are_left_out(asked_ago: int, n: int) -> None:
    assert time_to_answer(answered_within(*[2] * 20, asked_ago=asked_ago), TODAY).n == n


def test_silence_and_unasked_answers_tell_no_time() -> None:
    silent = offer(11, side(1, "no_reply", asked=LONG_AGO, answered=LONG_AGO + timedelta(days=14)), side(2))
    assert time_to_answer(book(silent), TODAY).n == 0


@pytest.mark.parametrize(
    ("took", "day"),
    [
        ([2] * 19, 4),
        ([2] * 20, 2),
        ([1] * 18 + [6, 9], 1),
        ([1] * 17 + [6, 6, 9], 6),
        ([0] * 20, 1),
        ([40] * 20, 13),
    ],
)
def test_the_nudge_day_is_ones_own_from_twenty_answers_on(took: list[int], day: int) -> None:
    assert nudge_day(answered_within(*took), TODAY) == day


def test_its_numbers_are_settings() -> None:
    assert nudge_day(answered_within(3, 3), TODAY, Thresholds(nudge_from_answers=2)) == 3
    assert nudge_day(Book(), TODAY, Thresholds(nudge_day=6)) == 6


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_nine_in_ten_had_come_by_then_and_not_a_day_before(took: list[int]) -> None:
    most = time_to_answer(answered_within(*took), TODAY).most
    assert most is not None
    assert 10 * sum(days <= most for days in took) >= 9 * len(took)
    assert 10 * sum(days < most for days in took) < 9 * len(took)
