"""A strict reading names each problem with its place, and touches nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from crm.storage.change import Unreadable
from crm.storage.examine import examine

SIDE = {"contact": 1}
OFFER = {"kind": "connection", "made_on": "2026-11-24", "a": {"contact": 1}, "b": {"contact": 2}}


def told(path: Path, book: Any) -> list[str]:
    text = book if isinstance(book, str) else json.dumps(book, indent=1)
    path.write_text(text)
    report = examine(path)
    assert path.read_text() == text
    return [str(fault) for fault in report.faults]


def test_a_sound_book_has_no_fault(path: Path) -> None:
    book = {
        "about": {"1": {"schema": 1, "file": "x"}},
        "contacts": {"1": {"name": "Ada"}, "2": {"name": "Ben", "of its own": [1]}},
        "offers": {"11": OFFER},
    }
    assert told(path, book) == []
    assert examine(path).counts == {"about": 1, "contacts": 2, "offers": 1}


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        ({"contacts": {"1": {"name": 7}}}, "line 3, contacts/1: name: expected text, found number"),
        ({"contacts": {"01": {"name": "Ada"}}}, 'line 3, contacts/01: the key "01"'),
        ('{"contacts": {\n"1": {"name": "A"},\n"1": {"name": "B"}}}', "line 2, contacts/1: the same number twice (the later one is shown)"),
        ({"contacts": {"1": {"name": "Ada"}}, "offers": {"11": OFFER}}, "line 8, offers/11: b.contact: there is no contact 2"),
        ({"notes": {"5": {"contact": 9, "on": "2026-11-24", "text": "x"}}}, "line 3, notes/5: contact: there is no contact 9"),
        ({"lenses": {"5": {"contact": 1, "mode": "busy", "from": 8}}, "contacts": {"1": {"name": "A"}}}, "line 3, lenses/5: from: there is no reflection 8"),
        ({"about": {"1": {"schema": 9, "file": "x"}}}, "line 3, about/1: a newer crm has written it (schema 9; this one knows 1): this crm only reads it"),
        ({"about": {"1": {"schema": "one", "file": "x"}}}, "line 3, about/1: it does not say which schema it has: this crm only reads it"),
        ({"about": {"1": {"schema": 1}}}, "line 3, about/1: file: expected the text that tells this book from others"),
        ({"contacts": [1]}, "line 2, contacts: expected a table, found [1]"),
        ({"mine": {"1": 7}}, "line 3, mine/1: expected an object"),
    ],
)  # fmt: skip
def test_each_problem_has_its_place(path: Path, book: Any, expected: str) -> None:
    assert told(path, book) == [expected]


def test_a_reference_to_a_record_that_cannot_be_read_is_no_second_problem(path: Path) -> None:
    book = {"contacts": {"1": {"name": "Ada"}, "2": {"name": 7}}, "offers": {"11": OFFER}}
    assert told(path, book) == ["line 6, contacts/2: name: expected text, found number"]


def test_a_book_that_cannot_be_followed_says_where(path: Path) -> None:
    path.write_text('{"contacts": {\n"1": {"name": "Ada"},\n"2": {"name"')
    with pytest.raises(Unreadable, match=r"line 3, column \d+"):
        examine(path)
