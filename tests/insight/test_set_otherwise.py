"""Where a rule is set otherwise, the words say the numbers that it is set to."""

from datetime import timedelta

import pytest

from crm.domain.offer import Offer
from crm.insight.checking_in.rule import rule_in_words
from crm.insight.everyone import everyone_facts
from crm.insight.findings.act import Insight
from crm.insight.person import person_facts
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import share_in_words
from tests.builders import book, contact, offer, side
from tests.insight.books import TODAY

RULES = Thresholds(lapse_days=21, nudge_share=0.75, outcome_days=30, nudge_from_answers=5, person_n=2)


def answered(n: int, days: int) -> list[Offer]:
    asked = TODAY - timedelta(days=days)
    return [
        offer(
            100 + at,
            side(1, "yes", asked=asked, answered=asked + timedelta(days=2)),
            side(50 + at, "yes", asked=asked, answered=asked + timedelta(days=2)),
            introduced_on=asked + timedelta(days=3),
        )
        for at in range(n)
    ]


def waiting() -> Offer:
    return offer(500, side(1, asked=TODAY - timedelta(days=5)), side(2))


def of_everyone(key: str, rules: Thresholds) -> Insight:
    found = everyone_facts(book(contact(1), *answered(6, 40), waiting()), TODAY, rules)
    return next(one for one in found.insights if one.key.startswith(key))


def test_how_old_an_ask_is_that_counts_and_which_share_had_come() -> None:
    told = of_everyone("time", RULES)
    assert told.text == "Half of the answers come within 2 days, 75% within 2"
    assert told.ground == "12 replies, asks at least 21 days old"


def test_how_old_an_introduction_is_of_which_one_would_like_to_hear() -> None:
    told = of_everyone("outcomes/heard", RULES)
    assert told.text == "You heard back on 0 of 6 introductions that are 30 days old or older"


def test_how_old_the_asks_of_one_person_are() -> None:
    found = person_facts(book(contact(1), *answered(3, 40), waiting()), 1, TODAY, RULES)
    (told,) = (one for one in found.insights if one.key == "person/1/time")
    assert told.ground.endswith("asks at least 21 days old")


@pytest.mark.parametrize(
    ("share", "words"), [(0.9, "9 in 10"), (0.75, "75%"), (1, "10 in 10"), (0.7, "7 in 10")]
)
def test_a_share_is_said_in_tenths_where_it_is_some(share: float, words: str) -> None:
    assert share_in_words(share) == words


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (DEFAULTS, "3 answers without a yes, or 5 or more with at most one yes in 5"),
        (
            Thresholds(check_in_without_yes=2, check_in_answers=8, check_in_one_yes_in=4),
            "2 answers without a yes, or 8 or more with at most one yes in 4",
        ),
        (Thresholds(check_in_without_yes=9), "5 or more answers with at most one yes in 5"),
    ],
)
def test_when_a_check_in_is_asked_for(rules: Thresholds, words: str) -> None:
    assert rule_in_words(rules) == words
