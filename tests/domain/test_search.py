"""Finding people by a part of a name, and words in everything that was written."""

import importlib.util
import os
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact, Labelled, Note
from crm.domain.finding.folding import places
from crm.domain.finding.search import Found, NameIndex, TextIndex, starts_nearly
from crm.domain.finding.search import starts_nearly as nearly
from crm.domain.lens import Lens
from crm.domain.offer import Offer, Outcome, Side, Worth
from crm.domain.record import changed
from crm.domain.reflection import Reflection

DAY = date(2026, 11, 25)
NAMES = (
    "Amara Okafor",
    "Ben Ortiz",
    "Chen Wei",
    "Łukasz Żółkiewski",
    "佐藤健太",
    "Анна Смирнова",
    "Annabel Orwell",
    "Ann Lee",
    "Hannah Wood",
    "Maeve O'Connor",
)
PEOPLE = {
    number: Contact(id=number, name=name, org="Lumen" if number == 2 else "")
    for number, name in enumerate(NAMES, 1)
}


def find(contacts: Iterable[Contact], query: str, limit: int | None = None) -> list[int]:
    return NameIndex.of({one.id: one for one in contacts}).find(query, limit)


def everywhere(book: Book, query: str, limit: int = 100) -> Found:
    return TextIndex.of(book).find(book, query, limit)


def found(query: str) -> list[str]:
    return [PEOPLE[one].name for one in NameIndex.of(PEOPLE).find(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("am", "Amara Okafor"),
        ("okaf", "Amara Okafor"),
        ("ok am", "Amara Okafor"),
        ("lukasz zol", "Łukasz Żółkiewski"),
        ("健太", "佐藤健太"),
        ("anna sm", "Анна Смирнова"),
        ("смир", "Анна Смирнова"),
        ("lumen", "Ben Ortiz"),
        ("oconnor", "Maeve O'Connor"),
        ("o'con", "Maeve O'Connor"),
        ("okafro", "Amara Okafor"),
        ("okfor", "Amara Okafor"),
        ("okaafor", "Amara Okafor"),
        ("okafar", "Amara Okafor"),
    ],
)
def test_a_part_of_a_name_finds_its_person(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_best_first_whole_word_then_beginning_then_inside() -> None:
    assert found("ann") == ["Ann Lee", "Annabel Orwell", "Анна Смирнова", "Hannah Wood"]


def test_every_word_must_be_found() -> None:
    assert found("ann zzz") == []
    assert found("ben okafor") == []


def test_a_slip_is_forgiven_only_where_nothing_else_is_found_and_never_in_a_short_word() -> None:
    assert found("bne") == []
    assert found("orwl") == ["Annabel Orwell"]
    assert found("anna") == ["Анна Смирнова", "Annabel Orwell", "Hannah Wood"]


def test_nothing_typed_is_everyone_by_name() -> None:
    assert len(found("")) == len(PEOPLE)
    assert found(" ")[:3] == ["Amara Okafor", "Ann Lee", "Annabel Orwell"]
    assert NameIndex.of(PEOPLE).find("", limit=2) == [1, 8]


def test_other_fields_are_found_too_and_people_put_away_come_last() -> None:
    people = [
        Contact(id=1, name="Zoe Adler", archived_on=DAY),
        Contact(id=2, name="Ines Roe", emails=(Labelled("adler@example.org"),)),
        Contact(id=3, name="Kofi Ntim", tags=("adler club",), title="Head of Grids"),
    ]
    assert find(people, "adl") == [2, 3, 1]
    assert find(people, "grids kofi") == [3]
    assert find(people, "adler", limit=1) == [2]


def test_one_slip_at_the_beginning_of_a_word() -> None:
    assert nearly("okafor", "okaf")
    assert not nearly("okafor", "ofakor")
    assert not nearly("ok", "okafor")


@given(st.text(alphabet="abcd", min_size=1, max_size=8), st.data())
def test_each_single_slip_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcd"))
    slips = (
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    )
    assert all(nearly(word, slip) for slip in slips)


names = st.text(alphabet="aáb źЖ佐'-", max_size=8)


@given(st.dictionaries(st.integers(1, 9), names), st.dictionaries(st.integers(1, 9), names), names)
def test_an_index_carried_along_answers_like_a_new_one(
    before: dict[int, str], after: dict[int, str], query: str
) -> None:
    old = {key: Contact(id=key, name=name) for key, name in before.items()}
    new = {
        key: old[key] if before.get(key) == name else Contact(id=key, name=name)
        for key, name in after.items()
    }
    assert NameIndex.of(old).following(new).find(query) == NameIndex.of(new).find(query)


def test_an_index_of_unchanged_contacts_is_the_same_index() -> None:
    index = NameIndex.of(PEOPLE)
    assert index.following(dict(PEOPLE)) is index
    assert len(index) == len(PEOPLE)


def test_spans_show_what_was_typed() -> None:
    assert places("Łukasz Żółkiewski", ["zol", "lu"]) == [(0, 2), (7, 10)]


# Everywhere -------------------------------------------------------------------------------------------------

AMARA, BEN = 1, 2
BOOK = Book(
    contacts={
        AMARA: Contact(id=AMARA, name="Amara Okafor", bio="Builds sensors for rivers.\nLives by the Volta."),
        BEN: Contact(id=BEN, name="Ben Ortiz", wants=("a café owner",)),
    },
    offers={
        11: Offer(
            id=11,
            kind="connection",
            made_on=DAY,
            a=Side(contact=AMARA, words="Not now, the river study is due.", why_told="He maps floods"),
            b=Side(contact=BEN),
            outcome=Outcome(b=Worth(worth_it="yes", on=DAY, words="We talked for two hours")),
        )
    },
    reflections={
        12: Reflection(
            id=12, offer=11, side="a", learned_decliner="Hardware only", learned_other="Loves maps"
        )
    },
    lenses={13: Lens(id=13, contact=AMARA, mode="only_type", types=("hardware people",))},
    checkins={14: CheckIn(id=14, contact=BEN, notes="Wants to meet\nlibrarians")},
    notes={15: Note(id=15, contact=BEN, on=DAY, text="Sings in a choir by the river")},
)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("choir", [("note", BEN, None, "Sings in a choir by the river")]),
        ("LIBRARIANS", [("check-in", BEN, None, "librarians")]),
        ("volta", [("bio", AMARA, None, "Lives by the Volta.")]),
        ("cafe", [("wants", BEN, None, "a café owner")]),
        ("two hours", [("how it went", BEN, 11, "We talked for two hours")]),
        ("floods", [("why told", AMARA, 11, "He maps floods")]),
        ("hardware", [("lens", AMARA, None, "hardware people"), ("learned", AMARA, 12 - 1, "Hardware only")]),
        ("loves", [("learned of the other", BEN, 11, "Loves maps")]),
        ("amara", [("contact", AMARA, None, "Amara Okafor")]),
        ("", []),
        ("nowhere", []),
    ],
)
def test_every_hit_says_what_and_whose_it_is(
    query: str, hits: list[tuple[str, int | None, int | None, str]]
) -> None:
    result = everywhere(BOOK, query)
    assert [(hit.what, hit.contact, hit.offer, hit.text) for hit in result.hits] == hits
    assert result.total == len(hits)


