"""``crm backup``, ``restore``, ``check`` and ``merge`` as a person meets them."""

import io
import json
import os
import shutil
from pathlib import Path

import pytest

from crm.cli import main

Told = tuple[int, str, str]
"""Exit code, standard output, standard error."""


class Shell:
    """A person at a shell prompt, with one book."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.book = folder / "people.json"
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def crm(self, *arguments: object) -> Told:
        code = main([str(one) for one in arguments])
        told = self.capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    def on_book(self, command: str, *arguments: object) -> Told:
        return self.crm(command, "--file", self.book, *arguments)

    def apply(self, file: Path, *actions: dict[str, object]) -> list[int]:
        """Carry out actions; the ids that they made."""
        lines = "".join(f"{json.dumps(action)}\n" for action in actions)
        self.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        code, out, _ = self.crm("apply", "--file", file)
        told = [json.loads(line) for line in out.splitlines()]
        assert code == 0, told
        return [one.get("id", 0) for one in told]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    found = Shell(tmp_path, capsys, monkeypatch)
    found.apply(
        found.book, {"do": "add_contact", "name": "Ada Novak"}, {"do": "add_contact", "name": "Ben Ortiz"}
    )
    return found


def tables(file: Path) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads(file.read_text())
    return found


def test_a_backup_says_where_it_is_and_is_the_book(shell: Shell) -> None:
    code, out, _ = shell.on_book("backup")
    where, told = out.splitlines()
    assert code == 0
    assert Path(where).read_bytes() == shell.book.read_bytes()
    assert told.startswith("2 contacts; ")
    assert "read back and the same" in told


def test_a_backup_elsewhere_never_writes_over_a_file(shell: Shell) -> None:
    there = shell.folder / "there.json"
    assert shell.on_book("backup", "-o", there)[0] == 0
    before = there.read_bytes()
    code, _, err = shell.on_book("backup", "-o", there)
    assert (code, there.read_bytes()) == (1, before)
    assert "already" in err


def test_a_backup_of_no_file_or_a_damaged_one_is_refused(shell: Shell) -> None:
    code, _, err = shell.crm("backup", "--file", shell.folder / "nothing.json")
    assert (code, "there is no file" in err) == (1, True)
    shell.book.write_text('{"contacts": {"1": {"na')
    code, _, err = shell.on_book("backup")
    assert (code, "line 1, column" in err) == (1, True)


def test_the_backups_are_listed_the_newest_first_and_one_comes_back(shell: Shell) -> None:
    assert "no backup" in shell.on_book("restore")[1]
    shell.on_book("backup")
    two = shell.book.read_bytes()
    shell.apply(shell.book, {"do": "add_contact", "name": "Chen Wei"})
    shell.on_book("backup")
    three = shell.book.read_bytes()
    code, out, _ = shell.on_book("restore")
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines[1:4]] == ["1", "2", "3"]
    assert "3 contacts" in lines[1]
    assert "2 contacts" in lines[2]
    assert shell.book.read_bytes() == three, "a list restores nothing"
    code, out, _ = shell.on_book("restore", "3")
    assert (code, shell.book.read_bytes()) == (0, two)
    kept = Path(out.splitlines()[-1].split(": ", 1)[1])
    assert kept.read_bytes() == three
    assert shell.on_book("restore", kept)[0] == 0
    assert shell.book.read_bytes() == three


def test_newest_passes_over_what_cannot_be_read(shell: Shell) -> None:
    shell.on_book("backup")
    good = shell.book.read_bytes()
    _, out, _ = shell.on_book("backup")
    Path(out.splitlines()[0]).write_text('{"contacts": ')
    shell.book.write_text("damaged")
    _, listed, _ = shell.on_book("restore")
    assert "cannot be read" in listed.splitlines()[1]
    code, out, err = shell.on_book("restore", "newest")
    assert (code, shell.book.read_bytes()) == (0, good)
    assert "passed over" in err
    (aside,) = shell.folder.glob("people.json.unreadable-*")
    assert aside.read_text() == "damaged"
    assert str(aside) in out


@pytest.mark.parametrize("copy", ["7", "0", "nothing.json", "newest"])
def test_a_copy_that_is_not_there_is_refused(shell: Shell, copy: str) -> None:
    before = shell.book.read_bytes()
    code, _, err = shell.on_book("restore", copy)
    assert (code, shell.book.read_bytes()) == (1, before)
    assert err.startswith("crm: ")


def test_a_file_that_is_no_book_is_not_restored(shell: Shell) -> None:
    wrong = shell.folder / "notes.txt"
    wrong.write_text("my notes")
    before = shell.book.read_bytes()
    code, _, err = shell.on_book("restore", wrong)
    assert (code, shell.book.read_bytes()) == (1, before)
    assert "notes.txt cannot be read: line 1, column 1" in err


def test_a_copy_of_another_book_is_pointed_out(shell: Shell) -> None:
    other = shell.folder / "other.json"
    shell.apply(other, {"do": "add_contact", "name": "Dara Levy"})
    code, _, err = shell.on_book("restore", other)
    assert code == 0
    assert "another book" in err


def test_check_names_each_problem(shell: Shell) -> None:
    assert shell.on_book("check")[:2] == (0, f"{shell.book}: fine (2 contacts)\n")
    text = shell.book.read_text().replace('"name": "Ben Ortiz"', '"name": 7')
    shell.book.write_text(text)
    code, out, err = shell.on_book("check")
    assert code == 1
    assert out.count("\n") == 1
    assert ": name: expected text, found number" in out
    assert "1 problem" in err
    assert shell.book.read_text() == text


def two_copies(shell: Shell) -> tuple[Path, Path, Path, int]:
    """The book, a copy of it edited elsewhere, the state before, and Ada's id."""
    base, theirs = shell.folder / "base.json", shell.folder / "theirs.json"
    shutil.copy(shell.book, base)
    shutil.copy(shell.book, theirs)
    ada = next(int(key) for key, one in tables(base)["contacts"].items() if one["name"] == "Ada Novak")
    shell.apply(shell.book, {"do": "edit_contact", "contact": ada, "notes": "mine", "org": "Kelp"})
    shell.apply(theirs, {"do": "edit_contact", "contact": ada, "notes": "theirs", "title": "Founder"})
    shell.apply(theirs, {"do": "add_contact", "name": "Chen Wei"})
    return shell.book, theirs, base, ada


