"""Lessons are carried until they were shown three times, are dropped, or their no is taken back."""

from typing import Any

import pytest

from crm.domain.book import Book, Edit
from crm.domain.offer import LookAheadSeen, Offer
from crm.domain.reflection import Reflection
from crm.insight.counting.missing import most_missing
from crm.insight.next_offer.lessons import lessons, lessons_about
from crm.insight.thresholds import Thresholds
from tests.builders import DAY, book, contact, effect, offer, reflection, side

REF = "lesson/21/why now"


def taught(**fields: Any) -> Reflection:
    return reflection(
        21,
        11,
        **{"better_why": "Both of you ship in May", "effects": (effect("lesson", "why now"),), **fields},
    )


def showing(key: int, *refs: str) -> Offer:
    return offer(key, 3, 4, look_ahead=LookAheadSeen(seen=refs))


def a_no(*records: Any) -> Book:
    people = (contact(one) for one in (1, 2, 3, 4))
    return book(*people, offer(11, side(1, "yes"), side(2, "no")), *records)


def test_a_lesson_knows_its_no() -> None:
    (lesson,) = lessons(a_no(taught()))
    assert (lesson.item, lesson.decliner, lesson.on, lesson.shown) == ("why now", 2, DAY, 0)
    assert lesson.better_why == "Both of you ship in May"
    assert lesson.seen == REF


@pytest.mark.parametrize(("times", "carried"), [(0, True), (2, True), (3, False), (4, False)])
def test_it_is_carried_until_three_offers_have_shown_it(times: int, carried: bool) -> None:
    some = a_no(taught(), *(showing(50 + at, REF, REF, "lens/7") for at in range(times)))
    assert bool(list(lessons(some))) == carried
    assert bool(list(lessons_about(some, 2))) == carried
    assert list(lessons_about(some, 1)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"effects": (effect("lesson", "why now", dropped=True),)},
        {"effects": (effect("closed_to", "favor"),)},
        {"status": "skipped"},
        {"status": "owed"},
        {"of_side": "a"},
    ],
)
def test_what_was_dropped_skipped_or_is_no_no_is_not_carried(fields: dict[str, Any]) -> None:
    some = a_no(taught(**fields))
    assert list(lessons(some)) == []
    assert list(lessons_about(some, 2)) == []


def test_undoing_an_offer_takes_its_showing_back() -> None:
    shown = [showing(50 + at, REF) for at in range(3)]
    some = a_no(taught(), *shown)
    assert list(lessons(some)) == []
    undone = some.with_edits([Edit("offers", 52, shown[2], None)])
    assert [lesson.shown for lesson in lessons(undone)] == [2]


def test_taking_the_no_back_takes_its_teaching_back() -> None:
    some = a_no(taught(clear="no", missing=("why now",)))
    no = some.offers[11]
    taken_back = some.with_edits([Edit("offers", 11, no, offer(11, side(1, "yes"), side(2, asked=DAY)))])
    assert [len(list(lessons(one))) for one in (some, taken_back)] == [1, 0]
    assert [most_missing(one).n for one in (some, taken_back)] == [1, 0]


def test_how_often_is_a_setting() -> None:
    some = a_no(taught(), showing(50, REF))
    assert list(lessons(some, Thresholds(lesson_showings=1))) == []


def test_the_newest_come_first() -> None:
    later = reflection(22, 12, effects=(effect("lesson", "why them"),))
    some = a_no(taught(), later, offer(12, side(3, "yes"), side(4, "no")))
    assert [lesson.item for lesson in lessons(some)] == ["why them", "why now"]


def test_most_missing_counts_the_last_reflections() -> None:
    noes = [offer(60 + at, side(1, "yes"), side(2, "no")) for at in range(5)]
    some = a_no(
        *noes,
        *(
            reflection(
                70 + at, 60 + at, clear="no", missing=("why them",) if at < 3 else ("why now", "why them")
            )
            for at in range(5)
        ),
        reflection(80, 11, clear=None, missing=("what each gets",)),
    )
    assert most_missing(some).n == 5
    assert most_missing(some).counts == (("why them", 5), ("why now", 2))
    assert most_missing(some, last=2).counts == (("why now", 2), ("why them", 2))
