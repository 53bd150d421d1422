"""Who suits whom: because of words that both sides can see, and never someone who should be left in peace."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.record import Record
from crm.insight.suits import Hidden, Suiting, WhoSuits, who_suits
from crm.insight.thresholds import Thresholds
from tests.builders import DAY, book, contact, lens, offer, side
from tests.insight.books import PEOPLE, TODAY, books

AMARA = contact(1, "Amara Okafor", wants=("climate founders",), gives=("hardware advice",), tags=("Lisbon",))
BEN = contact(2, "Ben Ortiz", title="Founder", tags=("climate", "lisbon"))


def suits(*records: Record, **fields: Any) -> WhoSuits:
    return who_suits(book(AMARA, *records), 1, TODAY, **fields)


def test_a_wish_and_a_shared_tag() -> None:
    assert suits(BEN).people == (
        Suiting(2, 4, ("Amara hopes for climate founders, and Ben fits", "both are tagged Lisbon")),
    )


def test_a_wish_of_the_other_counts_as_much() -> None:
    hopes = contact(2, "Ben Ortiz", wants=("hardware",))
    assert suits(hopes).people == (Suiting(2, 3, ("Ben hopes for hardware, and Amara fits",)),)


def test_what_one_wants_is_not_who_one_is() -> None:
    assert suits(contact(2, wants=("climate founders",))) == WhoSuits((), ())


def test_a_lens_is_a_wish_too() -> None:
    only = lens(41, 1, "only_type", "lawyers")
    found = suits(BEN, contact(3, "Dara Levy", title="Lawyer"), only)
    assert [one.contact for one in found.people] == [3]
    assert found.hidden == (Hidden(2, "Amara only wants to meet lawyers (said)"),)


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ([contact(2, "Ben Ortiz", title="Climate founder", archived_on=DAY)], "archived on 3 Nov"),
        ([BEN, offer(11, 2, 1)], "an offer of the two is open (made 3 Nov)"),
        ([BEN, offer(11, side(1, "yes"), side(2, "no"))], "Ben Ortiz said no to this pair (3 Nov)"),
        (
            [BEN, offer(11, side(1, "no"), side(2, "no"))],
            "Amara Okafor and Ben Ortiz said no to this pair (3 Nov)",
        ),
        ([BEN, offer(11, side(1, "yes"), side(2, "yes"), introduced_on=DAY)], "you introduced them on 3 Nov"),
        ([BEN, lens(41, 2, "busy", until=TODAY + timedelta(days=7))], "Ben is busy until 1 Dec (said)"),
        (
            [BEN, lens(41, 2, "only_type", "poets", source="guess")],
            "Ben only wants to meet poets (your guess)",
        ),
    ],
)
def test_who_is_hidden_and_why(records: list[Record], why: str) -> None:
    found = suits(*records)
    assert found.people == ()
    assert found.hidden == (Hidden(2, why),)


def test_a_lapsed_or_withdrawn_offer_and_my_own_being_busy_hide_no_one() -> None:
    lapsed = offer(11, side(1, "yes"), side(2, "no_reply"))
    assert suits(BEN, lapsed, offer(12, 1, 2, withdrawn_on=DAY), lens(41, 1, "busy")).people


def test_a_tag_that_everyone_carries_says_nothing() -> None:
    crowd = [contact(10 + at, tags=("lisbon",)) for at in range(5)]
    assert len(suits(*crowd).people) == 5
    assert suits(*crowd, thresholds=Thresholds(common_tag=3)).people == ()


@given(books(), st.sampled_from(PEOPLE))
@settings(max_examples=60, deadline=None)
def test_it_finds_everyone_with_a_reason_and_no_one_twice(some: Book, person: int) -> None:
    found = who_suits(some, person, TODAY)
    told = [one.contact for one in found.people] + [one.contact for one in found.hidden]
    assert len(set(told)) == len(told)
    assert person not in told
    assert all(one.because and one.score >= 1 for one in found.people)
    assert [one.score for one in found.people] == sorted((one.score for one in found.people), reverse=True)
    for other in PEOPLE:
        if other in told:
            back = who_suits(some, other, TODAY)
            assert person in [one.contact for one in back.people] + [one.contact for one in back.hidden] or (
                some.current_lens(person, TODAY) is not None
            )
