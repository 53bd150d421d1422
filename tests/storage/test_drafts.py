"""What was typed survives the program that it was typed into."""

import errno
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from crm.storage.drafts import NOTHING_LEFT, DraftFile
from tests.storage.books import NOW
from tests.storage.faults import FaultySystem

WORDS = {"note/1": {"text": "about Ada", "choices": ("a", ("b", 1)), "none": None}}


def files(state: Path) -> list[Path]:
    folder = state / "drafts"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_left_behind_comes_back_as_it_was(path: Path, state_folder: Path) -> None:
    first = DraftFile(path)
    assert first.open() == NOTHING_LEFT
    first.write(WORDS, ("note/1",), NOW)
    assert [file.stat().st_mode & 0o777 for file in files(state_folder)] == [0o600]
    first.close()
    found = DraftFile(path).open()
    assert (found.drafts, found.interrupted) == (WORDS, ("note/1",))
    assert found.written == "2026-11-24T09:00:00+00:00"


def test_nothing_typed_leaves_no_file(path: Path, state_folder: Path) -> None:
    file = DraftFile(path)
    file.open()
    file.write(WORDS, (), NOW)
    file.write({}, (), NOW)
    assert files(state_folder) == []


def test_a_running_program_s_drafts_are_its_own(path: Path, state_folder: Path) -> None:
    one, other = DraftFile(path), DraftFile(path)
    one.open()
    one.write(WORDS, ("note/1",), NOW)
    assert other.open() == NOTHING_LEFT
    other.write({"note/2": {"text": "Ben"}}, (), NOW)
    assert len(files(state_folder)) == 2


def test_two_crashes_leave_both_and_the_later_words_win(path: Path, state_folder: Path) -> None:
    one, other = DraftFile(path), DraftFile(path)
    one.open()
    other.open()
    one.write({"note/1": {"text": "early"}, "note/2": {"text": "Ben"}}, ("note/2",), NOW)
    other.write({"note/1": {"text": "late"}}, ("note/1",), NOW + timedelta(minutes=1))
    one.close()
    other.close()
    third = DraftFile(path)
    found = third.open()
    assert found.drafts == {"note/1": {"text": "late"}, "note/2": {"text": "Ben"}}
    assert set(found.interrupted) == {"note/1", "note/2"}
    assert len(files(state_folder)) == 2, "nothing is removed before it has been written anew"
    third.write(found.drafts, (), NOW)
    assert len(files(state_folder)) == 1


def test_other_books_have_other_drafts(path: Path) -> None:
    file = DraftFile(path)
    file.open()
    file.write(WORDS, (), NOW)
    file.close()
    assert DraftFile(path.with_name("friends.json")).open() == NOTHING_LEFT


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"drafts": 7}', '{"drafts": {"a": 1}, "interrupted": [], "written": ""}']
)
def test_a_damaged_draft_is_no_reason_not_to_start(path: Path, state_folder: Path, text: str) -> None:
    file = DraftFile(path)
    file.open()
    file.write(WORDS, (), NOW)
    file.close()
    files(state_folder)[0].write_text(text)
    assert DraftFile(path).open().drafts == {}


def test_a_full_disk_leaves_the_last_draft(path: Path) -> None:
    system = FaultySystem(errno.ENOSPC)
    file = DraftFile(path, system)
    file.open()
    file.write(WORDS, ("note/1",), NOW)
    system.arm(1, for_ever=True)
    with pytest.raises(OSError, match="space"):
        file.write({"note/1": {"text": "more"}}, ("note/1",), NOW)
    system.heal()
    file.close()
    assert DraftFile(path).open().drafts == WORDS


def test_a_killed_program_s_draft_is_found(path: Path) -> None:
    code = (
        "import os, sys\nfrom datetime import UTC, datetime\nfrom crm.storage.drafts import DraftFile\n"
        f"file = DraftFile({str(path)!r})\nfile.open()\n"
        "file.write({'note/1': {'text': 'half a sen'}}, ('note/1',), datetime.now(UTC))\nos.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert done.returncode == -9
    assert DraftFile(path).open().drafts == {"note/1": {"text": "half a sen"}}
