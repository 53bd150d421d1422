"""How many come to a check-in by luck: the chances of every answer, against all that could have been answered."""

from datetime import timedelta
from itertools import pairwise, product
from math import isclose, prod

import pytest

from crm.domain.book import Book, Edit
from crm.domain.offer import AnswerWord, Offer
from crm.domain.record import Record
from crm.insight.checking_in.rule import is_met
from crm.insight.counting.by_luck import ByLuck, by_luck, chance_to_meet
from crm.insight.thresholds import Thresholds
from tests.builders import DAY, book, checkin, contact, offer, side
from tests.insight.books import TODAY

OTHERS = [offer(900 + at, side(9, "yes" if at % 2 else "no"), side(8)) for at in range(10)]
"""Someone else's answers: five yes, five no, never met by the rule."""


def asked(who: int, *words: AnswerWord, first: int = 0) -> list[Offer]:
    """A person's answers, a day apart."""
    return [
        offer(100 * who + at, side(who, word, answered=DAY + timedelta(days=at)), 8)
        for at, word in enumerate(words, first)
    ]


def found(*records: Record) -> ByLuck:
    return by_luck(book(*OTHERS, *records), TODAY)


def test_each_answer_adds_the_chance_that_the_rule_is_first_met_with_it() -> None:
    """At 1 in 2: three noes 1/8; with the fifth, one yes among the first three and no other."""
    hazards = [chance_to_meet(0.5, n) - chance_to_meet(0.5, n - 1) for n in range(1, 6)]
    assert all(map(isclose, hazards, (0, 0, 1 / 8, 0, (3 / 32) / (7 / 8))))


@pytest.mark.parametrize("usual", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("thresholds", [Thresholds(), Thresholds(check_in_without_yes=2, check_in_answers=4)])
def test_it_is_right_over_all_answers_that_there_can_be(usual: float, thresholds: Thresholds) -> None:
    most = 9
    unmet = sum(
        prod(usual if is_yes else 1 - usual for is_yes in given)
        for given in product((True, False), repeat=most)
        if not any(is_met(sum(given[:n]), n, thresholds) for n in range(1, most + 1))
    )
    sums = [chance_to_meet(usual, n, thresholds) for n in range(most + 1)]
    survived = prod(1 - (after - before) for before, after in pairwise(sums))
    assert isclose(survived, unmet)


@pytest.mark.parametrize(("usual", "sum_"), [(0.0, 1.0), (1.0, 0.0)])
def test_where_every_answer_is_the_same_it_is_certain(usual: float, sum_: float) -> None:
    assert chance_to_meet(usual, 200) == sum_


def test_who_came_is_counted_with_the_answers_up_to_there() -> None:
    one = found(*asked(1, "no", "no", "no", "yes", "yes", "yes"))
    assert (one.people, one.came) == (2, 1)
    without_9 = round(3 / 6, 3)
    assert isclose(one.expected, chance_to_meet(0.5, 3) + chance_to_meet(without_9, 10))


def test_too_few_answers_to_be_met_count_neither_way() -> None:
    assert found(*asked(1, "no", "no")).people == 1
    assert found(*asked(1, "no", "no", "yes")).people == 2


def test_nobody_is_held_against_nobody() -> None:
    assert by_luck(book(*asked(1, "no", "no", "no")), TODAY) == ByLuck(0, 0, 0)
    assert by_luck(Book(), TODAY) == ByLuck(0, 0, 0)


def test_after_a_check_in_it_counts_anew_and_who_came_before_it_stays_counted() -> None:
    again = checkin(50, 1, answered_on=DAY + timedelta(days=2))
    came_before = found(*asked(1, "no", "no", "no", "yes"), again)
    assert came_before.came == 1
    not_in_one = found(*asked(1, "yes", "no", "no", "no", "no"), again)
    assert (not_in_one.people, not_in_one.came) == (2, 0)
    without_9 = round(1 / 5, 3)
    assert isclose(not_in_one.expected, chance_to_meet(0.5, 3) + chance_to_meet(without_9, 10))


def test_answers_before_the_window_are_left_out() -> None:
    long_ago = [offer(100 + at, side(1, "no", answered=DAY - timedelta(days=900)), 8) for at in range(3)]
    assert found(*long_ago).people == 1


def test_an_answer_more_is_counted_at_once() -> None:
    before = book(contact(1), *OTHERS, *asked(1, "no", "no"))
    assert by_luck(before, TODAY).came == 0
    (third,) = asked(1, "no", first=2)
    after = before.with_edits([Edit("offers", third.id, None, third)])
    assert by_luck(after, TODAY).came == 1
