"""Documents as records, and what does not fit in plain words."""

import json
from typing import Any

import pytest

from crm.domain.contact import Contact
from crm.domain.record import Record
from crm.storage.schema import TYPES, Problem, from_document, read, read_all
from tests.storage.books import person

OFFER = {"kind": "favor", "made_on": "2026-11-01", "a": {"contact": 1}, "b": {"contact": 2}}


def problem(table: str, document: Any) -> str:
    found = from_document(table, 42, document)
    raw = read(table, 42, json.dumps(document).encode())
    assert isinstance(found, Problem)
    assert raw == found
    return str(found)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            person(emails=[{"value": "ada@example.org"}, {"value": 7}]),
            'contacts/42 "Ada Novak": emails[1].value: expected text, found number',
        ),
        (person(tags="friend"), 'contacts/42 "Ada Novak": tags: expected list, found text'),
        (person(emails=[7]), 'contacts/42 "Ada Novak": emails[0]: expected object, found number'),
        (
            person(introduced_by=1.5),
            "introduced_by: expected number or nothing, found number with a fraction",
        ),
        (person(archived_on=20260101), "archived_on: expected a day (YYYY-MM-DD) or nothing, found number"),
        (person(archived_on="soon"), 'archived_on: expected a day (YYYY-MM-DD), found "soon"'),
        ({"org": "Lumen"}, "contacts/42: name: expected a value, found nothing"),
        ({"name": None}, "contacts/42: name: expected text, found nothing"),
        ("Ada", "contacts/42: expected object, found text"),
    ],
)
def test_a_contact_that_does_not_fit_says_where(document: Any, said: str) -> None:
    assert said in problem("contacts", document)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "intro"}, 'offers/42: kind: expected connection, referral or favor, found "intro"'),
        (
            {"a": {"contact": 1, "answer": "maybe"}},
            'a.answer: expected yes, no, later or no_reply, found "maybe"',
        ),
        (
            {"b": {"contact": 2, "reasons": [{"word": "busy", "source": "?"}]}},
            "b.reasons[0].source: expected said or guess",
        ),
        ({"b": {}}, "offers/42: b.contact: expected a value, found nothing"),
    ],
)
def test_an_offer_that_does_not_fit_names_the_words_that_would(fields: Any, said: str) -> None:
    assert said in problem("offers", OFFER | fields)


def test_a_record_has_its_number_and_an_own_field_of_that_name_does_not_matter() -> None:
    for own in ({}, {"id": 7}, {"id": "seven"}):
        for document in (
            read("contacts", 5, json.dumps(person() | own).encode()),
            from_document("contacts", 5, person() | own),
        ):
            assert isinstance(document, Contact)
            assert (document.id, document.name) == (5, "Ada Novak")


def test_what_only_pythons_json_reads_is_read() -> None:
    raw = b'{"name": "Ada \\ud83d", "odd": NaN}'
    assert isinstance(read("contacts", 1, raw), Contact)
    records, problems = read_all("contacts", [(1, raw), (2, b'{"name": 1}'), (3, b'{"name": "Bo"}')])
    assert (list(records), [found.id for found in problems]) == ([1, 3], [2])


def test_every_table_reads_its_least_document() -> None:
    least: dict[str, dict[str, Any]] = {
        "contacts": person(),
        "offers": OFFER,
        "reflections": {"offer": 1, "side": "a"},
        "lenses": {"contact": 1, "mode": "busy", "from": 9},
        "checkins": {"contact": 1, "from": 9},
        "notes": {"contact": 1, "on": "2026-11-01", "text": "met at the fair"},
        "templates": {"name": "nudge"},
        "dismissals": {"insight": "trend", "n": 12},
    }
    assert least.keys() == TYPES.keys()
    for table, document in least.items():
        record = from_document(table, 3, document)
        assert isinstance(record, Record), record
        assert getattr(record, "origin", 9) == 9
