"""The command line as a person meets it: exit codes, clear lines, nothing changed by bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crm.cli import main


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.delenv("CRM_FILE", raising=False)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "demo.json"
    assert main(["demo", "--keep", str(path), "--today", "2026-11-24"]) == 0
    return path


def python(*code: str) -> str:
    done = subprocess.run([sys.executable, *code], capture_output=True, text=True, check=True)
    return done.stdout


def test_help_names_every_command_and_loads_no_screen() -> None:
    told = python("-X", "importtime", "-m", "crm", "--help")
    for word in ("demo", "import", "apply", "today", "check", "[FILE]"):
        assert word in told
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "crm", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "textual" not in done.stderr
    assert "msgspec" not in done.stderr


def test_the_session_loads_no_screen() -> None:
    told = python(
        "-c", "import sys, crm.session.session; print('textual' in sys.modules, 'rich' in sys.modules)"
    )
    assert told.split() == ["False", "False"]


def test_today_on_the_demo_book(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--file", str(demo), "--today", "2026-11-24"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["today", "--json", "--file", str(demo), "--today", "2026-11-24"]) == 0
    told = json.loads(capsys.readouterr().out)
    items, week = ([line["text"] for line in told[name]] for name in ("items", "week"))
    assert len(items) >= 5
    assert len(week) >= 3
    assert lines == [*items, "", f"This week: {told['happened']}", *week]


def test_a_command_is_found_behind_its_options_too(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--today", "2026-11-24", "today", "--file", str(demo)]) == 0
    assert "Reflect" in capsys.readouterr().out


@pytest.mark.parametrize(("word", "meant"), [("aply", "apply"), ("imports", "import"), ("tody", "today")])
def test_a_word_that_is_nearly_a_command_opens_no_new_book(
    word: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word]) == 2
    assert f"did you mean: crm {meant}" in capsys.readouterr().err
    assert not Path(word).exists()


def test_the_demo_never_writes_over_a_file(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = demo.read_bytes()
    assert main(["demo", "--keep", str(demo)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert demo.read_bytes() == before


def test_check_finds_the_demo_fine_and_names_a_record_that_is_not(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--file", str(demo)]) == 0
    damaged = demo.read_text().replace('"kind": "connection"', '"kind": 7', 1)
    demo.write_text(damaged)
    assert main(["check", "--file", str(demo)]) == 1
    assert "offers/" in capsys.readouterr().out
    assert demo.read_text() == damaged


@pytest.mark.parametrize("content", ["", '{"contacts": {"1": {"na', "not json", "[1, 2]"])
@pytest.mark.parametrize("command", [["today"], ["check"], ["apply"]])
def test_an_unreadable_file_is_named_and_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], content: str
) -> None:
    path = tmp_path / "people.json"
    path.write_text(content)
    assert main([*command, "--file", str(path)]) == 1
    assert "people.json" in capsys.readouterr().err
    assert path.read_text() == content


@pytest.mark.parametrize("command", [["today"], ["today", "--json"], ["check"], ["backup"]])
def test_a_book_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    path = tmp_path / "nope.json"
    assert main([*command, "--file", str(path)]) == 1
    assert capsys.readouterr() == ("", f"crm: there is no file {path}\n")
    assert not path.exists()


@pytest.mark.parametrize("command", [["people.json"], ["demo"]])
def test_without_a_terminal_the_app_is_refused_in_one_line(tmp_path: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crm", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=20,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "crm: the app needs a terminal; crm --help names what can be done without one\n"
    assert not list(tmp_path.glob("*.json"))


@pytest.mark.parametrize(
    "words",
    [
        ["demo", "--file", "x.json", "--keep", "y.json"],
        ["merge", "x.json", "x2.json", "--file", "nowhere.json"],
        ["merge", "x.json", "x2.json", "--today", "2026-11-24"],
        ["backup", "--today", "2026-11-24"],
        ["check", "--today", "2026-11-24"],
        ["restore", "--today", "2026-11-24"],
    ],
)
def test_what_a_command_has_no_use_for_is_refused_and_not_in_its_help(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (option,) = {"--file", "--today"} & set(words)
    assert main(words) == 2
    assert f"unrecognized arguments: {option}" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.json"))
    assert main([words[0], "--help"]) == 0
    assert option not in capsys.readouterr().out


def test_a_wrong_day_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["today", "--today", "yesterday"]) == 2
    assert "YYYY-MM-DD" in capsys.readouterr().err


VCARD = """BEGIN:VCARD
VERSION:3.0
FN:Ngozi Okafor
EMAIL:ngozi@example.org
ORG:Harbour Trust
END:VCARD
"""


def test_import_twice_adds_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards, book = tmp_path / "cards.vcf", tmp_path / "people.json"
    cards.write_text(VCARD)
    told = []
    for arguments in (["--dry-run"], [], []):
        assert main(["import", str(cards), "--json", "--file", str(book), *arguments]) == 0
        told.append(json.loads(capsys.readouterr().out))
        if arguments:
            assert not book.exists()
    assert [one["added"] for one in told] == [1, 1, 0]
    assert told[2]["same"] == 1
    assert told[0]["people"][0]["emails"] == ["ngozi@example.org"]


def test_a_file_that_is_no_address_book_is_refused_by_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, book = tmp_path / "archive.vcf", tmp_path / "people.json"
    wrong.write_bytes(b"PK\x03\x04" + bytes(40))
    assert main(["import", str(wrong), "--file", str(book)]) == 1
    assert "archive.vcf" in capsys.readouterr().err
    assert not book.exists()


def test_apply_flushes_and_exits_one_when_a_line_failed(tmp_path: Path) -> None:
    book = tmp_path / "people.json"
    lines = '{"do": "add_contact", "name": "Ada"}\n{"do": "fly"}\n{"do": "add_contact", "name": "Ben"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "crm", "apply", "--file", str(book)],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [one["ok"] for one in told] == [True, False, True]
    assert told[1]["line"] == 2
