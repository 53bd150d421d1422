"""An interval that is shown as 95% holds the truth about as often as that, and a finding speaks when there is one."""

import pytest

from crm.domain.offer import KINDS, Kind
from crm.insight.counting.answers import Answers
from crm.insight.counting.intervals import newcombe, wilson
from crm.insight.everyone import everyone_facts
from tests.simulation import coverage
from tests.simulation.share import together
from tests.simulation.shortcut import START, book_of

LEAST, MOST = 0.93, 0.98
"""What a nominal 95% interval of a count may hold at these chances: counts are whole, so it is never 95% exactly."""


@pytest.mark.parametrize("chance", coverage.CHANCES)
def test_a_persons_interval_holds_their_true_chance(chance: float) -> None:
    found = coverage.of_a_share(chance)
    assert LEAST <= found.exact <= MOST
    assert found.shown.agrees(found.exact)


@pytest.mark.parametrize("chance", coverage.CHANCES)
def test_it_holds_too_when_check_ins_end_the_asking(chance: float) -> None:
    found = coverage.of_a_share_when_check_ins_are_heeded(chance)
    assert found.is_at_least(LEAST)


def test_over_all_people_it_is_neither_too_narrow_nor_idly_wide() -> None:
    found = together(coverage.of_a_share(chance).shown for chance in coverage.CHANCES)
    assert 0.945 <= found.found <= 0.965


@pytest.mark.parametrize("pair", coverage.PAIRS)
def test_a_comparison_holds_the_true_difference(pair: tuple[float, float]) -> None:
    found = coverage.of_a_difference(*pair)
    assert found.holds.is_at_least(0.95)
    assert found.holds.is_at_most(MOST)


def test_two_groups_that_are_alike_seem_apart_one_time_in_twenty_at_most() -> None:
    assert coverage.of_a_difference(0.6, 0.6).is_clear.is_at_most(0.05)


def test_groups_that_are_far_apart_are_told_apart() -> None:
    assert coverage.of_a_difference(0.8, 0.4).is_clear.found > 0.75


def test_where_nothing_differs_no_finding_comes_more_often_than_one_time_in_twenty() -> None:
    found = coverage.findings_without_truth()
    assert found.lead.is_at_most(0.05)
    assert found.trend.is_at_most(0.05)


def test_the_best_of_three_kinds_has_to_be_clear_of_the_picking() -> None:
    """24 of 36 beside 15 of 36 would be clear had the two not been picked as the furthest apart of three."""
    yes: dict[Kind, int] = {"connection": 24, "referral": 20, "favor": 15}
    _, low, _ = newcombe(24, 36, 15, 36)
    assert low > 0
    given = [turn // 3 < yes[KINDS[turn % 3]] for turn in range(108)]
    facts = everyone_facts(book_of([given], kinds=KINDS), START.replace(month=5))
    assert [one.answers.yes for one in facts.kinds] == [24, 20, 15]
    assert not any(one.act.words.startswith("Lead with") for one in facts.insights)


def test_nothing_is_shown_as_a_share_under_five_answers() -> None:
    four, five = Answers(asked=4, yes=2, no=2), Answers(asked=5, yes=2, no=3)
    assert (four.low, four.high) == (None, None)
    assert (five.low, five.high) == wilson(2, 5)
