"""What is kept up over changes equals what is worked out anew, whatever changed: the promise behind its speed."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import Book, Derived, Edit
from crm.insight.checking_in.due import check_ins_due, is_due
from crm.insight.checking_in.looked import looked
from crm.insight.checking_in.rule import check_in_due
from crm.insight.counting.by_luck import by_luck
from crm.insight.counting.counts import Counts
from crm.insight.counting.figures import Figures
from crm.insight.counting.load import loads
from crm.insight.counting.missing import Explained
from crm.insight.counting.reasons import KnownReasons
from crm.insight.counting.time_to_answer import time_to_answer
from crm.insight.counting.watch import Watch
from crm.insight.everyone import everyone_facts
from crm.insight.next_offer.lessons import Taught
from crm.insight.next_offer.look_ahead import look_ahead
from crm.insight.person import person_facts
from crm.insight.suiting.word_index import WordIndex
from crm.insight.thresholds import DEFAULTS, Thresholds
from tests.builders import DAY, book, checkin, contact, effect, offer, reflection, side
from tests.insight.books import PEOPLE, TODAY, books, changes

KINDS: tuple[type[Any], ...] = (Counts, Explained, Figures, KnownReasons, Taught, Watch, WordIndex)


@given(st.data(), books())
@settings(max_examples=60, deadline=None)
def test_after_any_edits_it_is_as_if_counted_anew(data: st.DataObject, before: Book) -> None:
    for kind in KINDS:
        before.derived(kind)
    check_ins_due(before, TODAY)
    time_to_answer(before, TODAY)
    by_luck(before, TODAY)
    loads(before, TODAY)
    before.derived(Taught).carried(1)
    after = before
    for _ in range(2):
        after = after.with_edits(data.draw(changes(after)))
    fresh = Book(after.contacts, after.offers, after.reflections, after.lenses, after.checkins, after.notes)
    for kind in KINDS:
        assert after.derived(kind) == kind.of(fresh)
    assert after.derived(Taught).carried(1) == fresh.derived(Taught).carried(1)
    assert check_ins_due(after, TODAY) == check_ins_due(fresh, TODAY)
    for day in (TODAY, TODAY + timedelta(days=9), TODAY):
        assert time_to_answer(after, day) == time_to_answer(fresh, day)
    assert looked(after, TODAY, DEFAULTS) == looked(fresh, TODAY, DEFAULTS)
    assert loads(after, TODAY) == loads(fresh, TODAY)


@given(books())
@settings(max_examples=40, deadline=None)
def test_the_one_pass_finds_whom_the_rule_asks_for(some: Book) -> None:
    one_by_one = {person: check_in_due(some, person, TODAY) for person in PEOPLE}
    assert check_ins_due(some, TODAY) == {person: due for person, due in one_by_one.items() if due}


@pytest.mark.parametrize("at", [-1, 0, 1])
@pytest.mark.parametrize("looked", [None, -1, 0, 1])
def test_the_one_pass_begins_on_the_same_day_as_the_rule(at: int, looked: int | None) -> None:
    edge = TODAY - relativedelta(months=24)
    noes = [offer(11 + n, side(1, "no", asked=edge + timedelta(days=at)), side(2)) for n in range(3)]
    answered = [] if looked is None else [checkin(31, 1, answered_on=edge + timedelta(days=looked))]
    some = book(*noes, *answered)
    due = check_in_due(some, 1, TODAY)
    assert check_ins_due(some, TODAY) == ({1: due} if due else {})
    assert (due is not None) == (at >= 0 and (looked is None or at > looked))


def test_what_is_known_of_one_day_answers_for_no_other() -> None:
    some = book(*(offer(11 + n, side(1, "no", asked=TODAY), side(2)) for n in range(3)))
    later, stricter = TODAY + relativedelta(months=25), Thresholds(check_in_without_yes=4)
    check_ins_due(some, TODAY)
    assert is_due(some, 1, TODAY)
    assert not is_due(some, 1, later)
    assert not is_due(some, 1, TODAY, stricter)
    assert not check_ins_due(some, later)
    assert is_due(some, 1, TODAY)
    assert not check_ins_due(some, TODAY, stricter)
    assert set(check_ins_due(some, TODAY)) == {1}


def test_who_said_yes_since_is_due_no_longer() -> None:
    noes = [offer(11 + at, side(1, "no"), side(2)) for at in range(3)]
    some = book(*noes)
    assert set(check_ins_due(some, TODAY)) == {1}
    a_yes = offer(14, side(1, "yes"), side(2))
    assert check_ins_due(some.with_edits([Edit("offers", 14, None, a_yes)]), TODAY) == {}


@given(books())
@settings(max_examples=40, deadline=None)
def test_what_is_watched_is_what_is_open_or_untold(some: Book) -> None:
    by_stage = {key for key, one in some.offers.items() if one.is_open or one.stage == "introduced"}
    assert some.derived(Watch).offers == by_stage


def test_an_edit_elsewhere_costs_nothing() -> None:
    before = book(contact(1), contact(2), offer(11, side(1, "yes"), side(2, "no")))
    known = before.derived(Figures)
    assert before.with_edits([]).derived(Figures) is known


def test_a_kind_is_worked_out_once() -> None:
    class Counting:
        made = 0

        @classmethod
        def of(cls, _book: Book) -> "Counting":
            cls.made += 1
            return cls()

        def after(self, _book: Book, _edits: object, /) -> "Counting":
            return self

    kind: type[Derived] = Counting
    before = book(contact(1))
    before.derived(kind)
    before.with_edits([]).derived(kind)
    assert Counting.made == 1


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_book_has_nothing(kind: type[Any]) -> None:
    assert kind.of(Book()) == kind()


class Unwalkable(dict[int, Any]):
    """A table whose records can be looked up and never all be walked over."""

    def _refuse(self) -> Any:
        raise AssertionError("this walks over the whole book")

    __iter__ = values = items = keys = _refuse


def test_a_cursor_or_a_form_never_walks_over_the_whole_book() -> None:
    noes = [offer(11 + at, side(1, "no"), side(2, "yes")) for at in range(3)]
    taught = reflection(21, 11, "a", clear="no", missing=("why now",), effects=(effect("lesson", "why now"),))
    some = book(contact(1), contact(2), *noes, offer(15, side(1, asked=DAY), side(3)), taught)
    warm = (look_ahead(some, TODAY, "favor", 1, 2), person_facts(some, 1, TODAY), everyone_facts(some, TODAY))
    for table in ("contacts", "offers", "reflections", "lenses", "checkins"):
        some.__dict__[table] = Unwalkable(getattr(some, table))
    again = (
        look_ahead(some, TODAY, "favor", 1, 2),
        person_facts(some, 1, TODAY),
        everyone_facts(some, TODAY),
    )
    assert again == warm
