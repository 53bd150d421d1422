"""The facts beside the questions: what was told, sent and said, and the test of each kind."""

from datetime import date

import pytest

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.lens import Lens
from crm.domain.offer import Kind, Offer, Reason, Side
from crm.domain.record import changed
from crm.domain.reflecting.clues import (
    busy_phrase,
    busy_with_said,
    kind_hints,
    not_now_phrase,
    only_phrase,
    size_phrase,
    types_said,
    until_said,
)
from crm.domain.reflecting.evidence import earlier_lenses, kind_tests, other_noes, told

MAY = date(2026, 5, 4)
JULY = date(2026, 7, 1)


def book(*offers: Offer, bio_updated: date | None = None) -> Book:
    people = (Contact(id=1, name="Dara Levy"), Contact(id=2, name="Chen Wei", bio_updated=bio_updated))
    return Book(contacts={one.id: one for one in people}, offers={one.id: one for one in offers})


def no(number: int, on: date = MAY, kind: Kind = "favor", **fields: object) -> Offer:
    side = Side(
        contact=1, asked_on=on, answer="no", answered_on=date(on.year, on.month, on.day + 3), role="giver"
    )
    return Offer(
        id=number, kind=kind, made_on=on, a=changed(side, **fields), b=Side(contact=2, role="receiver")
    )


def test_what_was_told_comes_with_its_length_and_its_age() -> None:
    one = no(7, bio_sent="Chen Wei draws letters", why_told="She asks 20 minutes")
    found = told(book(one, bio_updated=date(2026, 4, 4)), one, "a")
    assert (found.bio_words, found.bio_age, found.days) == (4, 30, 3)
    assert found.why_told == "She asks 20 minutes"


def test_the_age_of_a_bio_rewritten_since_is_not_known() -> None:
    one = no(7, bio_sent="Chen Wei draws letters")
    assert told(book(one, bio_updated=date(2026, 6, 1)), one, "a").bio_age is None
    assert told(book(one), one, "a").bio_age is None
    assert told(book(no(7), bio_updated=date(2026, 1, 1)), no(7), "a").bio_age is None


def test_a_bio_was_sent_with_the_ask_and_without_one_when_the_offer_was_made() -> None:
    one = no(7, bio_sent="Chen Wei draws letters")
    unasked = no(7, bio_sent="Chen Wei draws letters", asked_on=None)
    later = changed(one, made_on=date(2026, 4, 30))
    ages = [told(book(each, bio_updated=MAY), each, "a").bio_age for each in (one, later, unasked)]
    assert ages == [0, 0, 0]
    assert told(book(unasked), unasked, "a").days is None


def test_who_gives_may_stand_on_either_side() -> None:
    one = changed(no(7, role="receiver"), b=Side(contact=2, role="giver", why_told="one call"))
    gives, big = kind_tests(book(one), one, "favor", JULY)
    assert (gives.finding, big.finding) == ("Chen does", "“one call” was told")


def test_where_nobody_gives_it_is_said_so() -> None:
    one = changed(no(7, role="peer"), b=Side(contact=2))
    gives, big = kind_tests(book(one), one, "favor", JULY)
    assert (gives.finding, gives.holds) == ("not written down", False)
    assert (big.finding, big.holds) == ("its size was not told", False)


def test_someone_who_is_not_in_this_book_has_no_bio_and_no_first_name() -> None:
    one = changed(no(7, bio_sent="draws letters"), b=Side(contact=9, role="receiver"))
    assert told(book(one), one, "a").bio_age is None
    assert (
        kind_tests(book(one), one, "connection", JULY)[1].question
        == "What does someone not in this book gain?"
    )


def test_each_kind_has_its_test() -> None:
    one = no(7, why_told="She would ask for half an hour")
    gives, big = kind_tests(book(one), one, "favor", JULY)
    assert (gives.finding, gives.holds) == ("Dara does", True)
    assert (big.finding, big.holds) == ("“half an hour” was told", True)
    spoke, asked = kind_tests(book(one), one, "referral", JULY)
    assert (spoke.finding, spoke.holds) == ("not written down", False)
    assert (asked.finding, asked.holds) == ("nobody did", False)
    mine, theirs = kind_tests(book(one), one, "connection", JULY)
    assert mine.question == "What does Dara gain?"
    assert (mine.holds, theirs.holds) == (None, False)
    assert theirs.finding == "nothing was told"


def test_a_referral_that_was_asked_for_holds() -> None:
    one = Offer(
        id=7,
        kind="referral",
        made_on=MAY,
        a=Side(contact=1, role="requester"),
        b=Side(contact=2, role="provider"),
        requested_by="a",
        spoke_on=date(2026, 5, 1),
    )
    spoke, asked = kind_tests(book(one), one, "referral", JULY)
    assert (spoke.finding, spoke.holds, asked.finding) == ("yes, 1 May", True, "yes, Dara did")


