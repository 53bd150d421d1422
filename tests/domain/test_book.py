"""The book: indexes that are carried along a change say what freshly built ones say."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.book import TABLES, Book, Edit, TableName
from crm.domain.by_day import ByDay
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact, Note
from crm.domain.dismissal import Dismissal
from crm.domain.lens import Lens
from crm.domain.offer import Offer, Side
from crm.domain.own_template import OwnTemplate
from crm.domain.record import Record, Refusal, changed
from crm.domain.reflection import Reflection

DAY = date(2026, 11, 2)
INDEXES = (
    "offers_by_contact",
    "reflections_by_offer",
    "lenses_by_contact",
    "checkins_by_contact",
    "notes_by_contact",
    "offers_by_day",
)

ids = st.integers(1, 6)
days = st.integers(0, 40).map(lambda number: DAY + timedelta(days=number))


def records(table: TableName, key: int) -> st.SearchStrategy[Record]:
    """Any record of a table, small enough to meet others often."""
    made: dict[TableName, st.SearchStrategy[Record]] = {
        "contacts": st.builds(Contact, id=st.just(key), name=st.sampled_from(("Ama", "Bo"))),
        "offers": st.builds(
            Offer,
            id=st.just(key),
            kind=st.just("connection"),
            made_on=days,
            a=st.builds(Side, contact=ids),
            b=st.builds(Side, contact=ids, asked_on=st.none() | days),
        ),
        "reflections": st.builds(Reflection, id=st.just(key), offer=ids, side=st.sampled_from(("a", "b"))),
        "lenses": st.builds(Lens, id=st.just(key), contact=ids, mode=st.just("busy")),
        "checkins": st.builds(CheckIn, id=st.just(key), contact=ids),
        "notes": st.builds(Note, id=st.just(key), contact=ids, on=days, text=st.just("")),
        "templates": st.builds(OwnTemplate, id=st.just(key), name=st.just("nudge")),
        "dismissals": st.builds(Dismissal, id=st.just(key), insight=st.just("trend"), n=ids),
    }
    return made[table]


def built(book: Book) -> Book:
    for index in INDEXES:
        getattr(book, index)
    return book


def without_empty(index: object) -> object:
    if isinstance(index, ByDay):
        return list(index)
    return {owner: held for owner, held in index.items() if held} if isinstance(index, dict) else index


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_carried_indexes_are_those_of_a_new_book(data: st.DataObject) -> None:
    book = built(Book())
    for _ in range(data.draw(st.integers(1, 6))):
        edits = []
        for table in data.draw(st.lists(st.sampled_from(list(TABLES)), max_size=4, unique=True)):
            key = data.draw(ids)
            before = getattr(book, table).get(key)
            after = data.draw(records(table, key) if before is None else st.none() | records(table, key))
            edits.append(Edit(table, key, before, after))
        old, held = book, {table: dict(getattr(book, table)) for table in TABLES}
        book = book.with_edits(edits)
        assert {table: getattr(old, table) for table in TABLES} == held, "the old book stays as it was"
        fresh = built(Book(**{table: getattr(book, table) for table in TABLES}))
        for index in INDEXES:
            assert index in book.__dict__, "an index that was built is carried, not built again"
            assert without_empty(getattr(book, index)) == without_empty(getattr(fresh, index))


def test_an_index_nobody_asked_for_is_not_built_by_a_change() -> None:
    book = Book().with_edits([Edit("notes", 1, None, Note(id=1, contact=1, on=DAY, text="Likes tea"))])
    assert not set(INDEXES) & set(book.__dict__)


def test_tables_that_a_change_does_not_touch_are_shared() -> None:
    book = Book(contacts={1: Contact(id=1, name="Ama")})
    after = book.with_edits([Edit("notes", 1, None, Note(id=1, contact=1, on=DAY, text="Likes tea"))])
    assert after.contacts is book.contacts
    assert book.notes == {}


@pytest.mark.parametrize("what", ["contact", "offer", "reflection", "lens", "checkin"])
def test_a_record_that_is_missing_is_refused_by_its_name(what: str) -> None:
    with pytest.raises(Refusal, match=f"no {what.replace('checkin', 'check-in')} 7 in this book"):
        getattr(Book(), what)(7)


def test_what_belongs_to_a_contact() -> None:
    offer = Offer(id=10, kind="favor", made_on=DAY, a=Side(contact=1), b=Side(contact=2))
    book = Book(
        contacts={1: Contact(id=1, name="Ama Serwaa"), 2: Contact(id=2, name="Bo Lind")},
        offers={10: offer},
        reflections={
            20: Reflection(id=20, offer=10, side="a"),
            21: Reflection(id=21, offer=10, side="b"),
        },
        notes={30: Note(id=30, contact=2, on=DAY, text="Likes tea")},
        checkins={40: CheckIn(id=40, contact=2)},
    )
    assert list(book.offers_of(1)) == list(book.offers_of(2)) == [offer]
    assert [one.id for one in book.reflections_of(10)] == [20, 21]
    assert [one.id for one in book.reflections_about(2)] == [21]
    assert [one.id for one in book.notes_of(2)] == [30]
    assert [one.id for one in book.checkins_of(2)] == [40]
    assert list(book.checkins_of(1)) == []
    assert book.name(1) == "Ama Serwaa"
    assert "not in this book" in book.name(3)
    assert book.contact(1).first_name == "Ama"


def test_the_current_lens_is_the_one_set_last_among_those_in_force() -> None:
    lens = Lens(id=1, contact=1, mode="busy", until=DAY + timedelta(days=9))
    newer = Lens(id=2, contact=1, mode="only_type", types=("bakers",), until=DAY + timedelta(days=2))
    book = Book(lenses={1: lens, 2: newer})
    assert book.current_lens(1, DAY) == newer
    assert book.current_lens(1, DAY + timedelta(days=2)) == newer
    assert book.current_lens(1, DAY + timedelta(days=3)) == lens
    assert book.current_lens(1, DAY + timedelta(days=10)) is None
    assert Book(lenses={1: lens, 2: changed(newer, ended_on=DAY)}).current_lens(1, DAY) == lens


def test_a_reflection_is_about_whoever_said_no_even_where_one_contact_stands_on_both_sides() -> None:
    offer = Offer(id=10, kind="connection", made_on=DAY, a=Side(contact=1), b=Side(contact=1))
    book = Book(offers={10: offer}, reflections={20: Reflection(id=20, offer=10, side="b")})
    assert [one.id for one in book.reflections_about(1)] == [20]
