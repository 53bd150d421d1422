"""Counts of answers, and the words for them: no word claims more than its count."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.offer import KINDS, AnswerWord, Kind, Offer, Side, with_side
from crm.insight.counting.answers import (
    Answers,
    answers,
    answers_by_person,
    aside_words,
    luck,
    share_words,
    strip,
)
from crm.insight.counting.tally import given_in, givers_since
from tests.builders import DAY, book, contact, offer, side
from tests.insight.books import PEOPLE, TODAY, books

LATER = date(2025, 12, 1)


def asked_by(*given: AnswerWord | None, who: int = 1, first: int = 100) -> list[Offer]:
    """Offers to one person, with these answers."""
    return [offer(first + at, side(who, answer, asked=DAY), side(90 + at)) for at, answer in enumerate(given)]


def test_only_yes_and_no_are_in_the_denominator() -> None:
    counted = answers(book(*asked_by("yes", "no", "no", "later", "no_reply", None)), 1)
    assert counted == Answers(asked=6, yes=1, no=2, later=1, no_reply=1, waiting=1)
    assert counted.answered == 3
    assert aside_words(counted) == "1 later, 1 silent, 1 waiting"


def test_who_was_never_asked_counts_nowhere() -> None:
    assert answers(book(contact(1), contact(2), offer(11, 1, 2)), 1) == Answers()


def test_a_requesters_own_yes_is_no_answer_to_an_ask() -> None:
    own = Side(contact=1, answer="yes", answered_on=DAY)
    asked_for = offer(11, own, side(2, "no"), "referral", requested_by="a")
    some = book(contact(1), contact(2), asked_for)
    assert answers(some, 1) == Answers()
    assert answers(some) == Answers(asked=1, no=1)
    assert strip(some, 1) == ()


def test_an_ask_whose_offer_was_withdrawn_waits_no_longer() -> None:
    withdrawn = offer(11, side(1, asked=DAY), side(2), withdrawn_on=LATER)
    assert answers(book(withdrawn), 1) == Answers(asked=1)


def test_by_kind_and_since_a_day() -> None:
    some = book(
        offer(11, side(1, "yes", asked=date(2025, 1, 5)), side(2), "favor"),
        offer(12, side(1, "no", asked=date(2025, 6, 5)), side(3), "favor"),
        offer(13, side(1, "no", asked=date(2025, 6, 5)), side(4)),
    )
    assert answers(some, 1, "favor") == Answers(asked=2, yes=1, no=1)
    assert answers(some, 1, "favor", date(2025, 6, 5)) == Answers(asked=1, no=1)
    assert answers(some, None, None, date(2025, 6, 6)) == Answers()


@given(books(), st.sampled_from([None, *PEOPLE]), st.sampled_from([None, *KINDS]))
@settings(max_examples=60, deadline=None)
def test_figures_count_as_a_walk_over_all_offers_does(
    some: Book, person: int | None, kind: Kind | None
) -> None:
    assert answers(some, person, kind) == answers(some, person, kind, date(1, 1, 1))


@given(books())
@settings(max_examples=40, deadline=None)
def test_all_at_once_is_each_person_on_their_own(some: Book) -> None:
    each = {person: answers(some, person) for person in PEOPLE}
    assert answers_by_person(some) == {person: found for person, found in each.items() if found.asked}


@given(books())
@settings(max_examples=40, deadline=None)
def test_everyone_is_the_sum_of_the_people(some: Book) -> None:
    total = Answers()
    for person in PEOPLE:
        total = total.plus(answers(some, person))
    assert answers(some) == total
    assert total.asked >= total.answered + total.later + total.no_reply + total.waiting
    assert len(strip(some, 1)) == answers(some, 1).asked - answers(some, 1).waiting - _unanswered(some, 1)


def _unanswered(some: Book, person: int) -> int:
    """Asks to a person whose offer closed before an answer."""
    return sum(
        one.contact == person and one.asked_on is not None and one.answer is None and not offer_.is_open
        for offer_ in some.offers.values()
        for _, one in offer_.sides()
    )


def test_the_strip_is_in_the_order_of_the_answers() -> None:
    some = book(
        offer(11, side(1, "no", asked=DAY, answered=LATER), side(2)),
        offer(12, side(1, "yes", asked=DAY), side(3)),
        offer(13, side(1, asked=DAY), side(4)),
    )
    assert strip(some, 1) == ("yes", "no")


@pytest.mark.parametrize(
    ("yes", "no", "words"),
    [
        (0, 0, "no answers yet"),
        (2, 1, "2 of 3 yes"),
        (4, 0, "4 of 4 yes"),
        (2, 5, "2 of 7 yes, plausibly 8-64%"),
        (12, 8, "12 of 20 yes, plausibly 39-78%"),
        (0, 5, "0 of 5 yes, plausibly 0-43%"),
    ],
)
def test_a_share_in_words(yes: int, no: int, words: str) -> None:
    assert share_words(Answers(asked=yes + no, yes=yes, no=no)) == words


@given(st.integers(0, 4), st.integers(0, 4))
def test_no_percentage_under_five_answers(yes: int, no: int) -> None:
    counted = Answers(asked=yes + no, yes=yes, no=no)
    assert ("%" in share_words(counted)) == (yes + no >= 5) == (counted.low is not None)


def test_people_are_ordered_by_the_shrunken_mean() -> None:
    own = Answers(asked=100, yes=60, no=40)
    assert Answers(asked=1, yes=1).shrunken(own) == pytest.approx((1 + 4 * 0.6) / 5)
    assert Answers().shrunken(own) == pytest.approx(0.6)
    assert Answers(yes=1).shrunken(Answers()) is None
    one_of_one, nine_of_ten = Answers(yes=1).shrunken(own), Answers(yes=9, no=1).shrunken(own)
    assert one_of_one is not None
    assert nine_of_ten is not None
    assert one_of_one < nine_of_ten


def test_the_luck_line_leaves_the_person_out_of_what_is_usual() -> None:
    others = [offer(200 + at, side(50 + at, "yes" if at < 6 else "no"), side(70)) for at in range(10)]
    found = luck(book(*asked_by("no", "no", "no"), *others), 1)
    assert found is not None
    assert found.usual == pytest.approx(0.6)
    assert found.chance == pytest.approx(0.064)
    assert found.words == "0 of 3; at your usual 6 in 10 about 1 person in 16 would do this by luck"


def test_no_luck_line_before_there_is_something_usual() -> None:
    assert luck(book(*asked_by("no", "no", "no")), 1) is None
    assert luck(book(*asked_by("yes", who=2)), 1) is None
    few = luck(book(*asked_by("no"), *asked_by("yes", "no", who=2, first=300)), 1)
    assert few is not None
    assert few.chance == pytest.approx(0.5)
    assert few.words == ""


@pytest.mark.parametrize(
    ("theirs", "others", "end"),
    [
        ("nn", "yyyyy", "at your usual 10 in 10 fewer than 1 person in 10,000 would do this by luck"),
        ("yn", "nnnnn", "at your usual 0 in 10 about 10 people in 10 would do this by luck"),
        ("n", "yyyynn", "at your usual 7 in 10 about 1 person in 3 would do this by luck"),
        ("n", "n" * 30 + "y", "at your usual less than 1 in 10 about 10 people in 10 would do this by luck"),
    ],
)
def test_the_luck_line_at_its_ends(theirs: str, others: str, end: str) -> None:
    word: dict[str, AnswerWord] = {"y": "yes", "n": "no"}
    some = book(
        *asked_by(*(word[one] for one in theirs)),
        *(offer(300 + at, side(50 + at, word[one]), side(70)) for at, one in enumerate(others)),
    )
    found = luck(some, 1)
    assert found is not None
    assert found.words.endswith(end)


def test_a_requester_who_changes_their_mind_has_said_no_everywhere() -> None:
    no = with_side(offer(11, side(1, "no"), side(2), kind="referral", requested_by="a"), "a", asked_on=None)
    assert answers(book(contact(1), contact(2), no), 1) == Answers(asked=1, no=1)
    assert [who for who, _ in given_in([no])] == [1]
    yes = with_side(no, "a", answer="yes")
    assert answers(book(contact(1), contact(2), yes), 1) == Answers()
    assert not list(given_in([yes]))


@given(books(), st.integers(0, 900))
@settings(max_examples=60, deadline=None)
def test_who_said_yes_and_no_since_a_day(some: Book, ago: int) -> None:
    since = TODAY - timedelta(days=ago)
    told = [(who, is_yes) for who, (day, _, is_yes) in given_in(some.offers.values()) if day >= since]
    yes, no = givers_since(some.offers.values(), since)
    assert yes == [who for who, is_yes in told if is_yes]
    assert no == [who for who, is_yes in told if not is_yes]
