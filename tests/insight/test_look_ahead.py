"""The look-ahead: what it says, how gravely, about which side, and from which record."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book
from crm.domain.offer import KINDS, Kind, LookAheadSeen
from crm.domain.record import Record, Refusal
from crm.insight.next_offer.look_ahead import About, Line, LookAhead, look_ahead
from crm.insight.suiting.match import fits_type
from tests.builders import DAY, book, checkin, contact, effect, lens, offer, reflection, side
from tests.insight.books import PEOPLE, TODAY, books

AMARA, BEN, DARA = 1, 2, 3
PEOPLE_OF_IT = (contact(AMARA, "Amara Okafor"), contact(BEN, "Ben Ortiz"), contact(DARA, "Dara Levy"))


def ahead(*records: Record, kind: Kind = "connection", **fields: Any) -> LookAhead:
    """Of offering Amara (a) to Dara (b); a record of a person takes the place of the plain one."""
    return look_ahead(book(*PEOPLE_OF_IT, *records), TODAY, kind, AMARA, DARA, **fields)


def only(found: LookAhead, about: About) -> Line:
    (line,) = (line for line in found.lines if line.about == about)
    return line


def test_nothing_known_is_fine_and_says_nothing() -> None:
    assert ahead() == LookAhead(())
    assert ahead().verdict == "fine"
    assert ahead().proposes is None


def test_a_person_who_is_not_in_the_book_is_refused() -> None:
    with pytest.raises(Refusal, match="no contact 9"):
        look_ahead(book(*PEOPLE_OF_IT), TODAY, "favor", AMARA, 9)


# Lens -----------------------------------------------------------------------------------------------------


def test_a_said_lens_that_does_not_match_stops() -> None:
    hardware = lens(41, DARA, "only_type", "hardware", created="2025-10-12T08:00:00Z")
    line = only(ahead(hardware), "lens")
    assert line == Line(
        side="b",
        verdict="stop",
        about="lens",
        text="Dara only wants to meet hardware people (said 12 Oct); Amara is not tagged so",
        origin=("lenses", 41),
        seen="lens/41",
    )


def test_a_guess_that_does_not_match_is_worth_a_thought() -> None:
    guess = lens(41, DARA, "only_type", "investors", source="guess", created="2024-10-12T08:00:00Z")
    found = ahead(guess)
    assert found.verdict == "think"
    assert only(found, "lens").text == (
        "Dara seems to want only to meet investors (your guess of 12 Oct 2024); Amara is not tagged so"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": ("Hardware",)},
        {"title": "Head of Hardware"},
        {"org": "HARDWARE & Sons"},
        {"bio": "Builds hardware, slowly."},
        {"gives": ("hardware advice",)},
        {"wants": ("hardware partners",)},
    ],
)
def test_a_lens_is_matched_by_whole_words_of_the_other(fields: dict[str, Any]) -> None:
    hardware = lens(41, DARA, "only_type", "hardware people", "lawyers")
    found = ahead(hardware, contact(AMARA, "Amara Okafor", **fields))
    assert (found.verdict, only(found, "lens").text) == (
        "fine",
        "Dara only wants to meet hardware people or lawyers (said), and Amara fits",
    )


@pytest.mark.parametrize(
    ("wish", "tag", "fits"),
    [
        ("art", "startups", False),
        ("investors", "Investor", True),
        ("climate founders", "founder", False),
        ("climate founders", "Founder of a climate company", True),
        ("people who build hardware", "hardware", True),
        ("family companies", "Company, family", True),
        ("C++", "C", False),
        ("C++ people", "c++", True),
        ("Café owners", "cafe owner", True),
        ("Zürich", "zurich", True),
        ("spies", "spy", True),
        ("pies", "pie", True),
        ("jobs", "job", True),
        ("iOS", "IO", False),
        ("bass", "BAS", False),
        ("people", "people", True),
        ("STRASSE", "Straße", True),
        ("", "anything", False),
    ],
)
def test_which_words_fit(wish: str, tag: str, fits: bool) -> None:
    assert fits_type([wish], contact(1, tags=(tag,))) == fits


def test_busy_proposes_the_day_after() -> None:
    busy = lens(
        41, AMARA, "busy", busy_with="a book", until=date(2026, 1, 31), created="2025-10-12T08:00:00Z"
    )
    found = ahead(busy)
    line = only(found, "lens")
    assert (line.side, line.verdict, line.proposes) == ("a", "stop", date(2026, 2, 1))
    assert line.text == "Amara is busy with a book until 31 Jan 2026 (said 12 Oct); try from 1 Feb 2026"
    assert found.proposes == date(2026, 2, 1)
    guess = lens(41, AMARA, "busy", until=TODAY, source="guess")
    assert only(ahead(guess), "lens").verdict == "think"
    endless = only(ahead(lens(41, AMARA, "busy", review_on=date(2026, 1, 9))), "lens")
    assert (endless.text, endless.proposes) == ("Amara is busy (said)", None), "no day on which it is over"


def test_what_they_said_holds_beside_a_guess_that_came_later() -> None:
    said = lens(41, AMARA, "only_type", "lawyers")
    guess = lens(42, AMARA, "busy", until=TODAY, source="guess")
    found = ahead(said, guess)
    assert [(line.origin, line.verdict) for line in found.lines] == [
        (("lenses", 42), "think"),
        (("lenses", 41), "stop"),
    ]
    assert len(ahead(lens(41, AMARA, "open"), guess).lines) == 1, "what is open needs no second line"
    assert len(ahead(said, lens(42, AMARA, "only_type", "poets")).lines) == 1, "said later takes its place"


def test_the_day_that_is_proposed_is_that_of_who_is_in_the_way() -> None:
    asks = lens(41, AMARA, "busy", until=date(2026, 1, 31))
    stops = lens(42, DARA, "busy", until=date(2025, 12, 20))
    found = ahead(asks, stops, kind="referral", requested_by="a")
    assert found.proposes == date(2025, 12, 21)


def test_a_lens_that_is_over_says_nothing() -> None:
    assert ahead(lens(41, AMARA, "busy", until=TODAY - timedelta(days=1))).lines == ()
    assert ahead(lens(41, AMARA, "busy", ended_on=TODAY)).lines == ()


def test_an_open_lens_is_fine_and_the_newest_holds() -> None:
    found = ahead(lens(41, AMARA, "busy"), lens(42, AMARA, "open"))
    assert (found.verdict, only(found, "lens").text) == ("fine", "Amara is open to introductions (said)")


def test_a_lens_names_the_day_of_its_no_or_check_in() -> None:
    no = offer(11, side(DARA, "no", asked=date(2025, 10, 1)), side(BEN))
    from_no = lens(41, DARA, "only_type", "lawyers", origin=21, created="2025-11-20T08:00:00Z")
    assert "(said 1 Oct)" in only(ahead(no, reflection(21, 11, "a"), from_no), "lens").text
    asked = checkin(31, DARA, answered_on=date(2025, 10, 2))
    from_check_in = lens(41, DARA, "only_type", "lawyers", origin=31, created="2025-11-20T08:00:00Z")
    assert "(said 2 Oct)" in only(ahead(asked, from_check_in), "lens").text


def test_a_lens_due_for_a_look_says_so() -> None:
    due = lens(41, DARA, "only_type", "lawyers", review_on=DAY)
    assert only(ahead(due), "lens").text.endswith("; worth asking again since 3 Nov")


def test_a_requesters_own_lens_weighs_less_than_their_wish() -> None:
    lawyers = lens(41, AMARA, "only_type", "lawyers")
    line = only(ahead(lawyers, kind="referral", requested_by="a"), "lens")
    assert line.verdict == "think"
    assert line.text.endswith("they asked for this one themselves")
    assert only(ahead(lawyers, kind="referral", requested_by="b"), "lens").verdict == "stop"


# Kind -----------------------------------------------------------------------------------------------------


def a_no(day: date = DAY, *, kind: Kind = "favor", key: int = 11) -> Record:
    return offer(key, side(BEN, "yes"), side(DARA, "no", asked=day), kind)


def test_closed_to_this_kind_is_worth_a_thought() -> None:
    closed = reflection(21, 11, effects=(effect("closed_to", "favor"), effect("open_to", "connection")))
    line = only(ahead(a_no(), closed, kind="favor"), "kind")
    assert (line.side, line.verdict, line.origin) == ("b", "think", ("reflections", 21))
    assert line.text == "Dara seems closed to favors (from their no of 3 Nov)"
    found = only(ahead(a_no(), closed), "kind")
    assert (found.verdict, found.text) == ("fine", "Dara seems open to connections (from their no of 3 Nov)")
    assert not [line for line in ahead(a_no(), closed, kind="referral").lines if line.about == "kind"]


def test_a_dropped_effect_a_later_word_and_a_later_yes_are_heard() -> None:
    closed = reflection(21, 11, effects=(effect("closed_to", "favor"),))
    dropped = reflection(21, 11, effects=(effect("closed_to", "favor", dropped=True),))
    opened = reflection(22, 12, effects=(effect("open_to", "favor"),))
    second_no = a_no(DAY + timedelta(days=5), key=12)
    took_one = offer(13, side(BEN), side(DARA, "yes", asked=DAY + timedelta(days=1)), "favor")
    assert not [line for line in ahead(a_no(), dropped, kind="favor").lines if line.about == "kind"]
    assert only(ahead(a_no(), closed, second_no, opened, kind="favor"), "kind").verdict == "fine"
    assert not [line for line in ahead(a_no(), closed, took_one, kind="favor").lines if line.about == "kind"]


# Pair -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_with_a_no_needs_a_new_why(turned: bool) -> None:
    sides = (side(AMARA, "yes"), side(DARA, "no", asked=DAY))
    line = only(ahead(offer(11, *(reversed(sides) if turned else sides))), "pair")
    assert (line.side, line.verdict, line.origin, line.seen) == ("b", "think", ("offers", 11), "pair/11")
    assert line.text == ("Dara said no to meeting Amara (3 Nov): a new offer of this pair needs a new why")


@pytest.mark.parametrize(
    "second", [side(DARA), side(DARA, asked=DAY), side(DARA, "later"), side(DARA, "yes")]
)
def test_a_pair_with_an_open_offer_stops(second: Any) -> None:
    line = only(ahead(offer(11, side(AMARA, "yes"), second)), "pair")
    assert (line.side, line.verdict) == (None, "stop")
    assert line.text == "An offer of Amara and Dara is open already (made 3 Nov)"


def test_a_pair_that_met_is_worth_a_thought_and_one_that_lapsed_is_told() -> None:
    met = offer(11, side(AMARA, "yes"), side(DARA, "yes"), introduced_on=DAY)
    assert only(ahead(met), "pair").verdict == "think"
    lapsed = offer(11, side(AMARA, "yes"), side(DARA, "no_reply"))
    assert (
        only(ahead(lapsed), "pair").text
        == "You offered Amara and Dara before (3 Nov); Dara Levy did not answer"
    )
    assert ahead(lapsed).verdict == "fine"
    assert "took it back" in only(ahead(offer(11, AMARA, DARA, withdrawn_on=DAY)), "pair").text


@pytest.mark.parametrize(
    ("how", "text"),
    [
        ("introduced_on", "You introduced Amara and Dara on 25 Oct"),
        ("withdrawn_on", "You offered Amara and Dara before (25 Oct) and took it back"),
        ("made_on", "An offer of Amara and Dara is open already (made 25 Oct)"),
    ],
)
def test_of_a_pair_that_came_by_twice_the_latest_time_is_named(how: str, text: str) -> None:
    def once(key: int, on: date) -> Record:
        days: dict[str, Any] = {"made_on": on, how: on}
        return offer(key, side(AMARA, "yes"), side(DARA, "yes"), **days)

    line = only(ahead(once(11, date(2025, 10, 25)), once(12, date(2024, 5, 9))), "pair")
    assert (line.text, line.origin) == (text, ("offers", 11)), "the older one was noted later"


def test_of_two_noes_to_the_same_pair_the_last_is_named() -> None:
    days = (DAY, DAY - timedelta(days=400))
    noes = [offer(11 + at, side(AMARA), side(DARA, "no", asked=on), made_on=on) for at, on in enumerate(days)]
    assert only(ahead(*noes), "pair").origin == ("offers", 11)


def test_other_pairs_are_no_ones_business_here() -> None:
    assert ahead(offer(11, side(AMARA, "no"), side(BEN, "yes"))).lines == ()


# Going on -------------------------------------------------------------------------------------------------


def test_two_open_asks_are_worth_a_thought() -> None:
    asks = [offer(11 + at, side(90 + at), side(DARA, asked=DAY - timedelta(days=40 + at))) for at in range(2)]
    assert ahead(asks[0]).lines == ()
    line = only(ahead(*asks), "open_asks")
    assert (line.side, line.verdict, line.origin) == ("b", "think", ("offers", 12))
    assert line.text == "2 asks to Dara still open, the first since 23 Sep"
    assert not ahead(*asks, kind="referral", requested_by="b").lines


@pytest.mark.parametrize(("days", "told"), [(29, True), (30, False)])
def test_three_asks_in_thirty_days_are_worth_a_thought(days: int, told: bool) -> None:
    day = TODAY - timedelta(days=days)
    asks = [offer(11 + at, side(90 + at), side(DARA, "yes", asked=day)) for at in range(3)]
    found = [line for line in ahead(*asks).lines if line.about == "load"]
    assert [line.text for line in found] == (["You asked Dara 3 times in the last 30 days"] if told else [])
    assert not [line for line in ahead(*asks[:2]).lines if line.about == "load"]


def test_a_check_in_that_is_due_comes_first() -> None:
    noes = [offer(11 + at, side(90 + at), side(DARA, "no", asked=date(2025, 5, 2))) for at in range(3)]
    by_rule = only(ahead(*noes), "check_in")
    assert (
        by_rule.text == "Dara almost never takes an offer (0 of 3 yes in the last 24 months): check in first"
    )
    planned = checkin(31, DARA, due_on=DAY)
    line = only(ahead(planned), "check_in")
    assert (line.verdict, line.origin) == ("think", ("checkins", 31))
    assert line.text == "You planned to check in with Dara on 3 Nov"
    assert ahead(checkin(31, DARA, due_on=TODAY + timedelta(days=1))).lines == ()
    assert "the answer comes first" in only(ahead(checkin(31, DARA, asked_on=DAY)), "check_in").text


def test_an_archived_contact_is_worth_a_thought() -> None:
    away = contact(DARA, "Dara Levy", archived_on=DAY)
    assert only(ahead(away), "archived").text == "You archived Dara on 3 Nov"
    assert ahead(away).verdict == "think"


# Lessons --------------------------------------------------------------------------------------------------


def test_a_lesson_from_someone_in_the_offer_is_on_their_side() -> None:
    taught = reflection(
        21, 11, effects=(effect("lesson", "the size of the ask"),), better_why="Half an hour, once"
    )
    line = only(ahead(a_no(), taught), "lesson")
    assert (line.side, line.verdict, line.seen) == ("b", "think", "lesson/21/the size of the ask")
    assert line.text == (
        "Make clear to Dara: the size of the ask (from their no of 3 Nov; better said: Half an hour, once)"
    )


def test_a_lesson_from_someone_else_is_a_general_reminder() -> None:
    no = offer(11, side(AMARA, "yes"), side(BEN, "no", asked=DAY))
    found = ahead(
        no, reflection(21, 11, effects=(effect("lesson", "why now"), effect("lesson", "a clearer why")))
    )
    lessons = [line for line in found.lines if line.about == "lesson"]
    assert {(line.side, line.verdict) for line in lessons} == {(None, "fine")}
    assert [line.text for line in lessons] == [
        "Give a clearer why (from Ben Ortiz's no of 3 Nov)",
        "Make clear: why now (from Ben Ortiz's no of 3 Nov)",
    ]


def test_a_better_sentence_alone_is_a_lesson_too() -> None:
    taught = reflection(21, 11, effects=(effect("lesson", "a clearer why"),))
    assert only(ahead(a_no(), taught), "lesson").text == "Give Dara a clearer why (from their no of 3 Nov)"


def test_what_an_offer_saw_three_times_is_learned() -> None:
    taught = reflection(21, 11, effects=(effect("lesson", "why now"),))
    seen = LookAheadSeen(seen=(only(ahead(a_no(), taught), "lesson").seen,))
    shown = [offer(50 + at, 7, 8, look_ahead=seen) for at in range(3)]
    assert not [line for line in ahead(a_no(), taught, *shown).lines if line.about == "lesson"]


def test_five_general_lessons_at_a_time() -> None:
    noes = [offer(60 + at, side(7), side(8, "no")) for at in range(7)]
    taught = [reflection(70 + at, 60 + at, effects=(effect("lesson", "why now"),)) for at in range(7)]
    found = [line for line in ahead(contact(8), *noes, *taught).lines if line.about == "lesson"]
    assert [line.origin for line in found] == [("reflections", key) for key in (76, 75, 74, 73, 72)]


# The whole ------------------------------------------------------------------------------------------------


def test_lines_come_by_side_and_in_order_and_the_gravest_is_the_verdict() -> None:
    found = ahead(
        a_no(),
        reflection(21, 11, effects=(effect("closed_to", "favor"), effect("lesson", "why now"))),
        lens(41, DARA, "only_type", "lawyers"),
        lens(42, AMARA, "open"),
        offer(12, side(AMARA), side(DARA)),
        offer(13, side(DARA, "no"), side(AMARA)),
        checkin(31, DARA, due_on=DAY),
        contact(DARA, "Dara Levy", archived_on=DAY),
        kind="favor",
    )
    assert [(line.side, line.about) for line in found.lines] == [
        ("a", "lens"),
        ("b", "lens"),
        ("b", "kind"),
        ("b", "pair"),
        ("b", "check_in"),
        ("b", "lesson"),
        ("b", "archived"),
        (None, "pair"),
    ]
    assert found.verdict == "stop"
    assert [line.about for line in found.stops] == ["lens", "pair"]
    assert found.seen[:2] == ("lens/42", "lens/41")


def test_two_people_of_one_first_name_are_told_apart() -> None:
    namesake = contact(DARA, "Amara Levy")
    found = ahead(namesake, offer(11, side(AMARA, "yes"), side(DARA, "no")))
    assert only(found, "pair").text.startswith("Amara Levy said no to meeting Amara Okafor")


@given(books(), st.sampled_from(KINDS), st.permutations(PEOPLE), st.sampled_from([None, "a", "b"]))
@settings(max_examples=80, deadline=None)
def test_the_other_way_round_it_says_the_same_of_each(
    some: Book, kind: Kind, order: list[int], requested_by: Any
) -> None:
    a, b = order[:2]
    turned_by = {"a": "b", "b": "a"}.get(requested_by)
    one = look_ahead(some, TODAY, kind, a, b, requested_by)
    other = look_ahead(some, TODAY, kind, b, a, turned_by)  # type: ignore[arg-type] # a or b
    turn = {"a": "b", "b": "a", None: None}
    assert one.verdict == other.verdict
    assert {(line.side, line.about, line.seen) for line in one.lines} == {
        (turn[line.side], line.about, line.seen) for line in other.lines
    }
    for line in one.lines:
        assert line.about in get_args(About)
        assert line.origin is not None
        assert line.origin[1] in getattr(some, line.origin[0])
        assert line.text
