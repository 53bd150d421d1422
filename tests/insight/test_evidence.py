"""The evidence of a reflection, from the whole record."""

from datetime import date, timedelta

import pytest

from crm.domain.book import Book
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact
from crm.domain.offer import AnswerWord, Offer, Reason, Side, SourceWord
from crm.domain.record import Refusal, changed
from crm.domain.reflecting.steps import Reflecting
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


def closed(*offers: Offer, thought: Reflection | None = None) -> tuple[str, ...]:
    """What is filled in as closed in the reflection on the no of offer 10."""
    some = book(*offers)
    if thought is not None:
        some = Book(some.contacts, some.offers, {**some.reflections, thought.id: thought})
    return under_way(some, evidence(some, 50, TODAY), TODAY).closed_shown


LAST, BEFORE, FIRST = THREE_NOES[0], asked(11, 1, 40, "no"), asked(12, 1, 80, "no")


def test_a_kind_is_filled_in_as_closed_from_the_third_no_to_it_on() -> None:
    assert closed(LAST) == ()
    assert closed(LAST, BEFORE) == ()
    assert closed(LAST, BEFORE, FIRST) == ("connection",)
    assert closed(LAST, asked(11, 1, 2, "no"), FIRST) == (), "a no that came after this one"
    assert closed(LAST, changed(BEFORE, kind="favor"), FIRST) == ()
    assert closed(LAST, asked(11, 2, 40, "no"), FIRST) == (), "a no of somebody else"


def test_kinds_they_took_are_not_filled_in_as_closed() -> None:
    assert closed(LAST, BEFORE, FIRST, asked(13, 1, 120, "yes")) == ()


@pytest.mark.parametrize("words", ["Swamped until May, sorry", "I only want to meet hardware people"])
def test_an_earlier_no_about_something_else_does_not_count_for_its_kind(words: str) -> None:
    assert closed(LAST, changed(BEFORE, a=changed(BEFORE.a, words=words)), FIRST) == ()
    named = changed(BEFORE.a, reasons=(Reason(words, "said"),))
    assert closed(LAST, changed(BEFORE, a=named), FIRST) == ()


@pytest.mark.parametrize(
    ("found", "closed_to"),
    [
        ({"focus": "busy"}, ()),
        ({"focus": "only_type"}, ()),
        ({"clear": "no"}, ()),
        ({"kind_true": "favor"}, ()),
        ({"focus": "unknown", "clear": "partly", "kind_true": "connection"}, ("connection",)),
    ],
)
def test_an_earlier_no_counts_as_what_its_reflection_found(
    found: dict[str, str], closed_to: tuple[str, ...]
) -> None:
    thought = changed(Reflection(id=51, offer=11, side="a", status="done"), **found)
    assert closed(LAST, BEFORE, FIRST, thought=thought) == closed_to


def test_beside_a_kind_stands_how_many_would_decline_it_so_often_by_luck() -> None:
    others = [asked(20 + at, 3, 100 + at, "yes" if at < 6 else "no") for at in range(10)]
    found = evidence(book(LAST, BEFORE, FIRST, *others), 50, TODAY)
    assert found.declined == ("connection", "connection")
    assert found.kinds_by_luck == {
        "connection": "0 of 3; at your usual 6 in 10 about 1 person in 16 would do this by luck",
        "referral": "0 of 1; at your usual 6 in 10 about 4 people in 10 would do this by luck",
        "favor": "0 of 1; at your usual 6 in 10 about 4 people in 10 would do this by luck",
    }
    assert set(evidence(book(LAST, BEFORE, FIRST), 50, TODAY).kinds_by_luck.values()) == {""}


def test_the_usual_of_a_kind_goes_before_that_of_all() -> None:
    others = [asked(20 + at, 3, 100 + at, "yes") for at in range(10)]
    favors = [changed(asked(40 + at, 3, 100 + at, "no"), kind="favor") for at in range(5)]
    found = evidence(book(changed(LAST, kind="favor"), *others, *favors), 50, TODAY)
    assert found.kinds_by_luck["favor"].startswith("0 of 1; at your usual 0 in 10")
    assert found.kinds_by_luck["referral"].startswith("0 of 1; at your usual 7 in 10")


def test_the_luck_line_counts_what_the_rule_counts_where_it_is_met() -> None:
    others = [asked(20 + at, 3, 100 + at, "yes" if at < 6 else "no") for at in range(10)]
    early = [asked(40 + at, 1, 900 + at, "yes") for at in range(4)]
    met = how_often(book(*THREE_NOES, *early, *others), 1, TODAY)
    assert met.due is not None
    assert met.luck == "0 of 3; at your usual 6 in 10 about 1 person in 16 would do this by luck"
    unmet = how_often(book(*THREE_NOES[:2], *early[:2], *others), 1, TODAY)
    assert unmet.due is None
    assert unmet.luck.startswith("2 of 4; ")


def test_whoever_says_yes_as_often_as_others_needs_no_luck_line() -> None:
    others = [asked(20 + at, 3, 100 + at, "yes" if at < 6 else "no") for at in range(10)]
    early = [asked(40 + at, 1, 900 + at, "yes") for at in range(4)]
    assert how_often(book(*THREE_NOES[:2], *early, *others), 1, TODAY).luck == ""


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
    def state(source: SourceWord) -> Reflecting:
        named = changed(LAST, a=changed(LAST.a, reasons=(Reason("busy", source),)))
        some = book(named, BEFORE, FIRST)
        return under_way(some, evidence(some, 50, TODAY), TODAY)

    assert state("said").closed_shown == ()
    assert state("said").answered(focus="busy").source == "said"
    assert state("guess").closed_shown == ("connection",)
    assert state("guess").answered(focus="busy").source == "guess"


def test_a_focus_takes_back_the_kind_that_was_filled_in_as_closed() -> None:
    """A guessed focus is what the no was about: it does not close the kind as well."""
    some = book(LAST, BEFORE, FIRST)
    state = under_way(some, evidence(some, 50, TODAY), TODAY).next().next()
    assert state.closed_to == ("connection",)
    assert state.answered(focus="busy").closed_to == ()
    assert state.answered(focus="no").closed_to == ("connection",)
