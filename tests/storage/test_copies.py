"""Backups made by hand, and taking one back: read back, and what is replaced is kept."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from crm.domain.record import Refusal
from crm.storage import backups, copies
from crm.storage.change import ReadOnly, Unreadable
from crm.storage.fileio import real
from tests.storage.books import NOW, opened, person, plain, set_document, write_plainly
from tests.storage.faults import FaultySystem


@pytest.fixture
def book(path: Path) -> Path:
    write_plainly(path, {"contacts": {1: person("Ada")}})
    return path


def test_a_copy_is_no_link_to_the_book(book: Path) -> None:
    made = copies.take(book, NOW)
    before = book.read_bytes()
    with book.open("r+b") as file:
        file.write(b"XXXX")
    assert Path(made.path).read_bytes() == before
    assert [backup.is_for_good for backup in backups.kept(real(book))] == [True]


def test_a_damaged_book_is_not_taken_for_a_backup(book: Path) -> None:
    book.write_text('{"contacts": {"1": {"na')
    with pytest.raises(Unreadable, match="line 1, column"):
        copies.take(book, NOW)
    assert backups.kept(real(book)) == ()


def test_a_file_that_is_there_is_left_alone(book: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")
    with pytest.raises(Refusal, match="already"):
        copies.take(book, NOW, there)
    assert there.read_text() == "mine"


def test_what_is_read_back_is_compared(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Lying(FaultySystem):
        def read(self, descriptor: int, size: int) -> bytes:
            data = super().read(descriptor, size)
            return data.replace(b"Ada", b"Adb") if "write" in self.calls else data

    with pytest.raises(OSError, match="read back"):
        copies.take(book, NOW, system=Lying(errno.EIO))


def test_taking_one_back_keeps_what_it_replaces(book: Path) -> None:
    first = copies.take(book, NOW)
    with opened(book) as store:
        set_document(store, "contacts", 2, person("Ben"))
    second = book.read_bytes()
    aside = copies.put_back(book, first, NOW + timedelta(days=1))
    assert book.read_bytes() == first.data
    assert Path(aside).read_bytes() == second
    assert [backup.is_for_good for backup in backups.kept(real(book))] == [True, False, True]


def test_an_unreadable_book_is_set_aside_beside_it(book: Path) -> None:
    made = copies.take(book, NOW)
    book.write_text("{")
    aside = copies.put_back(book, made, NOW)
    assert aside == f"{real(book)}.unreadable-2026-11-24T09-00-00"
    assert Path(aside).read_text() == "{"
    assert plain(book) == {"contacts": {1: person("Ada")}}


def test_a_book_that_is_gone_comes_back(book: Path) -> None:
    made = copies.take(book, NOW)
    book.unlink()
    assert copies.put_back(book, made, NOW) == ""
    assert book.read_bytes() == made.data


@pytest.mark.usefixtures("ordinary_user")
def test_a_write_protected_book_is_not_restored_over(book: Path) -> None:
    made = copies.take(book, NOW)
    book.write_bytes(book.read_bytes().replace(b"Ada", b"Bob"))
    book.chmod(0o400)
    with pytest.raises(ReadOnly, match="write-protected"):
        copies.put_back(book, made, NOW)
    assert b"Bob" in book.read_bytes()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whichever_call_fails_the_book_is_the_old_one_or_the_new_one(book: Path, error: int) -> None:
    made = copies.take(book, NOW)
    system = FaultySystem(error)
    for fail_at in range(1, 200):
        book.write_bytes(b'{"contacts": {"1": {"name": "Bo"}}}')
        before = book.read_bytes()
        system.arm(fail_at, for_ever=True)
        try:
            copies.put_back(book, made, NOW + timedelta(seconds=fail_at), system)
        except OSError:
            assert book.read_bytes() in (before, made.data)
        if not system.has_failed:
            break
    assert fail_at > 5
    assert book.read_bytes() == made.data


def test_a_book_that_changed_since_it_was_read_is_not_written_over(book: Path) -> None:
    seen = copies.look_into(book)
    os.utime(book, ns=(1, 1))
    with pytest.raises(OSError, match="another program"):
        copies.replace(seen, [b"{}"], NOW)
    assert plain(book) == {"contacts": {1: person("Ada")}}


def test_what_lay_beside_moves_under_its_own_name(book: Path) -> None:
    for text in ("one", "two"):
        beside = book.parent / "people (1).json"
        beside.write_text(text)
        moved = Path(copies.put_away(real(book), beside))
        assert not beside.exists()
        assert moved.read_text() == text
    assert moved.name == "people (1)-2.json"
