"""The morning list: what wants something today, once each, in order, and nothing before its day."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.dismissal import Dismissal
from crm.domain.offer import Outcome, Side, Worth
from crm.domain.record import Record, changed
from crm.insight.checking_in.rule import open_check_in
from crm.insight.next_offer.ask_first import ask_first
from crm.insight.reviewing.morning import Item, What, items_of, morning_list
from crm.insight.thresholds import DEFAULTS
from tests.builders import book, checkin, contact, lens, offer, reflection, side
from tests.insight.books import PEOPLE, TODAY, books

NAMES = (contact(1, "Amara Okafor"), contact(2, "Ben Ortiz"), contact(3, "Chen Wei", archived_on=TODAY))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def morning(*records: Record) -> tuple[Item, ...]:
    return morning_list(book(*NAMES, *records), TODAY)


def told(*records: Record) -> list[tuple[str, str]]:
    return [(item.what, item.text) for item in morning(*records)]


def test_an_empty_book_wants_nothing() -> None:
    assert morning() == ()


def test_a_reflection_owed() -> None:
    no = offer(11, side(1, "yes"), side(2, "no", asked=ago(3)))
    item = morning(no, reflection(21, 11, status="owed"))[0]
    assert item == Item(
        what="reflect",
        ref=("reflections", 21),
        text="Reflect: Ben Ortiz said no to meeting Amara Okafor (21 Nov)",
        since=ago(3),
        people=(2, 1),
        side="b",
    )
    assert told(no, reflection(21, 11, status="partial"))[0][1].startswith("Go on reflecting: Ben Ortiz")
    for status in ("done", "skipped"):
        assert "reflect" not in dict(told(no, reflection(21, 11, status=status)))


@pytest.mark.parametrize(
    ("days", "nudged", "what"),
    [
        (3, False, None),
        (4, False, "nudge"),
        (13, False, "nudge"),
        (5, True, None),
        (14, True, "lapse"),
        (30, False, "lapse"),
    ],
)
def test_an_open_ask_wants_one_nudge_and_lapses(days: int, nudged: bool, what: str | None) -> None:
    asked = offer(11, side(1, asked=ago(days), nudged_on=ago(1) if nudged else None), side(2))
    found = morning(asked)
    assert [item.what for item in found] == ([what] if what else [])
    assert [(item.side, item.since, item.people) for item in found] == [("a", ago(days), (1, 2))] * len(found)


def test_an_ask_in_an_offer_that_closed_is_left_alone() -> None:
    declined = offer(11, side(1, asked=ago(9)), side(2, "no"))
    found = told(declined, offer(12, side(1, asked=ago(9)), side(2), withdrawn_on=ago(1)))
    assert {what for what, _ in found} == {"tell"}


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (side(1, "yes"), "said yes"),
        (side(1, "later", revisit_on=ago(-9)), "said later"),
        (side(1, asked=ago(9)), "was asked"),
    ],
)
def test_who_waits_for_word_is_told_that_it_will_not_come_about(one: Side, words: str) -> None:
    closed = offer(11, one, side(2, "no", asked=ago(2)))
    text = f"Tell Amara Okafor about Ben Ortiz: it will not come about ({words})"
    assert told(closed) == [("tell", text)]
    assert told(closed, Dismissal(id=1, insight="tell/11/a", n=1)) == [], "once told, never again"
    assert told(offer(11, side(1), side(2, "no", asked=ago(2)))) == [], (
        "who was not asked knows nothing of it"
    )


@pytest.mark.parametrize(("days", "due"), [(0, True), (21, True), (22, False)])
def test_after_three_weeks_it_is_too_late_to_tell(days: int, due: bool) -> None:
    closed = offer(
        11, side(1, "yes", asked=ago(60)), side(2, "no", asked=ago(60), answered=ago(days)), made_on=ago(60)
    )
    assert bool(told(closed)) is due


def test_after_a_yes_the_other_side_is_to_be_asked() -> None:
    waiting = offer(11, side(1, "yes", asked=ago(3)), side(2), made_on=ago(3))
    assert told(waiting) == [("ask", "Ask Ben Ortiz about Amara Okafor, who said yes 3 days ago")]
    (item,) = morning(waiting)
    assert (item.side, item.people, item.since) == ("b", (2, 1), ago(3))
    assert told(offer(11, side(1, asked=ago(2)), side(2))) == [], (
        "one at a time: the first one may still say no"
    )
    long_ago = {"made_on": ago(60), "withdrawn_on": ago(30)}
    assert told(offer(11, side(1, "yes", asked=ago(60)), side(2), "connection", **long_ago)) == []


def test_a_requester_did_not_say_yes_but_asked_for_it() -> None:
    requester = Side(contact=1, role="requester", answer="yes", answered_on=ago(2))
    referral = offer(11, requester, side(2, role="provider"), "referral", requested_by="a", made_on=ago(2))
    assert told(referral) == [("ask", "Ask Ben Ortiz about Amara Okafor, who asked for it 2 days ago")]


def test_an_offer_that_nobody_was_asked_about_wants_asking_the_next_day() -> None:
    assert told(offer(11, 1, 2, made_on=ago(0))) == []
    assert told(offer(11, 1, 2, made_on=ago(1))) == [
        ("ask", "Ask Amara Okafor and Ben Ortiz: nobody was asked yet (made 23 Nov)")
    ]
    favor = offer(11, 2, 1, "favor", made_on=ago(1))
    assert told(favor) == [
        ("ask", "Ask Ben Ortiz about Amara Okafor first: nobody was asked yet (made 23 Nov)")
    ]


def test_an_offer_planned_for_a_day_comes_up_on_that_day() -> None:
    planned = {"made_on": ago(0), "created": f"{ago(9).isoformat()}T08:00:00Z"}
    assert len(told(offer(11, 1, 2, "connection", **planned))) == 1
    assert told(offer(11, 1, 2, "connection", **planned | {"made_on": ago(-1)})) == []


@pytest.mark.parametrize(("days", "asks"), [(-30, False), (-1, False), (0, True)])
def test_a_referral_planned_for_a_day_waits_for_it_though_it_was_asked_for(days: int, asks: bool) -> None:
    requester = Side(contact=1, role="requester", answer="yes", answered_on=ago(2))
    fields = {"requested_by": "a", "made_on": ago(days)}
    found = told(offer(11, requester, side(2, role="provider"), "referral", **fields))
    assert [what for what, _ in found] == (["ask"] if asks else [])


def test_who_asked_for_a_planned_offer_hears_at_once_that_it_was_withdrawn() -> None:
    requester = Side(contact=1, role="requester", answer="yes", answered_on=ago(2))
    gone = {"requested_by": "a", "made_on": ago(-60), "withdrawn_on": ago(0)}
    found = morning(offer(11, requester, side(2, role="provider"), "referral", **gone))
    assert [(item.what, item.people, item.since) for item in found] == [("tell", (1, 2), ago(0))]


def test_a_morning_asks_the_one_first_whom_the_page_of_the_offer_asks_first() -> None:
    favor = offer(300, side(1, "no"), side(91), "favor")
    yes = [offer(301 + at, side(1, "yes"), side(91)) for at in range(6)]
    no = [offer(311 + at, side(2, "no"), side(92)) for at in range(2)]
    fresh = offer(11, side(2), side(1), "favor", made_on=ago(1))
    known = book(*NAMES, favor, *yes, *no, fresh)
    for rules in (DEFAULTS, changed(DEFAULTS, person_n=1)):
        first = ask_first(known, fresh, rules)
        asks = [one.side for one in morning_list(known, TODAY, rules) if one.ref == ("offers", 11)]
        assert first
        assert asks == [first.side]
    assert ask_first(known, fresh, DEFAULTS) != ask_first(known, fresh, changed(DEFAULTS, person_n=1))


@pytest.mark.parametrize(("days", "due"), [(-1, False), (0, True), (3, True)])
def test_a_later_comes_back_on_its_day(days: int, due: bool) -> None:
    later = side(1, "later", asked=ago(40), revisit_on=ago(days))
    found = morning(offer(11, later, side(2)))
    assert [item.what for item in found] == (["ask_again"] if due else [])


def test_two_yeses_want_an_introduction() -> None:
    ready = offer(11, side(1, "yes", asked=ago(2)), side(2, "yes", asked=ago(6), answered=ago(1)))
    assert told(ready) == [("introduce", "Introduce Amara Okafor and Ben Ortiz: both said yes (1 day ago)")]


@pytest.mark.parametrize(("days", "asks"), [(13, False), (14, True), (365, True), (366, False)])
def test_an_outcome_is_asked_after_two_weeks(days: int, asks: bool) -> None:
    met: dict[str, Any] = {"introduced_on": ago(days), "made_on": ago(400)}
    sides = (side(1, "yes", asked=ago(400)), side(2, "yes", asked=ago(400)))
    assert [item.what for item in morning(offer(11, *sides, **met))] == (["outcome"] if asks else [])
    assert morning(offer(11, *sides, **met, outcome=Outcome(b=Worth("no")))) == ()


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"until": ago(-7)}, "Ben Ortiz busy with a book until 1 Dec: it ends soon"),
        ({"until": ago(-8)}, None),
        ({"until": ago(1)}, "Ben Ortiz may be open again (busy with a book until 23 Nov)"),
        ({"until": ago(30)}, "Ben Ortiz may be open again (busy with a book until 25 Oct)"),
        ({"until": ago(31)}, None),
        ({"until": ago(1), "ended_on": ago(1)}, None),
        ({"review_on": ago(0)}, "Ben Ortiz busy with a book: still so? A look was due 24 Nov"),
        ({"review_on": ago(-1)}, None),
        ({}, None),
    ],
)
def test_a_lens_that_ends_or_wants_a_look(fields: dict[str, Any], text: str | None) -> None:
    busy = lens(41, 2, "busy", busy_with="a book", **fields)
    assert told(busy) == ([("lens", text)] if text else [])
    assert told(busy, lens(42, 2, "open")) == []


def test_a_planned_check_in_on_its_day_and_the_rule_once_a_person() -> None:
    noes = [offer(11 + at, side(90), side(2, "no", asked=ago(20 + at))) for at in range(3)]
    (by_rule,) = morning(*noes)
    assert (by_rule.what, by_rule.ref, by_rule.since) == ("check_in", ("contacts", 2), ago(20))
    assert by_rule.text == "Check in with Ben Ortiz: 0 of 3 yes in the last 24 months"
    assert told(*noes, checkin(31, 2, due_on=ago(0))) == [
        ("check_in", "Check in with Ben Ortiz, as planned for 24 Nov")
    ]
    assert told(*noes, checkin(31, 2, due_on=ago(-1))) == []
    assert told(*noes, checkin(31, 2, asked_on=ago(13))) == []
    assert told(*noes, checkin(31, 2, asked_on=ago(14))) == [
        ("check_in", "Ben Ortiz has not answered your check-in of 10 Nov")
    ]
    assert told(*noes, checkin(31, 2, answered_on=ago(1))) == []
    assert len(told(*noes, checkin(31, 2))) == 1


def test_a_lens_that_is_over_is_not_told_of_beside_one_that_holds() -> None:
    hardware = lens(41, 2, "only_type", "hardware", review_on=ago(-1))
    over = lens(42, 2, "busy", busy_with="a book", until=ago(3))
    assert told(hardware, over) == [], "nobody is open again while another lens holds"
    ((_, text),) = told(changed(hardware, review_on=ago(0)), over)
    assert text == "Ben Ortiz only hardware people: still so? A look was due 24 Nov"


def test_what_was_asked_before_they_answered_another_check_in_is_settled() -> None:
    asked, answered = checkin(31, 2, asked_on=ago(60)), checkin(32, 2, answered_on=ago(1))
    assert told(asked, answered) == []
    assert len(told(changed(asked, asked_on=ago(30)), changed(answered, answered_on=ago(31)))) == 1
    assert open_check_in(book(contact(2, "Ben Ortiz"), asked, answered), 2) is None


def test_who_was_told_is_told_again_when_it_was_closed_once_more() -> None:
    was_told = Dismissal(id=1, insight="tell/11/a", n=1, on=ago(3))
    closed = [
        offer(
            11, side(1, "yes", asked=ago(9)), side(2, "no", asked=ago(9), answered=ago(days)), made_on=ago(9)
        )
        for days in (3, 2)
    ]
    assert [bool(told(one, was_told)) for one in closed] == [False, True]


def test_whom_neither_is_to_be_asked_first_wants_asking_on_both_sides() -> None:
    draft = offer(11, side(1), side(2), made_on=ago(3))
    some = book(contact(1, "Amara Okafor"), contact(2, "Ben Ortiz"), draft)
    assert [[item.ref for item in items_of(some, one, TODAY)] for one in (1, 2)] == [[("offers", 11)]] * 2
    assert [item.side for item in morning(draft)] == [None]


def test_who_is_archived_is_not_checked_in_with() -> None:
    noes = [offer(11 + at, side(90), side(3, "no")) for at in range(3)]
    assert told(*noes, checkin(31, 3, due_on=ago(0)), lens(41, 3, "busy", until=ago(0))) == []


def test_the_order_of_a_morning() -> None:
    found = morning(
        offer(11, side(1, "yes", asked=ago(30)), side(2, "yes", asked=ago(30)), introduced_on=ago(20)),
        checkin(31, 1, due_on=ago(2)),
        lens(41, 2, "busy", until=ago(-1)),
        offer(12, side(1, "yes"), side(2, "yes")),
        offer(13, side(1, "later", asked=ago(9), revisit_on=ago(1)), side(2, asked=ago(5))),
        offer(14, side(1), side(2, asked=ago(15))),
        offer(15, side(1, "yes"), side(2, "no", answered=ago(2))),
        reflection(21, 15, status="owed"),
        offer(16, 1, 2, made_on=ago(40)),
    )
    assert [item.what for item in found] == [
        "reflect", "lapse", "nudge", "ask_again", "introduce", "ask", "tell", "lens", "check_in", "outcome",
    ]  # fmt: skip


@given(books(), st.sampled_from(PEOPLE))
@settings(max_examples=80, deadline=None)
def test_every_item_has_its_record_and_its_person_finds_it(some: Book, person: int) -> None:
    found = morning_list(some, TODAY)
    assert len({(item.what, item.ref, item.side) for item in found}) == len(found)
    for item in found:
        assert item.what in get_args(What)
        assert item.ref[1] in getattr(some, item.ref[0])
        assert item.since <= TODAY + timedelta(days=7)
    theirs = [
        item for item in found if person in item.people and (item.side is None or item.people[0] == person)
    ]
    assert list(items_of(some, person, TODAY)) == theirs


def test_what_they_said_and_what_you_guess_are_told_apart() -> None:
    said, guess = (lens(41, 1, "busy", until=ago(-3), source=source) for source in ("said", "guess"))
    assert told(said) == [("lens", "Amara Okafor busy until 27 Nov: it ends soon")]
    assert told(guess) == [("lens", "Amara Okafor busy (your guess) until 27 Nov: it ends soon")]
    over = lens(41, 1, "busy", until=ago(3), source="guess")
    assert told(over) == [("lens", "Amara Okafor may be open again (busy until 21 Nov, your guess)")]
