"""The evidence of a reflection, from the whole record."""

from datetime import date, timedelta

import pytest

from crm.domain.book import Book
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact
from crm.domain.offer import AnswerWord, Offer, Reason, Side
from crm.domain.record import Refusal, changed
from crm.domain.reflection import Reflection
from crm.insight.evidence import CHECK_IN_AFTER, evidence, how_often, under_way

TODAY = date(2026, 11, 24)


def asked(number: int, who: int, days_ago: int, answer: AnswerWord | None, words: str = "") -> Offer:
    on = TODAY - timedelta(days_ago)
    side = Side(contact=who, asked_on=on, answer=answer, answered_on=on if answer else None, words=words)
    return Offer(id=number, kind="connection", made_on=on, a=side, b=Side(contact=2))


def book(*offers: Offer, name: str = "Dara Levy", checkin: CheckIn | None = None) -> Book:
    people = {
        1: Contact(id=1, name=name),
        2: Contact(id=2, name="Chen Wei"),
        3: Contact(id=3, name="Ewa Nowak"),
    }
    return Book(
        contacts=people,
        offers={one.id: one for one in offers},
        reflections={50: Reflection(id=50, offer=10, side="a")},
        checkins={checkin.id: checkin} if checkin else {},
    )


THREE_NOES = (asked(10, 1, 5, "no"), asked(11, 1, 40, "no", "later maybe"), asked(12, 1, 80, "no"))


def test_how_often_lists_every_ask_newest_first_with_what_came_of_it() -> None:
    found = how_often(book(*THREE_NOES, asked(13, 1, 2, None), asked(14, 1, 9, "later")), 1, TODAY)
    assert [(ask.offer, ask.came) for ask in found.asks] == [
        (13, "waiting"),
        (10, "no"),
        (14, "later"),
        (11, "no"),
        (12, "no"),
    ]
    assert (found.counts.asked, found.counts.no, found.counts.later) == (5, 3, 1)
    assert found.aside == "1 later, 1 waiting"


def test_a_check_in_is_proposed_a_week_on_when_the_rule_is_met_and_none_is_under_way() -> None:
    met = book(*THREE_NOES)
    proposed = TODAY + timedelta(CHECK_IN_AFTER)
    assert under_way(met, evidence(met, 50, TODAY), TODAY).check_in_shown == proposed

    planned = book(*THREE_NOES, checkin=CheckIn(id=60, contact=1, due_on=TODAY))
    assert under_way(planned, evidence(planned, 50, TODAY), TODAY).check_in_shown is None

    dropped = book(*THREE_NOES, checkin=CheckIn(id=60, contact=1))
    assert under_way(dropped, evidence(dropped, 50, TODAY), TODAY).check_in_shown == proposed

    unmet = book(*THREE_NOES[:2])
    assert under_way(unmet, evidence(unmet, 50, TODAY), TODAY).check_in_shown is None


def test_its_own_check_in_does_not_stand_in_its_way() -> None:
    own = book(*THREE_NOES, checkin=CheckIn(id=60, contact=1, due_on=TODAY + timedelta(3)))
    record = changed(own.reflections[50], checkin=60, status="partial", step=4)
    own = Book(own.contacts, own.offers, {50: record}, checkins=own.checkins)
    found = evidence(own, 50, TODAY)
    assert found.how_often.check_in is None
    assert under_way(own, found, TODAY).check_in_shown == TODAY + timedelta(3)


def test_kinds_they_took_before_are_not_filled_in_as_closed() -> None:
    once = book(THREE_NOES[0], asked(11, 1, 40, "yes"))
    assert under_way(once, evidence(once, 50, TODAY), TODAY).closed_shown == ()
    never = book(THREE_NOES[0])
    assert under_way(never, evidence(never, 50, TODAY), TODAY).closed_shown == ("connection",)


def test_two_of_one_first_name_are_called_by_their_whole_names() -> None:
    found = evidence(book(*THREE_NOES, name="Chen Lu"), 50, TODAY)
    assert (found.decliner, found.other) == ("Chen Lu", "Chen Wei")
    assert evidence(book(*THREE_NOES), 50, TODAY).decliner == "Dara"


def test_a_no_that_was_taken_back_is_refused() -> None:
    with pytest.raises(Refusal, match="taken back"):
        evidence(book(asked(10, 1, 5, "yes")), 50, TODAY)


def test_someone_who_left_the_book_is_still_spoken_of() -> None:
    gone = book(*THREE_NOES)
    gone = Book({1: gone.contacts[1]}, gone.offers, gone.reflections)
    assert evidence(gone, 50, TODAY).other == "someone not in this book"


def test_a_reason_that_they_named_speaks_like_their_words() -> None:
    named = changed(THREE_NOES[0], a=changed(THREE_NOES[0].a, reasons=(Reason("busy", "said"),)))
    state = under_way(book(named), evidence(book(named), 50, TODAY), TODAY).answered(focus="busy")
    assert (state.source, state.closed_shown) == ("said", ())
    guessed = changed(THREE_NOES[0], a=changed(THREE_NOES[0].a, reasons=(Reason("busy", "guess"),)))
    state = under_way(book(guessed), evidence(book(guessed), 50, TODAY), TODAY).answered(focus="busy")
    assert (state.source, state.closed_shown) == ("guess", ("connection",))