def test_newest_first_but_words_side_by_side_before_all() -> None:
    assert [hit.id for hit in everywhere(BOOK, "river").hits] == [15, 11, AMARA]
    assert [hit.id for hit in everywhere(BOOK, "the river").hits] == [15, 11, AMARA]
    assert [hit.id for hit in everywhere(BOOK, "river study").hits] == [11]
    assert everywhere(BOOK, "river", limit=1).total == 3


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("quill", [("note", "Quill asked for ink")]),
        ("ada", [("bio", "Ada builds presses.")]),
        ("ada quill", [("note", "Quill asked for ink, said Ada")]),
        ("press", [("bio", "Ada builds presses.")]),
        ("ada kelp", [("contact", "Ada Quill · Kelp")]),
        ("kelp", [("contact", "Ada Quill · Kelp")]),
        ("bo ng", []),
    ],
)
def test_whoever_is_listed_is_not_found_again_by_the_name_alone(
    query: str, hits: list[tuple[str, str]]
) -> None:
    people = {
        1: Contact(id=1, name="Ada Quill", org="Kelp", bio="Lives in Lisbon.\nAda builds presses."),
        2: Contact(id=2, name="Bo Ng"),
    }
    words = "Quill asked for ink, said Ada" if query == "ada quill" else "Quill asked for ink"
    book = Book(contacts=people, notes={3: Note(id=3, contact=1, on=DAY, text=words)})
    found = TextIndex.of(book).find(book, query, listed=find(people.values(), query))
    assert [(hit.what, hit.text) for hit in found.hits] == hits
    assert found.total == len(hits)


def test_a_name_that_is_not_listed_is_found_in_the_texts() -> None:
    book = Book(contacts={1: Contact(id=1, name="Ada Quill"), 2: Contact(id=2, name="Bo Quill")})
    assert [hit.id for hit in TextIndex.of(book).find(book, "quill", listed={2}).hits] == [1]


