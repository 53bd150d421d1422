"""The check-in rule: since the last answered check-in and within 24 months, 3+ without a yes, 5+ with one in five."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.offer import AnswerWord, Offer, Side
from crm.insight.checking_in.rule import (
    check_in_due,
    is_met,
    is_planned_for,
    last_answered,
    least_noes,
    open_check_in,
)
from crm.insight.thresholds import Thresholds
from tests.builders import book, checkin, offer, side
from tests.insight.books import PEOPLE, TODAY, books


def given_answers(*answers: AnswerWord, on: date = TODAY, first: int = 100) -> list[Offer]:
    return [offer(first + at, side(1, one, asked=on), side(90 + at)) for at, one in enumerate(answers)]


@pytest.mark.parametrize(
    ("yes", "no", "due"),
    [
        (0, 2, False),
        (0, 3, True),
        (1, 3, False),
        (1, 4, True),
        (1, 9, True),
        (2, 7, False),
        (2, 8, True),
        (3, 0, False),
    ],
)
def test_the_rule_at_its_edges(yes: int, no: int, due: bool) -> None:
    words: tuple[AnswerWord, AnswerWord] = ("yes", "no")
    some = book(*given_answers(*words[:1] * yes, *words[1:] * no))
    assert (check_in_due(some, 1, TODAY) is not None) == due


def test_later_and_silence_are_no_answers() -> None:
    some = book(*given_answers("no", "no", "later", "no_reply", "later"))
    assert check_in_due(some, 1, TODAY) is None


def test_the_window_opens_24_months_ago() -> None:
    edge = TODAY - relativedelta(months=24)
    assert check_in_due(book(*given_answers("no", "no", "no", on=edge)), 1, TODAY)
    assert not check_in_due(book(*given_answers("no", "no", "no", on=edge - timedelta(days=1))), 1, TODAY)


def test_an_answered_check_in_starts_the_count_again() -> None:
    noes = given_answers("no", "no", "no", on=TODAY - timedelta(days=9))
    on_the_day = checkin(31, 1, answered_on=TODAY - timedelta(days=9))
    before = checkin(31, 1, answered_on=TODAY - timedelta(days=10))
    only_asked = checkin(31, 1, asked_on=TODAY - timedelta(days=9))
    assert check_in_due(book(*noes, on_the_day), 1, TODAY) is None
    assert check_in_due(book(*noes, only_asked), 1, TODAY)
    due = check_in_due(book(*noes, before), 1, TODAY)
    assert due is not None
    assert due.words == "0 of 3 yes since your check-in of 14 Nov"
    assert due.last_on == TODAY - timedelta(days=9)


def test_a_requesters_own_yes_does_not_count() -> None:
    own = [
        offer(
            200 + at, Side(contact=1, answer="yes", answered_on=TODAY), side(80), "referral", requested_by="a"
        )
        for at in range(3)
    ]
    due = check_in_due(book(*given_answers("no", "no", "no"), *own), 1, TODAY)
    assert due is not None
    assert (due.yes, due.answered, due.words) == (0, 3, "0 of 3 yes in the last 24 months")


def test_the_numbers_are_settings() -> None:
    some = book(*given_answers("no", "no"))
    assert check_in_due(some, 1, TODAY, Thresholds(check_in_without_yes=2))


@given(books())
@settings(max_examples=60, deadline=None)
def test_it_is_the_rule_as_it_is_written(some: Book) -> None:
    since = TODAY - relativedelta(months=24)
    for person in PEOPLE:
        after = last_answered(some, person) or date.min
        given_: list[str] = []
        for one in some.offers.values():
            for key, each in one.sides():
                own = one.kind == "referral" and one.requested_by == key and each.asked_on is None
                if each.contact != person or own or each.answer not in ("yes", "no"):
                    continue
                if each.answered_on is not None and each.answered_on >= since and each.answered_on > after:
                    given_.append(each.answer)
        yes, n = given_.count("yes"), len(given_)
        met = (n >= 3 and yes == 0) or (n >= 5 and yes / n <= 1 / 5)
        assert (check_in_due(some, person, TODAY) is not None) == met


@given(st.integers(-3, 3), st.booleans(), st.booleans())
def test_a_planned_check_in_counts_on_its_day(ahead: int, asked: bool, answered: bool) -> None:
    planned = checkin(
        31,
        1,
        due_on=TODAY + timedelta(days=ahead),
        asked_on=TODAY if asked else None,
        answered_on=TODAY if answered else None,
    )
    assert is_planned_for(planned, TODAY) == (ahead <= 0 and not asked and not answered)
    assert (open_check_in(book(planned), 1) is None) == answered


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 50), st.integers(1, 100), st.integers(2, 100))
def test_nobody_with_fewer_noes_meets_the_rule(
    yes: int, noes: int, none: int, some: int, one_in: int
) -> None:
    numbers = Thresholds(check_in_without_yes=none, check_in_answers=some, check_in_one_yes_in=one_in)
    assert least_noes(numbers) >= 1
    assert noes >= least_noes(numbers) or not is_met(yes, yes + noes, numbers)


def test_so_many_noes_are_enough_for_somebody() -> None:
    assert least_noes() == 3
    assert is_met(0, least_noes())
    patient = Thresholds(check_in_without_yes=9)
    assert least_noes(patient) == 4
    assert is_met(1, 5, patient)