def test_other_noes_come_newest_first_and_say_what_sounds_busy() -> None:
    first = no(1, date(2026, 1, 1), words="Swamped, sorry")
    second = no(2, date(2026, 3, 1), reasons=(Reason("no time"),))
    this = no(3)
    found = other_noes(book(first, second, this), 1, this.id)
    assert [(one.offer, one.busy) for one in found] == [(2, "no time"), (1, "Swamped")]
    assert found[0].on == date(2026, 3, 4), "the day of the no, not of the offer"


def test_the_noes_of_the_others_are_theirs() -> None:
    theirs = no(1, answer="yes")
    theirs = changed(theirs, b=Side(contact=2, answer="no", answered_on=MAY))
    assert other_noes(book(theirs), 1, 3) == ()
    (found,) = other_noes(book(theirs), 2, 3)
    assert (found.offer, found.other, found.kind) == (1, 1, "favor")


def test_the_lenses_beside_a_reflection_are_the_others_newest_first() -> None:
    held = {key: Lens(id=key, contact=1, mode="busy", source="said") for key in (41, 42, 43)}
    some = Book(lenses=held | {44: Lens(id=44, contact=2, mode="open", source="said")})
    assert [one.id for one in earlier_lenses(some, 1)] == [43, 42, 41]
    assert [one.id for one in earlier_lenses(some, 1, without=42)] == [43, 41]


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("I'm totally swamped", "swamped"),
        ("no time at the moment", "no time"),
        ("I don't have the bandwidth", "don't have the bandwidth"),
        ("I’m writing a book", "writing a book"),
        ("Heads-down until June", "Heads-down"),
        ("We're full until next summer", "full until"),
        ("it is not a good time", "not a good time"),
        ("the report has a deadline in May", "deadline"),
        ("not now sorry", ""),
        ("We are in the wrong time zone", ""),
        ("I am not busy, only not keen", ""),
        ("not too busy for this", ""),
        ("A fine business", ""),
        ("", ""),
    ],
)
def test_words_that_sound_busy(words: str, phrase: str) -> None:
    assert busy_phrase(words) == phrase


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("not now sorry", "not now"),
        ("Thanks, but not right now", "not right now"),
        ("not nowhere", ""),
        ("We are in the wrong time zone", ""),
    ],
)
def test_words_that_say_not_now(words: str, phrase: str) -> None:
    assert not_now_phrase(words) == phrase


def test_words_that_name_a_type_or_a_size() -> None:
    assert only_phrase("I only meet hardware people now. Bye") == "only meet hardware people now"
    assert only_phrase("We are focusing on climate") == "focusing on climate"
    assert only_phrase("the only one") == ""
    assert size_phrase("a quick call would do") == "a quick call"
    assert size_phrase("some advice") == ""


def test_a_kind_both_wished_for_and_declined_is_left_to_the_reader() -> None:
    assert kind_hints("Happy to give advice. No more advice this month") == ((), ())
    assert kind_hints("I would love to meet peers but not clients") == (("connection",), ("referral",))


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("I am only meeting hardware founders until the end of January.", ("hardware founders",)),
        ("I only meet hardware people now. Bye", ("hardware people",)),
        ("mostly talking to museum people or archivists this year", ("museum people", "archivists")),
        ("We are focusing on climate", ("climate",)),
        ("I am focusing on my thesis", ()),
        ("focused on finishing the book", ()),
        ("just looking for a tax lawyer", ()),
        ("the only one", ()),
        ("I only want to meet people in person", ()),
        ("only meeting founders face to face", ()),
        ("I only meet people", ()),
        ("I only want to meet online retailers", ("online retailers",)),
    ],
)
def test_the_type_of_person_that_words_name(words: str, types: tuple[str, ...]) -> None:
    assert types_said(words) == types


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Writing a book until March, no new people for now.", "a book"),
        ("I am busy with my thesis until June", "their thesis"),
        ("We're heads down on the spring launch right now, sorry", "the spring launch"),
        ("Swamped with exams!", "exams"),
        ("finishing our annual report by Friday", "their annual report"),
        ("No time before the summer", ""),
        ("I am busy until June", ""),
        ("busy with more meetings than anybody should ever have, ask me another time", ""),
        ("Too busy in January", ""),
    ],
)
def test_what_takes_their_time_is_found_where_words_name_it(words: str, what: str) -> None:
    assert busy_with_said(words) == what


def test_the_day_until_which_words_say_that_it_holds() -> None:
    on = date(2026, 11, 24)
    assert until_said("No room until the end of January, sorry", on) == date(2027, 1, 31)
    assert until_said("swamped until next tuesday at least", on) == date(2026, 12, 1)
    assert until_said("busy until end of November", on) == date(2026, 11, 30)
    assert until_said("Not until the book is out", on) is None
    assert until_said("No time until we launch", on) is None
    assert until_said("I had no time until now", on) is None
    assert until_said("Not until two weeks after the launch", on) is None
    assert until_said("busy until a month before my exams, or until June", on) == date(2027, 6, 1)
