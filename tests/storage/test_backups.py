"""Earlier states are kept, let go of by one rule, and can be had back."""

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.storage import backups
from crm.storage.backups import DAYS, SESSIONS, WEEKS, Backup, spared, within
from crm.storage.fileio import real
from crm.storage.records import Tables, encode
from crm.storage.store import Store
from crm.storage.system import System
from tests.storage.books import NOW, opened, person, plain, set_document, write_plainly


class NoLinks(System):
    def link(self, source: str, target: str) -> None:
        raise OSError(errno.EXDEV, "another file system", source, None, target)


@pytest.mark.parametrize("system", [System(), NoLinks()], ids=["links", "copies"])
def test_the_first_save_of_a_session_keeps_what_it_replaces(path: Path, system: System) -> None:
    write_plainly(path, {"contacts": {1: person("Ada")}})
    path.chmod(0o600)
    before = path.read_bytes()
    with opened(path, system=system) as store:
        set_document(store, "contacts", 1, person("Bo"))
        set_document(store, "contacts", 1, person("Cy"))
    (kept,) = backups.kept(real(path))
    assert kept.path.read_bytes() == before
    assert (kept.path.stat().st_mode & 0o777, kept.size, kept.is_for_good) == (0o600, len(before), False)
    assert plain(kept.path) == {"contacts": {1: person("Ada")}}


def test_a_new_book_has_nothing_to_keep(path: Path) -> None:
    with opened(path) as store:
        set_document(store, "contacts", 1, person("Bo"))
        set_document(store, "contacts", 1, person("Cy"))
    assert backups.kept(real(path)) == ()


def test_a_book_is_saved_where_no_backup_can_be(path: Path, state_folder: Path) -> None:
    write_plainly(path, {"contacts": {1: person("Ada")}})
    state_folder.write_text("not a folder")
    with opened(path) as store:
        set_document(store, "contacts", 1, person("Bo"))
    assert plain(path) == {"contacts": {1: person("Bo")}}


def test_a_backup_comes_back_as_a_change_that_can_be_taken_back(path: Path) -> None:
    write_plainly(path, {"contacts": {1: person("Ada"), 2: {"name": 7}}})
    with opened(path) as store:
        set_document(store, "contacts", 1, person("Bo"))
        set_document(store, "contacts", 3, person("Cy"))
        store.commit("remove", [*store.changes_to(store_without(store, 2))]).wait(20)
        found = backups.newest_good(real(path))
        assert found is not None
        changes = store.changes_to(found[1])
        store.commit("restore", changes, as_is=True).wait(20)
        assert plain(path) == {"contacts": {1: person("Ada"), 2: {"name": 7}}}
        store.commit("undo", [change.inverted() for change in reversed(changes)], as_is=True).wait(20)
        assert plain(path) == {"contacts": {1: person("Bo"), 3: person("Cy")}}
        assert store.documents("conflicts") == {}


def store_without(store: Store, number: int) -> Tables:
    tables = Tables.new(())
    for other, document in store.documents("contacts").items():
        if other != number:
            tables.put("contacts", other, encode(document))
    return tables


def test_the_newest_backup_that_can_be_read_is_found(path: Path) -> None:
    for minute, text in enumerate(['{"contacts": {"1": {"name": "Ada"}}}', '{"contacts": {"1": {"na', ""]):
        path.write_text(text)
        backups.keep(real(path), NOW + timedelta(minutes=minute))
        path.unlink()
    found = backups.newest_good(real(path))
    assert found is not None
    assert found[0].replaced == NOW
    assert found[1].counts == {"contacts": 1}
    assert [backup.replaced.minute for backup in backups.kept(real(path))] == [2, 1, 0]


def test_files_that_are_no_backups_are_left_alone(path: Path) -> None:
    write_plainly(path, {})
    kept = backups.keep(real(path), NOW, for_good=True)
    (kept.path.parent / "mine.json").write_text("{}")
    assert backups.kept(real(path)) == (Backup(kept.path, NOW, is_for_good=True),)
    assert backups.newest_good(str(path.parent / "other.json")) is None


ages = st.lists(st.integers(0, 200 * 24), max_size=120, unique=True)


@given(ages, st.sets(st.integers(0, 120)))
@settings(max_examples=60)
def test_the_rule_keeps_sessions_days_and_weeks(hours: list[int], for_good: set[int]) -> None:
    newest_first = [
        Backup(Path(str(age)), datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(hours=age), age in for_good)
        for age in sorted(hours)
    ]
    kept = spared(newest_first)
    passing = [backup for backup in newest_first if not backup.is_for_good]
    assert kept >= {*passing[:SESSIONS], *(backup for backup in newest_first if backup.is_for_good)}
    assert len([backup for backup in kept if not backup.is_for_good]) <= SESSIONS + DAYS + WEEKS
    for day in sorted({backup.replaced.date() for backup in passing}, reverse=True)[:DAYS]:
        assert next(backup for backup in passing if backup.replaced.date() == day) in kept
    assert spared(sorted(kept, key=lambda backup: backup.replaced, reverse=True)) == kept


def test_what_the_rule_does_not_keep_is_removed(path: Path) -> None:
    write_plainly(path, {})
    for minute in range(SESSIONS + 5):
        backups.keep(real(path), NOW + timedelta(minutes=minute))
    assert len(backups.kept(real(path))) == SESSIONS


def test_the_backups_of_a_big_book_take_no_more_than_they_may(path: Path) -> None:
    write_plainly(path, {})
    made = [
        backups.keep(real(path), NOW + timedelta(minutes=minute), for_good=minute == 0) for minute in range(4)
    ]
    size = made[0].size
    for_good, oldest, middle, newest = made
    assert within(made, 10 * size) == set(made)
    assert within(made, 2 * size) == {for_good, middle, newest}
    assert within(made, 0) == {for_good, newest}
    assert oldest.path.exists()
