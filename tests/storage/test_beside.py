"""Copies that a sync tool left beside the book are found, and joined against what both grew out of."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from crm.storage import backups, beside
from crm.storage.copies import look_into
from crm.storage.fileio import real
from tests.storage.books import NOW, Clock, opened, person, set_document

NAMES = (
    "people.sync-conflict-20261124-091500-K7QX2AB.json",
    "people (Ada's conflicted copy 2026-11-24).json",
    "people (1).json",
    "people-LAPTOP.json",
    "people 2.json",
)


def stamped(name: str, minute: int, **fields: str) -> dict[str, object]:
    return person(name, updated=f"2026-11-24T09:{minute:02}:00Z", **fields)


@pytest.fixture
def book(path: Path) -> Path:
    with opened(path) as store:
        set_document(store, "contacts", 1, stamped("Ada", 1))
        set_document(store, "contacts", 2, stamped("Ben", 2))
        set_document(store, "contacts", 9, stamped("Dara", 3))
    return path


def edit(file: Path, number: int, name: str, minute: int, **fields: str) -> None:
    with opened(file, now=Clock(NOW + timedelta(minutes=minute))) as store:
        set_document(store, "contacts", number, stamped(name, minute, **fields))


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_known_by_its_name_and_by_what_is_in_it(book: Path, name: str) -> None:
    copy = book.parent / name
    shutil.copy(book, copy)
    edit(copy, 3, "Chen", 3)
    (found,) = beside.found(real(book))
    assert found.path == copy
    assert list(found.joining.results) == [("contacts", "3")]


def test_other_files_are_left_alone(book: Path) -> None:
    (book.parent / "people (1).json").write_text('{"about": {"1": {"schema": 1, "file": "another"}}}')
    (book.parent / "people-notes.json").write_text("not a book")
    (book.parent / "friends.json").write_bytes(book.read_bytes())
    assert beside.found(real(book)) == []


def test_a_copy_with_nothing_new_is_told_only_where_its_name_says_conflict(book: Path) -> None:
    shutil.copy(book, book.parent / "people-old.json")
    shutil.copy(book, book.parent / NAMES[0])
    assert [one.path.name for one in beside.found(real(book))] == [NAMES[0]]
    assert len(beside.found(real(book), again=True)) == 2


def test_the_base_is_the_newest_backup_that_both_grew_out_of(book: Path) -> None:
    copy = book.parent / NAMES[0]
    shutil.copy(book, copy)
    edit(book, 1, "Ada", 5, org="Kelp")  # keeps the common state
    edit(book, 1, "Ada", 6, org="Lumen")  # keeps one that the copy never saw
    edit(copy, 2, "Ben", 7, org="Harbour")
    (found,) = beside.found(real(book))
    assert found.base == backups.kept(real(book))[-1]
    assert found.joining.clashes == ()
    assert list(found.joining.results) == [("contacts", "2")]


def test_a_change_made_between_is_not_undone_by_a_base_that_is_too_new(book: Path) -> None:
    copy = book.parent / NAMES[0]
    shutil.copy(book, copy)
    edit(book, 1, "Ada", 5, notes="careful notes")
    edit(book, 2, "Ben", 6)  # a session later: its backup has the notes, the copy never saw them
    edit(copy, 1, "Ada", 7, org="Lumen")
    (found,) = beside.found(real(book))
    assert found.base == backups.kept(real(book))[-1]
    result = found.joining.results["contacts", "1"]
    assert (result["notes"], result["org"]) == ("careful notes", "Lumen")


def test_no_state_from_after_a_joining_is_a_base(book: Path) -> None:
    copy = book.parent / NAMES[0]
    shutil.copy(book, copy)
    edit(copy, 3, "Chen", 9)
    edit(book, 1, "Ada", 5, notes="careful notes")
    beside.note_joining(real(book), NOW - timedelta(days=1))
    assert beside.base_for(real(book), look_into(copy).tables) is None


def test_a_copy_that_was_declined_is_offered_again_once_it_changes(book: Path) -> None:
    copy = book.parent / NAMES[0]
    shutil.copy(book, copy)
    (found,) = beside.found(real(book))
    beside.decline(real(book), found)
    assert beside.found(real(book)) == []
    assert len(beside.found(real(book), again=True)) == 1
    edit(copy, 3, "Chen", 3)
    assert len(beside.found(real(book))) == 1


def test_a_broken_note_of_what_was_declined_forgets_it(book: Path) -> None:
    shutil.copy(book, book.parent / NAMES[0])
    folder = backups.folder_for(real(book))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "declined").write_text(json.dumps({"a": 1})[:-1])
    assert len(beside.found(real(book))) == 1
