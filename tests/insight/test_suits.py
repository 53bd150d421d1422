"""Who suits whom: because of words that both sides can see, and never someone who should be left in peace."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.offer import AnswerWord, Outcome, Worth, WorthIt
from crm.domain.record import Record
from crm.insight.suiting.suits import Hidden, Reason, Suiting, WhoSuits, who_suits
from crm.insight.thresholds import Thresholds
from tests.builders import DAY, book, contact, lens, offer, side
from tests.insight.books import PEOPLE, TODAY, books

AMARA = contact(1, "Amara Okafor", wants=("climate founders",), gives=("hardware advice",), tags=("Lisbon",))
BEN = contact(2, "Ben Ortiz", title="Founder", tags=("climate", "lisbon"))


def suits(*records: Record, **fields: Any) -> WhoSuits:
    return who_suits(book(AMARA, *records), 1, TODAY, **fields)


def test_a_wish_and_a_shared_tag() -> None:
    (found,) = suits(BEN).people
    assert (found.contact, found.score) == (2, 4)
    assert found.because == (
        "Amara hopes for climate founders; Ben: climate (tag), founder (title)",
        "both are tagged Lisbon",
    )
    assert (found.goes("suits"), found.goes("wants")) == (True, False)


def test_the_type_that_a_lens_lets_in_is_a_wish_while_it_holds() -> None:
    sailor = contact(2, "Ben Ortiz", title="Sailor")
    said = lens(41, 1, "only_type", "sailors")
    (found,) = suits(sailor, said).people
    assert found.because == ("Amara hopes for sailors; Ben: sailor (title)",)
    assert suits(sailor).people == ()
    assert suits(sailor, lens(41, 1, "only_type", "sailors", ended_on=DAY)).people == ()


def test_a_wish_of_the_other_counts_as_much() -> None:
    hopes = contact(2, "Ben Ortiz", wants=("hardware",))
    (found,) = suits(hopes).people
    assert found == Suiting(2, 3, (Reason("wants", 3, "Ben hopes for hardware; Amara: hardware (gives)"),))


def test_who_is_like_someone_they_said_yes_to() -> None:
    chen = contact(3, "Chen Wei", tags=("ceramics", "radio"))
    dara = contact(4, "Dara Levy", tags=("Ceramics", "radio"))
    yes = offer(11, side(1, "yes"), side(3, "no"))
    (found,) = suits(chen, dara, yes).people
    assert found.because == ("like Chen Wei (ceramics), to whom Amara said yes",)
    assert found.goes("suits")
    sorry = offer(11, side(1, "yes"), side(3, "yes"), introduced_on=DAY, outcome=Outcome(a=Worth("no")))
    assert suits(chen, dara, sorry).people == (), "whom they were sorry to meet says nothing"


def test_who_said_yes_to_someone_like_them() -> None:
    chen = contact(3, "Chen Wei", tags=("Lisbon",))
    dara = contact(4, "Dara Levy")
    found = suits(chen, dara, offer(11, side(4, "yes"), side(3, "no")))
    reasons = {one.contact: one.because for one in found.people}
    assert reasons[4] == ("Dara said yes to Chen Wei (Lisbon); Amara is alike",)
    assert next(one for one in found.people if one.contact == 4).goes("wants")


@pytest.mark.parametrize("turned", [False, True])
def test_a_likeness_is_to_whom_they_said_yes_on_whichever_side_they_stood(turned: bool) -> None:
    def of(mine: AnswerWord, theirs: AnswerWord, worth: WorthIt | None = None) -> list[tuple[str, ...]]:
        """Of Amara and Chen, and Dara who is like Chen: why they suit, by their number."""
        sides, told = (side(1, mine), side(3, theirs)), (Worth(worth), Worth())
        a, b = reversed(sides) if turned else sides
        outcome = Outcome(*reversed(told)) if turned else Outcome(*told)
        met = offer(11, a, b, introduced_on=DAY if worth else None, outcome=outcome)
        found = who_suits(book(AMARA, chen, dara, met), 1, TODAY).people
        return [one.because for one in found if one.contact == 4]

    chen, dara = (contact(3, "Chen Wei", tags=("clay",)), contact(4, "Dara Levy", tags=("clay",)))
    like = [("like Chen Wei (clay), to whom Amara said yes",)]
    assert of("yes", "no") == like
    assert of("no", "yes") == []
    assert of("yes", "yes", "yes") == like
    assert of("yes", "yes", "no") == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_likeness_is_to_who_got_a_yes_and_not_a_no(turned: bool) -> None:
    chen, dara = contact(3, "Chen Wei", tags=("Lisbon",)), contact(4, "Dara Levy")

    def of(daras: AnswerWord, chens: AnswerWord) -> list[int]:
        sides = (side(4, daras), side(3, chens))
        met = offer(11, *(reversed(sides) if turned else sides))
        return [one.contact for one in suits(chen, dara, met).people]

    assert 4 in of("yes", "no")
    assert 4 not in of("no", "yes")


def test_a_wish_is_met_by_all_of_its_words_and_the_others_of_a_person_are_left_out() -> None:
    (found,) = suits(contact(2, "Ben Ortiz", wants=("hardware lawyers", "hardware", "sailors"))).people
    assert found.because == ("Ben hopes for hardware; Amara: hardware (gives)",)
    assert suits(contact(2, "Ben Ortiz", wants=("hardware lawyers",))).people == ()


def test_a_tag_says_something_as_long_as_not_too_many_carry_it() -> None:
    few = Thresholds(common_tag=2)
    ben, chen = contact(2, "Ben Ortiz", tags=("Lisbon",)), contact(3, "Chen Wei", tags=("Lisbon",))
    assert len(suits(ben, thresholds=few).people) == 1
    assert suits(ben, chen, thresholds=few).people == ()


def test_someone_who_is_not_in_this_book_is_like_nobody() -> None:
    yes = offer(11, side(1, "yes"), side(99, "yes"))
    assert [one.contact for one in suits(BEN, yes).people] == [2]


def test_many_likenesses_say_no_more_than_two() -> None:
    liked = [contact(10 + at, f"Person {at}", tags=("clay",)) for at in range(4)]
    yes = [offer(30 + at, side(1, "yes"), side(10 + at, "no")) for at in range(4)]
    found = next(
        one for one in suits(*liked, *yes, contact(4, "Dara Levy", tags=("clay",))).people if one.contact == 4
    )
    assert found.score == 2
    assert found.because == ("like Person 0 (clay), Person 1 (clay) and 2 more, to whom Amara said yes",)


def test_many_who_are_alike_and_got_a_yes_say_no_more_than_two() -> None:
    alike = [contact(10 + at, f"Person {at}", tags=("Lisbon",)) for at in range(4)]
    yes = [offer(30 + at, side(4, "yes"), side(10 + at, "no")) for at in range(4)]
    found = next(one for one in suits(*alike, *yes, contact(4, "Dara Levy")).people if one.contact == 4)
    assert found.score == 2
    assert found.because == (
        "Dara said yes to Person 0 (Lisbon), Person 1 (Lisbon) and 2 more; Amara is alike",
    )


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
            [BEN, lens(41, 2, "only_type", "poets")],
            "Ben only wants to meet poets (said)",
        ),
        ([BEN, lens(41, 1, "only_type", "poets")], "Amara only wants to meet poets (said)"),
    ],
)
def test_who_is_hidden_and_why(records: list[Record], why: str) -> None:
    found = suits(*records)
    assert found.people == ()
    assert found.hidden == (Hidden(2, why),)


@pytest.mark.parametrize(
    ("guessed", "think"),
    [
        (
            lens(41, 2, "only_type", "poets", source="guess"),
            "Ben seems to want only to meet poets (your guess)",
        ),
        (
            lens(41, 1, "only_type", "poets", source="guess"),
            "Amara seems to want only to meet poets (your guess)",
        ),
        (
            lens(41, 2, "busy", until=DAY.replace(month=12), source="guess"),
            "Ben seems busy until 3 Dec (your guess)",
        ),
    ],
)
def test_a_guess_leaves_nobody_out_but_is_a_reason_to_think(guessed: Record, think: str) -> None:
    found = suits(BEN, guessed)
    assert found.hidden == ()
    assert [(one.contact, one.think, one.because[-1]) for one in found.people] == [(2, (think,), think)]


def test_who_wants_a_thought_stands_after_those_who_do_not() -> None:
    chen, guess = contact(3, "Chen Wei", tags=("lisbon",)), lens(41, 2, "busy", source="guess")
    assert [one.contact for one in suits(BEN, chen).people] == [2, 3]
    assert [one.contact for one in suits(BEN, chen, guess).people] == [3, 2]


def test_a_pair_offered_before_is_never_proposed_without_saying_so() -> None:
    lapsed = offer(11, side(1, "yes"), side(2, "no_reply"))
    (found,) = suits(BEN, lapsed).people
    assert found.before == found.because[-1] == "offered before, on 3 Nov: silence"
    (found,) = suits(BEN, lapsed, offer(12, 1, 2, withdrawn_on=DAY), lens(41, 1, "busy")).people
    assert found.before == "offered before, on 3 Nov: you took it back"


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
    assert [one.order for one in found.people] == sorted(one.order for one in found.people)
    assert all("your guess" not in one.why for one in found.hidden), "a guess stops nobody"
    for other in PEOPLE:
        if other in told:
            back = who_suits(some, other, TODAY)
            assert person in [one.contact for one in back.people] + [one.contact for one in back.hidden] or (
                some.current_lens(person, TODAY) is not None
            )
