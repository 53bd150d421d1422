"""When a book cannot be read: what there is to be had, and the damaged file set aside untouched."""

from pathlib import Path

import pytest

from crm.storage import backups, rescue
from crm.storage.change import Unreadable
from crm.storage.fileio import real
from crm.storage.system import System
from tests.storage.books import NOW, opened, person, plain, set_document, write_plainly
from tests.storage.test_backups import NoLinks


@pytest.fixture
def damaged(path: Path) -> Path:
    """A book of three people, of whom the backup has two and the damaged file has one whole."""
    write_plainly(path, {"contacts": {1: person("Ada"), 2: person("Bo")}})
    with opened(path) as store:
        set_document(store, "contacts", 3, person("Cy"))
    text = path.read_bytes()
    path.write_bytes(text[: text.index(b'"2"') + 9])
    return path


def test_both_ways_out_are_offered_with_their_counts(damaged: Path) -> None:
    found = rescue.look(damaged)
    assert found is not None
    assert found.fault.line == 4
    assert found.backup_counts == {"contacts": 2}
    assert found.salvaged.counts == {"contacts": 1}


def test_a_book_that_can_be_read_needs_no_rescue(path: Path) -> None:
    write_plainly(path, {})
    assert rescue.look(path) is None


def test_without_a_backup_there_is_what_is_whole(path: Path) -> None:
    path.write_text('{"contacts": {"1": {"name": "Ada"}')
    found = rescue.look(path)
    assert found is not None
    assert (found.backup, found.backup_counts, found.salvaged.counts) == (None, {}, {"contacts": 1})


@pytest.mark.parametrize("system", [System(), NoLinks()], ids=["links", "copies"])
def test_what_was_chosen_takes_the_place_and_the_damaged_file_stays(damaged: Path, system: System) -> None:
    before = damaged.read_bytes()
    found = rescue.look(damaged)
    assert found is not None
    aside = rescue.take(damaged, found.salvaged.tables, NOW, system)
    assert aside == f"{real(damaged)}.unreadable-2026-11-24T09-00-00"
    assert Path(aside).read_bytes() == before
    assert plain(damaged) == {"contacts": {1: person("Ada")}}
    with opened(damaged) as store:
        set_document(store, "contacts", 9, person("Dara"))
    assert Path(aside).read_bytes() == before


def test_a_damaged_backup_is_not_offered(damaged: Path) -> None:
    (kept,) = backups.kept(real(damaged))
    kept.path.write_text("{")
    found = rescue.look(damaged)
    assert found is not None
    assert found.backup is None
    with pytest.raises(Unreadable):
        backups.read(kept)