@pytest.mark.parametrize("with_base", [True, False])
def test_two_copies_are_joined_into_a_third(shell: Shell, with_base: bool) -> None:
    ours, theirs, base, ada = two_copies(shell)
    before = ours.read_bytes(), theirs.read_bytes()
    to = shell.folder / "joined.json"
    code, out, _ = shell.crm("merge", ours, theirs, "-o", to, *(["--base", base] if with_base else []))
    assert code == 1, "something is left to decide"
    assert f'contacts/{ada} "Ada Novak": notes: ours "mine", theirs "theirs"' in out
    result = tables(to)
    one = result["contacts"][str(ada)]
    assert (one["notes"], one["org"], one["title"]) == ("mine", "Kelp", "Founder")
    assert {str(person["name"]) for person in result["contacts"].values()} == {
        "Ada Novak",
        "Ben Ortiz",
        "Chen Wei",
    }
    (told,) = result["conflicts"].values()
    assert (told["table"], told["id"], told["field"], told["theirs"]) == ("contacts", ada, "notes", "theirs")
    assert (ours.read_bytes(), theirs.read_bytes()) == before
    assert shell.crm("check", "--file", to)[0] == 0


def test_without_an_output_ours_becomes_the_joined_book_and_is_kept(shell: Shell) -> None:
    ours, theirs, base, _ = two_copies(shell)
    before = ours.read_bytes()
    _, out, _ = shell.crm("merge", ours, theirs, "--base", base)
    kept = next(line for line in out.splitlines() if line.startswith("What it was before"))
    assert Path(kept.split(": ", 1)[1]).read_bytes() == before
    assert len(tables(ours)["contacts"]) == 3
    joined = ours.read_bytes()
    code, out, _ = shell.crm("merge", ours, theirs, "--base", base)
    assert (code, ours.read_bytes()) == (0, joined)
    assert "nothing was written" in out


def test_merging_refuses_what_it_cannot_do(shell: Shell) -> None:
    ours, theirs, base, _ = two_copies(shell)
    before = ours.read_bytes()
    newer = shell.folder / "newer.json"
    newer.write_text(theirs.read_text().replace('"schema": 1', '"schema": 9'))
    damaged = shell.folder / "damaged.json"
    damaged.write_text(theirs.read_text()[:-40])
    for arguments, why in (
        ([ours, ours], "the same file"),
        ([ours, shell.folder / "no.json"], "there is no file"),
        ([ours, damaged], "cannot be read"),
        ([ours, newer], "newer crm"),
        ([ours, theirs, "-o", base], "already"),
    ):
        code, _, err = shell.crm("merge", *arguments)
        assert (code, why in err) == (1, True), err
        assert ours.read_bytes() == before
    assert shell.crm("merge", ours)[0] == 2


def test_two_different_books_are_put_together_and_it_is_said(shell: Shell) -> None:
    other = shell.folder / "other.json"
    shell.apply(other, {"do": "add_contact", "name": "Dara Levy"})
    code, _, err = shell.crm("merge", shell.book, other, "-o", shell.folder / "both.json")
    assert code == 0
    assert "different books" in err
    assert len(tables(shell.folder / "both.json")["contacts"]) == 3


def test_a_write_protected_book_stays_as_it_is(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs, _, _ = two_copies(shell)
    ours.chmod(0o400)
    monkeypatch.setattr(os, "access", lambda path, _mode: bool(Path(path).stat().st_mode & 0o200))
    before = ours.read_bytes()
    for command in (["merge", ours, theirs], ["restore", "--file", ours, theirs]):
        code, _, err = shell.crm(*command)
        assert (code, ours.read_bytes()) == (1, before)
        assert "write-protected" in err
