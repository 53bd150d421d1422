"""Who is focused, busy or open to one kind only is found out by their noes, and the look-ahead says so."""

import pytest

from tests.simulation.openness import Known, Name, seen
from tests.simulation.reflecting import Tact
from tests.simulation.share import share

NAMES: tuple[Name, ...] = ("focused", "busy", "one kind")
ENOUGH = 50
"""First noes of each sort that the figures have to rest on."""


@pytest.mark.parametrize("name", NAMES)
def test_a_first_no_is_understood_as_often_as_people_speak_and_are_read(name: Name) -> None:
    """Said or guessed right: the simulated connector is as good as its tact, no better."""
    tact = Tact()
    found = seen().understood(name)
    assert found.draws > 2 * ENOUGH
    assert found.agrees(tact.told + (1 - tact.told) * tact.guessed)


@pytest.mark.parametrize("name", ["focused", "busy"])
def test_what_they_said_stops_the_offer_that_does_not_suit_and_lets_the_other_pass(name: Name) -> None:
    firsts = seen().of(name, "said")
    assert len(firsts) > ENOUGH
    assert {one.other for one in firsts} == {"stop"}
    assert share(one.suiting == "fine" for one in firsts).is_at_least(0.99)
    assert {one.suiting_lens for one in firsts} == {"fine"}


@pytest.mark.parametrize("name", ["focused", "busy"])
def test_a_guess_asks_for_a_thought_and_never_stops(name: Name) -> None:
    firsts = seen().of(name, "guessed")
    assert {one.other for one in firsts} == {"think"}


def test_the_lens_guessed_of_a_focused_person_lets_their_type_pass() -> None:
    assert {one.suiting_lens for one in seen().of("focused", "guessed")} == {"fine"}


@pytest.mark.parametrize("name", ["focused", "busy"])
def test_a_guessed_focus_does_not_close_the_kind_as_well(name: Name) -> None:
    firsts = [one for one in seen().of(name, "guessed") if one.suiting_lens == "fine"]
    assert share(one.suiting == "fine" for one in firsts).is_at_least(0.9)


@pytest.mark.parametrize("known", ["said", "guessed"])
def test_a_declined_kind_asks_for_a_thought_and_the_one_they_want_passes(known: Known) -> None:
    firsts = seen().of("one kind", known)
    assert {one.other for one in firsts} == {"think"}
    assert share(one.suiting == "fine" for one in firsts).is_at_least(0.9)


def test_in_the_end_kinds_that_they_decline_seem_closed() -> None:
    declined = [one for one in seen().lasts if not one.suits and one.declined]
    assert len(declined) > ENOUGH
    assert share(one.verdict == "think" for one in declined).found > 0.9


def test_no_kind_is_ever_a_stop_and_none_seems_closed_that_they_never_declined() -> None:
    lasts = seen().lasts
    assert "stop" not in {one.verdict for one in lasts}
    assert {one.verdict for one in lasts if not one.declined} == {"fine"}


def test_most_kinds_that_seem_closed_are_closed() -> None:
    closed = seen().said_closed
    assert len(closed) > ENOUGH
    assert share(not one.suits for one in closed).found > 0.9
