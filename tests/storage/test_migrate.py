"""Older books are read as the present schema has them, and written so with their first change."""

from pathlib import Path

import pytest

from crm.storage import backups
from crm.storage.change import Change, Document, ReadOnly
from crm.storage.fileio import real
from tests.storage.books import opened, person, plain, write_plainly


def with_org(table: str, document: Document) -> Document:
    return document | {"org": "unknown"} if table == "contacts" else document


def in_capitals(table: str, document: Document) -> Document:
    return document | {"org": document["org"].upper()} if table == "contacts" else document


STEPS = (with_org, in_capitals)


@pytest.fixture
def old(path: Path) -> Path:
    book = {
        "about": {1: {"schema": 1, "file": "x"}},
        "contacts": {1: person("Ada", odd=[1]), 2: person("Bo")},
    }
    write_plainly(path, book)
    return path


def test_an_old_book_is_read_as_a_new_one_and_not_written(old: Path) -> None:
    before = old.read_bytes()
    with opened(old, migrations=STEPS) as store:
        assert store.document("contacts", 1) == person("Ada", odd=[1], org="UNKNOWN")
        assert store.document("about", 1) == {"schema": 3, "file": "x"}
        assert (store.status.word, store.poll()) == ("saved", ())
    assert old.read_bytes() == before


def test_its_first_change_writes_it_whole_and_keeps_the_old_one_for_good(old: Path) -> None:
    before = old.read_bytes()
    with opened(old, migrations=STEPS) as store:
        store.commit(
            "edit", [Change("contacts", 2, person("Bo", org="UNKNOWN"), person("Bo", org="Lumen"))]
        ).wait(20)
    assert plain(old)["contacts"] == {1: person("Ada", odd=[1], org="UNKNOWN"), 2: person("Bo", org="Lumen")}
    (kept,) = backups.kept(real(old))
    assert (kept.is_for_good, kept.path.read_bytes()) == (True, before)
    with opened(old) as store, pytest.raises(ReadOnly, match="schema 3; this one knows 1"):
        store.commit("edit", [Change("contacts", 1, None, person())])


def test_an_old_program_beside_a_new_one_still_joins(old: Path) -> None:
    with opened(old, migrations=STEPS) as store:
        text = old.read_text().replace('"name": "Bo"', '"name": "Bo N."')
        old.write_text(text)
        assert [change.after for change in store.poll()] == [person("Bo N.", org="UNKNOWN")]


def test_a_middle_schema_takes_only_the_steps_it_lacks(path: Path) -> None:
    write_plainly(path, {"about": {1: {"schema": 2}}, "contacts": {1: person("Ada", org="Lumen")}})
    with opened(path, migrations=STEPS) as store:
        assert store.document("contacts", 1) == person("Ada", org="LUMEN")
