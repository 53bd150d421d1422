"""The weekly review: a few lines worth a thought, acted on or set aside for three weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from crm.domain.book import Book
from crm.domain.days.today import Calendar, Today, week_of
from crm.domain.dismissal import Dismissal
from crm.domain.offer import LookAheadSeen
from crm.domain.record import Record
from crm.insight.agenda.item import Item
from crm.insight.findings.act import Insight
from crm.insight.reviewing.weekly import week_number, weekly_review
from crm.insight.thresholds import DEFAULTS
from tests.builders import DAY, book, contact, effect, lens, offer, reflection, side
from tests.insight.books import TODAY, books

NAMES = (contact(1, "Amara Okafor"), contact(2, "Ben Ortiz"), contact(3, "Chen Wei", archived_on=TODAY))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def week(*records: Record) -> list[tuple[str, str]]:
    lines = weekly_review(book(*NAMES, *records), TODAY).lines
    return [(line.what, line.text) for line in lines if isinstance(line, Item)]


def guessed(key: int, who: int, days: int, **fields: object) -> Record:
    made = f"{ago(days).isoformat()}T08:00:00Z"
    return lens(key, who, "busy", **{"source": "guess", "busy_with": "a book", "created": made, **fields})


def test_a_guess_of_two_weeks_wants_a_look() -> None:
    assert week(guessed(41, 2, 14)) == [
        (
            "guess",
            "Only your guess (10 Nov): Ben Ortiz busy with a book. Still so, said since, or over?",
        )
    ]
    assert week(guessed(41, 2, 13)) == []
    assert week(guessed(41, 2, 20, source="said")) == []
    assert week(guessed(41, 2, 20, ended_on=ago(1))) == []
    assert [text[17:23] for _, text in week(guessed(41, 2, 14), guessed(42, 1, 20))] == ["4 Nov)", "10 Nov"]
    assert week(guessed(41, 3, 20)) == [], "who was archived is let be"
    assert week(guessed(41, 2, 20), guessed(42, 2, 1)) == [], "the one that holds is fresh"


def test_a_lesson_still_carried_may_be_dropped_once_it_was_shown() -> None:
    no = offer(11, side(1), side(2, "no"))
    taught = reflection(21, 11, "b", effects=(effect("lesson", "why now"),))
    seen = offer(12, 1, 2, look_ahead=LookAheadSeen(seen=("lesson/21/why now",)))
    assert week(no, taught, seen) == [
        ("lesson", "Still carried: why now (from Ben Ortiz’s no), shown 1 of 3 times")
    ]
    assert week(no, taught) == []


def test_of_two_lessons_of_one_no_each_is_put_by_for_itself() -> None:
    no = offer(11, side(1), side(2, "no"))
    taught = reflection(21, 11, "b", effects=(effect("lesson", "why now"), effect("lesson", "why them")))
    seen = offer(12, 1, 2, look_ahead=LookAheadSeen(seen=("lesson/21/why now", "lesson/21/why them")))
    put_by = Dismissal(id=80, insight="lesson/21/why now", n=week_number(TODAY), on=TODAY - timedelta(7))
    (left,) = week(no, taught, seen, put_by)
    assert left[1].startswith("Still carried: why them")


def test_who_often_says_yes_and_has_not_heard_from_you_is_remembered() -> None:
    yes = [
        offer(11 + at, side(1, "yes", asked=ago(90 + at)), side(2, "no", asked=ago(90))) for at in range(3)
    ]
    assert week(*yes) == [("remember", "Think of Amara Okafor: 3 of 3 yes, last asked 26 Aug")]
    assert week(*yes, offer(20, side(1, asked=ago(89)), side(2))) == []
    assert week(*yes, lens(41, 1, "busy")) == []
    noes = [offer(21 + at, side(1, "no", asked=ago(90)), side(2)) for at in range(4)]
    assert "3 of 6 yes" in week(*yes, *noes[:3])[0][1]
    assert week(*yes, *noes) == [], "one in two is often, less is not"


def test_each_sort_has_a_few_lines_and_what_was_set_aside_comes_back_in_three_weeks() -> None:
    people = [contact(10 + at, f"Person {at}") for at in range(5)]
    guesses = [guessed(40 + at, 10 + at, 30) for at in range(5)]
    assert len(week(*people, *guesses)) == DEFAULTS.review_lines
    aside = [
        Dismissal(id=80 + at, insight=f"guess/{40 + at}", n=week_number(ago(7)), on=ago(7)) for at in range(3)
    ]
    assert [text.split(": ")[1][:8] for _, text in week(*people, *guesses, *aside)] == [
        "Person 3",
        "Person 4",
    ]
    one = Dismissal(id=80, insight="guess/40", n=week_number(TODAY), on=TODAY)
    left = week(*people, *guesses, one)
    assert len(left) == DEFAULTS.review_lines - 1, "no other takes its place in the same week"
    old = [Dismissal(id=80, insight="guess/40", n=week_number(ago(21)))]
    assert len(week(*people[:1], *guesses[:1], *old)) == 1
    assert week(*people[:1], *guesses[:1], Dismissal(id=80, insight="guess/40", n=week_number(ago(14)))) == []


@pytest.mark.parametrize(("week_starts", "last"), [(0, 6), (6, 5), (2, 1)])
def test_a_week_is_over_when_its_owners_week_is(week_starts: int, last: int) -> None:
    def on(days: int) -> Today:
        return Today.on(TODAY + timedelta(days=days), Calendar(week_starts=week_starts))

    guesses = [guessed(40 + at, 10 + at, 30 + at) for at in range(9)]
    people = [contact(10 + at) for at in range(9)]
    monday = Dismissal(id=80, insight="guess/48", n=week_number(on(0)), on=on(0))
    known = book(*people, *guesses, monday)
    lines = {days: len(weekly_review(known, on(days)).lines) for days in (0, last, last + 1)}
    most = DEFAULTS.review_lines
    assert lines == {0: most - 1, last: most - 1, last + 1: most}
    assert [week_number(on(days)) - week_number(on(0)) for days in (last, last + 1, last + 15)] == [0, 1, 3]


@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, True), (6, True), (7, False)])
def test_of_what_was_put_by_only_this_week_counts(days: int, counts: bool) -> None:
    people, guesses = (
        [contact(10 + at) for at in range(4)],
        [guessed(40 + at, 10 + at, 30) for at in range(4)],
    )
    other = Dismissal(id=80, insight="guess/99", n=0, on=week_of(TODAY) + timedelta(days=days))
    assert len(week(*people, *guesses, other)) == DEFAULTS.review_lines - counts


def test_the_strongest_finding_closes_the_week() -> None:
    noes = [offer(100 + at, side(100 + at, "no"), side(1)) for at in range(6)]
    lines = weekly_review(book(*NAMES, *noes), TODAY).lines
    assert [line.key for line in lines if isinstance(line, Insight)] == ["reasons/unknown"]
    elsewhere = Dismissal(id=80, insight="tell/100/a", n=1, on=TODAY)
    assert len(weekly_review(book(*NAMES, *noes, elsewhere), TODAY).lines) == len(lines)
    other = Dismissal(id=80, insight="trend/up", n=40, on=TODAY)
    assert len(weekly_review(book(*NAMES, *noes, other), TODAY).lines) == len(lines) - 1


def test_what_happened_in_seven_days() -> None:
    some = book(
        *NAMES,
        offer(11, side(1, "yes", asked=ago(6)), side(2, "no", asked=ago(3)), made_on=ago(6)),
        offer(12, side(1, "yes", asked=ago(7)), side(2, asked=ago(0)), made_on=ago(7)),
    )
    assert weekly_review(some, TODAY).happened == "3 asked, 1 yes, 1 no"
    assert weekly_review(book(*NAMES), TODAY).happened == "nothing asked and nothing answered"
    met = {"asked": DAY, "answered": DAY}
    intro = offer(13, side(1, "yes", **met), side(2, "yes", **met), made_on=DAY, introduced_on=ago(1))
    assert weekly_review(book(*NAMES, intro), TODAY).happened == "1 introduced"


@given(books())
@settings(max_examples=40, deadline=None)
def test_every_line_has_its_record(some: Book) -> None:
    for line in weekly_review(some, TODAY).lines:
        if isinstance(line, Item):
            assert line.ref[1] in getattr(some, line.ref[0])