def test_matches_are_marked_within_the_line_that_is_shown() -> None:
    text = "word " * 60 + "a needle " + "tail " * 60
    book = Book(notes={1: Note(id=1, contact=7, on=DAY, text=text)})
    (hit,) = everywhere(book, "needle").hits
    assert [hit.text[start:end] for start, end in hit.spans] == ["needle"]
    assert len(hit.text) <= 96
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")


def test_a_carried_text_index_answers_like_a_new_one() -> None:
    index = TextIndex.of(BOOK)
    edits = [
        Edit("notes", 15, BOOK.notes[15], None),
        Edit("lenses", 13, BOOK.lenses[13], changed(BOOK.lenses[13], busy_with="a river book")),
        Edit("notes", 16, None, Note(id=16, contact=AMARA, on=DAY, text="Kayaks the river")),
    ]
    book = BOOK.with_edits(edits)
    for query in ("river", "choir", "kayak", "hardware", "book"):
        assert index.following(book).find(book, query) == everywhere(book, query)
    assert index.following(BOOK) is index
    BOOK.derived(TextIndex)
    carried = BOOK.with_edits(edits).known(TextIndex)
    assert carried is not None
    for query in ("river", "choir", "kayak", "hardware", "book"):
        assert carried.find(book, query) == TextIndex.of(book).find(book, query)


@given(
    st.lists(st.text(alphabet="abcd", min_size=1, max_size=8), max_size=6),
    st.text("abcd", min_size=4, max_size=7),
)
def test_one_slip_is_forgiven_whatever_stands_around_it(names: list[str], needle: str) -> None:
    index = NameIndex.of({key: Contact(id=key, name=name) for key, name in enumerate(names, 1)})
    if not any(needle in name for name in names):
        expected = {key for key, name in enumerate(names, 1) if starts_nearly(name, needle)}
        assert set(index.find(needle)) == expected


@given(st.lists(st.text(alphabet="ab ", max_size=8), max_size=5), st.text(alphabet="ab ", max_size=6))
def test_letter_by_letter_finds_what_the_whole_query_finds(texts: list[str], query: str) -> None:
    book = Book(notes={key: Note(id=key, contact=7, on=DAY, text=text) for key, text in enumerate(texts, 1)})
    index = TextIndex.of(book)
    for length in (*range(len(query) + 1), *range(len(query), -1, -1)):
        assert index.find(book, query[:length]) == TextIndex.of(book).find(book, query[:length])


@given(st.text(alphabet="abé ", max_size=12), st.text(alphabet="abé ", max_size=3))
def test_a_text_is_found_by_any_part_of_it(text: str, query: str) -> None:
    book = Book(notes={1: Note(id=1, contact=7, on=DAY, text=text)})
    total = everywhere(book, query).total
    parts = query.replace("é", "e").split()
    assert total == (bool(parts) and all(part in text.replace("é", "e") for part in parts))


# Ten thousand people ------------------------------------------------------------------------------------------

TOOL = (
    Path(os.environ.get("CRM_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data").parent
    / "tools"
    / "make_dataset.py"
)


@pytest.fixture(scope="module")
def crowd() -> tuple[dict[int, Contact], list[dict[str, Any]]]:
    if not TOOL.exists():
        pytest.skip("the shared tools are not here")
    spec = importlib.util.spec_from_file_location("make_dataset", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    people, queries = module.make_people(10_000, 7, 0.03)
    contacts = {
        person["id"] + 1: Contact(
            id=person["id"] + 1,
            name=person["name"],
            given=person["given"],
            family=person["family"],
            org=person["company"],
            title=person["title"],
            notes=person["bio"],
            emails=tuple(map(Labelled, person["emails"])),
        )
        for person in people
    }
    return contacts, queries


def test_among_ten_thousand_a_whole_name_comes_first(
    crowd: tuple[dict[int, Contact], list[dict[str, Any]]],
) -> None:
    contacts, _ = crowd
    index = NameIndex.of(contacts)
    same = Counter(contact.name.casefold() for contact in contacts.values())
    for contact in list(contacts.values())[::401]:
        assert contact.id in index.find(contact.name)[: same[contact.name.casefold()] + 40]
        assert contact.id in index.find(f"{contact.family} {contact.given}")


def test_among_ten_thousand_words_of_a_text_find_exactly_the_known_answers(
    crowd: tuple[dict[int, Contact], list[dict[str, Any]]],
) -> None:
    contacts, queries = crowd
    book = Book(contacts=contacts)
    index = TextIndex.of(book)
    asked = [query for query in queries if "topic" not in query]
    assert asked
    for query in asked:
        hits = index.find(book, query["query"], len(contacts)).hits
        assert {hit.id - 1 for hit in hits} == set(query["relevant"])
