"""The shrunken order agrees better with who people truly are than the raw share does."""

from tests.simulation.order import better_in, orders
from tests.simulation.share import mean


def test_it_agrees_better_with_the_truth_in_nearly_every_book() -> None:
    found = orders()
    assert better_in(found).found > 0.8
    shrunken, raw = (mean(one.agreement[at] for one in found) for at in (0, 1))
    assert shrunken > raw + 0.03


def test_its_first_ten_say_yes_more_often_than_the_first_ten_by_raw_share() -> None:
    found = orders()
    shrunken, raw = (mean(one.top[at] for one in found) for at in (0, 1))
    assert shrunken > raw + 0.03
