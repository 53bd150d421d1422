"""No failure harms the file: each system call of a save is let fail in turn."""

import contextlib
import errno
import os
import threading
from pathlib import Path

import pytest

from crm.storage.change import Change, SaveFailed, Status, Unreadable
from crm.storage.writer import reason_of
from tests.storage.books import opened, person, plain, set_document, write_plainly
from tests.storage.faults import FaultySystem, ShortWrites

NOTES = {3: {"contact": 1, "on": "2026-11-24", "text": "met at the fair"}}
BEFORE = {"contacts": {1: person("Ada"), 2: person("Bo")}, "notes": NOTES}
AFTER = {"contacts": {1: person("Ada", org="Lumen"), 2: person("Bo")}, "notes": NOTES}
MOST_CALLS = 60


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR])
@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("packed", [False, True], ids=["", "packed"])
def test_any_call_of_a_save_may_fail(path: Path, error: int, for_ever: bool, packed: bool) -> None:
    unsaved = 0
    for number in range(1, MOST_CALLS):
        write_in_blocks(path)
        status = status_after(path, FaultySystem(error), number, for_ever, packed)
        if status is None:
            assert number > 15
            break
        if status.word == "unsaved":
            unsaved += 1
            assert status.reason == reason_of(OSError(error, os.strerror(error)))
    else:
        pytest.fail("a save should not need so many calls")
    assert unsaved >= 8


def write_in_blocks(path: Path) -> None:
    """The book as this program writes it, so that packed blocks are copied from it."""
    path.unlink(missing_ok=True)
    with opened(path) as store:
        for number, document in BEFORE["contacts"].items():
            set_document(store, "contacts", number, document)
        for number, document in BEFORE["notes"].items():
            set_document(store, "notes", number, document)


def status_after(
    path: Path, system: FaultySystem, number: int, for_ever: bool, packed: bool
) -> Status | None:
    """The status after a save whose n-th call fails, None when it has fewer calls. Then the disk is well again."""
    with opened(path, system=system, packed=packed) as store:
        system.arm(number, for_ever=for_ever)
        ticket = store.commit("edit", [Change("contacts", 1, person("Ada"), person("Ada", org="Lumen"))])
        try:
            ticket.wait(20)
        except SaveFailed:
            assert plain(path) in (BEFORE, AFTER)
        else:
            assert plain(path) == AFTER
        status, has_failed = store.status, system.has_failed
        assert store.document("contacts", 1) == person("Ada", org="Lumen")
        system.heal()
        store.flush(20)
        assert store.status == Status("saved")
        assert plain(path) == AFTER
        assert [file.name for file in path.parent.iterdir()] == ["people.json"]
        return status if has_failed else None


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR])
def test_a_new_book_that_cannot_be_written_is_not_there_or_whole(path: Path, error: int) -> None:
    for number in range(1, MOST_CALLS):
        path.unlink(missing_ok=True)
        system = FaultySystem(error)
        with opened(path, system=system) as store:
            system.arm(number, for_ever=True)
            ticket = store.commit("add", [Change("contacts", 1, None, person())])
            with contextlib.suppress(SaveFailed):
                ticket.wait(20)
            assert not path.exists() or plain(path) == {"contacts": {1: person()}}
            assert path.exists() or ticket.error is not None
            failed = system.has_failed
            system.heal()
        assert plain(path) == {"contacts": {1: person()}}
        if not failed:
            return
    pytest.fail("a save should not need so many calls")


def test_a_file_that_cannot_be_read_is_not_opened_and_not_touched(path: Path) -> None:
    write_plainly(path, BEFORE)
    before = path.read_bytes()
    for number in range(1, MOST_CALLS):
        system = FaultySystem(errno.EIO)
        system.arm(number)
        try:
            store = opened(path, system=system)
        except Unreadable:
            assert path.read_bytes() == before
            continue
        with store:
            assert store.documents("contacts") == BEFORE["contacts"]
        if not system.has_failed:
            assert number > 5
            return
    pytest.fail("opening should not need so many calls")


@pytest.mark.parametrize("most", [1, 7, 4000])
def test_short_reads_and_writes_go_on(path: Path, most: int) -> None:
    book = {"contacts": {number: person(f"Person {number}") for number in range(1, 40)}}
    write_plainly(path, book)
    with opened(path, system=ShortWrites(most)) as store:
        store.commit("edit", [Change("contacts", 3, person("Person 3"), None)]).wait(20)
    del book["contacts"][3]
    assert plain(path) == book


def test_a_save_that_failed_is_tried_again_by_itself(path: Path) -> None:
    write_plainly(path, BEFORE)
    system = FaultySystem(errno.ENOSPC)
    told: list[Status] = []
    saved = threading.Event()

    def note(status: Status) -> None:
        told.append(status)
        if status.word == "saved":
            saved.set()

    with opened(path, system=system, retry_seconds=0.01) as store:
        store.on_status = note
        system.arm(1, for_ever=True)
        ticket = store.commit("edit", [Change("contacts", 1, person("Ada"), person("Ada", org="Lumen"))])
        with pytest.raises(SaveFailed, match="the disk is full"):
            ticket.wait(20)
        with pytest.raises(SaveFailed):
            store.flush(20)
        system.heal()
        assert saved.wait(20)
    assert [str(status) for status in dict.fromkeys(told)] == [
        "saving",
        "NOT SAVED: the disk is full (1 change)",
        "saved",
    ]
    assert plain(path) == AFTER


def test_closing_with_a_full_disk_says_so(path: Path) -> None:
    system = FaultySystem(errno.ENOSPC)
    store = opened(path, system=system)
    system.arm(1, for_ever=True)
    store.commit("add", [Change("contacts", 1, None, person())])
    with pytest.raises(SaveFailed):
        store.close()
    assert not path.exists()
    store.close()


def test_a_listener_with_a_fault_stops_no_saving(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: faults.append(arguments.exc_type))

    def broken(_: object) -> None:
        raise ZeroDivisionError

    with opened(path) as store:
        store.on_status = broken
        first = store.commit("add", [Change("contacts", 1, None, person())])
        first.add_done_callback(broken)
        first.wait(20)
        store.commit("add", [Change("contacts", 2, None, person())]).wait(20)
    assert set(faults) == {ZeroDivisionError}
