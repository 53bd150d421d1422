"""Two groups are two counts beside each other: from ten answers each, and never as a proof."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.insight.counting.answers import Answers
from crm.insight.counting.compare import compare
from crm.insight.counting.intervals import newcombe
from crm.insight.words import listed


def answered(yes: int, no: int) -> Answers:
    return Answers(asked=yes + no, yes=yes, no=no)


@pytest.mark.parametrize(("no", "told"), [(4, False), (5, True)])
def test_from_ten_answers_each(no: int, told: bool) -> None:
    assert (compare(answered(5, no), answered(20, 20)) is not None) == told
    assert (compare(answered(20, 20), answered(5, no)) is not None) == told


@pytest.mark.parametrize("turned", [False, True])
def test_its_words_are_the_same_from_either_side(turned: bool) -> None:
    groups = [answered(9, 1), answered(3, 7)]
    found = compare(*(reversed(groups) if turned else groups))
    assert found is not None
    assert found.words == "60 points apart, plausibly 17 to 81; people and times differ"
    assert (found.is_clear, found.n) == (True, 20)


@given(st.integers(10, 60), st.integers(10, 60), st.data())
def test_it_is_clear_only_when_no_difference_is_implausible(n1: int, n2: int, data: st.DataObject) -> None:
    yes1, yes2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    found = compare(answered(yes1, n1 - yes1), answered(yes2, n2 - yes2))
    assert found is not None
    _, low, high = newcombe(yes1, n1, yes2, n2)
    assert found.is_clear == (not low <= 0 <= high)
    assert "people and times differ" in found.words


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_as_it_is_said(words: list[str], said: str) -> None:
    assert listed(words) == said
