"""Plainly unlucky people are flagged as often as the luck line says, and nobody flagged is taken for more than that."""

from datetime import date, timedelta
from math import sqrt

import pytest

from crm.insight.everyone import people_to_check_in
from tests.builders import book, checkin, contact, offer, side
from tests.simulation import by_luck
from tests.simulation.by_luck import Flagged
from tests.simulation.share import SIGMAS
from tests.simulation.shortcut import START

COUNTS = ((0, 3), (0, 4), (1, 5), (1, 8), (2, 10))
"""Counts at which the check-in rule is met: yeses, answers."""

CHANCES = (0.4, 0.6, 0.75)


def is_near(found: int, expected: float) -> bool:
    """Whether a count of rare things is what is expected of it, but for chance."""
    return abs(found - expected) <= SIGMAS * sqrt(expected)


@pytest.mark.parametrize(("yes", "answered"), COUNTS)
def test_the_luck_line_of_a_count_comes_true(yes: int, answered: int) -> None:
    line = by_luck.luck_line(yes, answered)
    assert line.found.agrees(line.stated)


@pytest.mark.parametrize("chance", CHANCES)
def test_asked_no_more_once_flagged_as_many_are_flagged_as_luck_is_said_to_put_there(chance: float) -> None:
    found = by_luck.flagged(chance, heeded=True)
    assert found.now == found.came
    assert is_near(found.now, found.expected)


@pytest.mark.parametrize("chance", CHANCES)
def test_asked_on_all_the_same_as_many_came_by_as_luck_brings_there(chance: float) -> None:
    found = by_luck.flagged(chance, heeded=False)
    assert found.now < found.came
    assert is_near(found.came, found.expected)


@pytest.mark.parametrize("heeds", [False, True])
def test_told_through_the_verbs_it_is_the_same(heeds: bool) -> None:
    """Who heeds the rule checks in with everyone at once: whoever came is no longer flagged, and still counted."""
    years = by_luck.flagged_in_years(heeds=heeds)
    assert is_near(sum(one.came for one in years), sum(one.expected for one in years))
    assert (sum(one.now for one in years) == 0) is heeds


def test_the_line_beside_a_flag_is_about_the_answers_that_the_flag_counts() -> None:
    """Ten yeses, then a check-in, then three noes: the flag says 0 of 3, and so has the line to."""
    early = [offer(100 + at, side(1, "yes", answered=day(at)), 2) for at in range(10)]
    late = [offer(200 + at, side(1, "no", answered=day(60 + at)), 2) for at in range(3)]
    usual = [
        offer(300 + at, side(3, "yes" if at % 2 else "no", answered=day(at)), 2, kind="favor")
        for at in range(10)
    ]
    asked = checkin(401, 1, answered_on=day(30), too_busy="no")
    people = [contact(key) for key in (1, 2, 3)]
    (due,) = people_to_check_in(book(*people, *early, *late, *usual, asked), day(90))
    assert due.words.startswith("0 of 3 yes since your check-in")
    assert due.luck == "0 of 3; at your usual 5 in 10 about 1 person in 8 would do this by luck"


def day(at: int) -> date:
    return START + timedelta(days=at)


def test_more_plain_people_are_met_by_the_rule_where_yes_is_rarer() -> None:
    flags: list[Flagged] = [by_luck.flagged(chance, heeded=True) for chance in CHANCES]
    assert flags[0].now > flags[1].now > flags[2].now
