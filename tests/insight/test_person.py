"""What the insight says about one person."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.record import Record, Refusal
from crm.insight.person import PersonFacts, person_facts
from tests.builders import DAY, book, checkin, contact, effect, lens, offer, reflection, side
from tests.insight.books import PEOPLE, TODAY, books

AMARA = contact(1, "Amara Okafor", title="Head of Platform", org="Lumen")


def facts(*records: Record) -> PersonFacts:
    return person_facts(book(AMARA, contact(2, "Ben Ortiz"), *records), 1, TODAY)


def done(key: int, answer: str, kind: str = "connection") -> Record:
    return offer(key, side(1, answer, asked=DAY), side(80 + key % 10), kind)  # type: ignore[arg-type] # words of tests


def test_of_someone_new() -> None:
    found = facts()
    assert (found.name, found.role_line) == ("Amara Okafor", "Head of Platform · Lumen")
    assert (found.share, found.window, found.strip, found.lens) == ("no answers yet", "never asked", (), None)
    assert (found.next.verb, found.next.words) == ("suits", "Offer someone they would enjoy meeting.")


def test_an_offer_made_today_is_begun_with_its_first_ask() -> None:
    found = facts(offer(11, side(1), side(2), made_on=TODAY))
    assert (found.next.verb, found.next.ref) == ("ask", ("offers", 11))
    assert "Ask Amara Okafor and Ben Ortiz: nobody was asked yet" in found.next.words


def test_of_no_one() -> None:
    with pytest.raises(Refusal):
        person_facts(Book(), 1, TODAY)


def test_answers_by_kind_with_their_window() -> None:
    found = facts(done(11, "yes"), done(12, "no"), done(13, "no", "favor"), done(14, "later"))
    assert (found.share, found.aside, found.window) == ("1 of 3 yes", "1 later", "since 3 Nov")
    assert found.strip == ("yes", "no", "no", "later")
    assert [(one.kind, one.words) for one in found.kinds] == [
        ("connection", "1 of 2"),
        ("referral", "no answers yet"),
        ("favor", "0 of 1"),
    ]
    assert found.next.words == "Lead with connections."


def test_the_lens_with_its_source_and_end() -> None:
    no = offer(11, side(1, "no", asked=date(2025, 10, 12)), side(2))
    only = lens(41, 1, "only_type", "hardware", until=date(2026, 1, 31), origin=21)
    found = facts(no, reflection(21, 11, "a"), only)
    assert found.lens is not None
    assert found.lens.words == "Only wants to meet hardware people"
    assert found.lens.source == "said 12 Oct, from a no"
    assert found.lens.ends == "until 31 Jan 2026"
    assert found.next.words == "Look for hardware people to offer."


def test_a_lens_that_was_made_on_no_day_is_said_without_one() -> None:
    found = facts(lens(41, 1, "busy", created="24.11.2026"))
    assert found.lens is not None
    assert found.lens.source == "said"


def test_who_is_busy_is_left_be() -> None:
    found = facts(
        lens(41, 1, "busy", busy_with="a book", review_on=date(2026, 1, 2), origin=31),
        checkin(31, 1, answered_on=DAY),
    )
    assert found.lens is not None
    assert (found.lens.words, found.lens.source) == ("Busy with a book", "said 3 Nov, from a check-in")
    assert found.lens.ends == "look again 2 Jan 2026"
    assert (found.next.verb, found.next.words) == ("wait", "Leave them be for now.")


def test_what_wants_something_comes_next() -> None:
    asked = offer(11, side(1, asked=TODAY - timedelta(days=6)), side(2))
    found = facts(asked, done(12, "yes"))
    assert (found.next.verb, found.next.ref) == ("nudge", ("offers", 11))
    waiting_for_ben = offer(11, side(1, "yes"), side(2, asked=TODAY - timedelta(days=6)))
    assert facts(waiting_for_ben).next.verb == "suits"


def test_a_check_in_due_with_its_luck_line() -> None:
    others = [offer(200 + at, side(50 + at, "yes"), side(70)) for at in range(5)]
    found = facts(*(done(11 + at, "no") for at in range(3)), *others)
    assert found.check_in is not None
    assert found.check_in.words == "0 of 3 yes in the last 24 months"
    assert found.luck is not None
    assert found.luck.words.startswith("0 of 3; at your usual 10 in 10")
    assert found.next.verb == "check_in"


def test_the_luck_line_beside_a_check_in_is_about_the_answers_that_it_counts() -> None:
    others = [offer(200 + at, side(50 + at, "yes"), side(70)) for at in range(5)]
    long_ago = [offer(300 + at, side(1, "yes", answered=DAY - timedelta(days=900)), 70) for at in range(4)]
    found = facts(*(done(11 + at, "no") for at in range(3)), *long_ago, *others)
    assert found.share == "4 of 7 yes, plausibly 25-84%"
    assert found.luck is not None
    assert (found.luck.yes, found.luck.answered) == (0, 3)


def test_what_was_learned_from_their_noes_and_from_noes_to_them() -> None:
    theirs = offer(11, side(1, "no", asked=DAY), side(2))
    to_them = offer(12, side(1, "yes"), side(2, "no"))
    taken_back = offer(13, side(1, "yes"), side(2, "yes"))
    found = facts(
        theirs,
        to_them,
        taken_back,
        reflection(21, 11, "a", learned_decliner="Reads mail on Fridays", finished_on=DAY),
        reflection(
            22, 12, learned_other="Needs a shorter bio", learned_decliner="About Ben", finished_on=TODAY
        ),
        reflection(23, 13, learned_other="No longer so"),
    )
    assert [(one.text, one.reflection) for one in found.learned] == [
        ("Needs a shorter bio", 22),
        ("Reads mail on Fridays", 21),
    ]


def test_open_and_closed_kinds_and_what_to_lead_with() -> None:
    closed = reflection(21, 12, "a", effects=(effect("closed_to", "connection"),))
    found = facts(done(11, "yes"), done(12, "no"), done(13, "no", "favor"), done(14, "yes", "favor"), closed)
    assert {one.kind: one.is_open for one in found.kinds}["connection"] is False
    assert found.next.words == "Lead with favors."


@given(books(), st.sampled_from(PEOPLE))
@settings(max_examples=50, deadline=None)
def test_there_is_always_one_act_and_the_kinds_add_up(some: Book, person: int) -> None:
    found = person_facts(some, person, TODAY)
    assert found.next.words
    assert sum(one.answers.asked for one in found.kinds) == found.answers.asked
    assert len(found.strip) <= found.answers.asked


def test_whose_answer_to_the_two_questions_is_out_is_not_offered_somebody_first() -> None:
    asked = checkin(31, 2, asked_on=TODAY - timedelta(6))
    found = person_facts(book(contact(2, "Ben Ortiz"), asked), 2, TODAY).next
    assert (found.verb, found.ref) == ("check_in", ("checkins", 31))
    assert found.words.endswith(": note what they say.")
