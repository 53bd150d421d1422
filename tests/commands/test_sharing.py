"""Import and export as a person meets them on the command line."""

import json
import os
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from crm.cli import main
from crm.demo import build
from tests.exchange.test_mapping import OWN

CARDS = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\nEMAIL:{}@example.org\r\nEND:VCARD\r\n"

ROOT = Path(__file__).parents[2]
NASTY = Path(os.environ.get("CRM_SHARED_DATA") or ROOT.parent / "shared" / "data") / "nasty"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("CRM_FILE", str(tmp_path / "people.json"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def own(folder: Path) -> Path:
    path = folder / "my list.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def names(folder: Path) -> set[str]:
    path = folder / "people.json"
    found = json.loads(path.read_text()).get("contacts", {}) if path.exists() else {}
    return {one["name"] for one in found.values()}


def test_the_guess_for_an_unknown_table_can_be_pasted(
    own: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(own)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert "no header row is recognised" in told[0]
    program, *arguments = shlex.split(told[-1])
    assert program == "crm"
    assert not names(folder)
    assert main(arguments) == 0
    assert names(folder) == {"Zoë Ng", "Amara Okafor", "Chen Wei"}


def test_a_mapping_is_remembered_for_the_next_table_of_its_kind(
    own: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(own), "--map", "Wer=name,Erreichbar unter=emails", "--dry-run"]) == 0
    assert main(["import", str(own)]) == 1
    assert main(["import", str(own), "--map", "Wer=name,Erreichbar unter=emails"]) == 0
    own.write_text(f"{OWN}Dara Levy;dara@example.org;;;;;\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(own)]) == 0
    assert capsys.readouterr().out == "4 read, 1 added, 3 same.\n"
    assert "Dara Levy" in names(folder)


def test_what_was_guessed_of_a_known_table_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.csv").write_text("Name,Email,Ville\nZoë Ng,zoe@example.org,Lyon\n", encoding="utf-8")
    assert main(["import", "a.csv", "--dry-run"]) == 0
    assert capsys.readouterr().err == "a.csv, by their headings: Ville as city; --map changes it\n"
    assert main(["import", "a.csv", "--dry-run", "--map", "Ville=detail"]) == 0
    assert capsys.readouterr().err == ""


def test_a_wrong_mapping_is_told_and_nothing_is_written(
    own: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(own), "--map", "Wen=name"]) == 1
    assert main(["import", str(own), "--map", "Wer=nam"]) == 1
    assert main(["import", str(own), "--map", "Wer"]) == 1
    told = capsys.readouterr().err
    assert "has no column 'Wen'" in told
    assert "'nam' is nothing that a column can hold" in told
    assert "'Wer' is no HEADER=FIELD" in told
    assert not names(folder)


def test_a_dry_run_tells_whom_it_would_add(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.vcf").write_bytes(CARDS.format("Ada Novak", "ada").encode())
    assert main(["import", "a.vcf", "--dry-run"]) == 0
    assert "added: Ada Novak (line 1)" in capsys.readouterr().out
    assert not (folder / "people.json").exists()


@pytest.fixture
def exported(folder: Path) -> Path:
    demo = folder / "people.json"
    build(demo, date(2026, 11, 24))
    return demo


def test_the_whole_book_goes_out_and_comes_in(
    exported: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "-o", "all.json"]) == 0
    assert capsys.readouterr().out.startswith("the whole book: ")
    assert main(["import", "all.json", "--file", "fresh.json"]) == 0
    assert "With them: " in capsys.readouterr().out
    assert (folder / "fresh.json").read_bytes() == exported.read_bytes()
    assert main(["import", "all.json", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["read"] == told["same"] > 0
    assert "records" not in told


def test_each_format_goes_to_a_file_or_to_standard_output(
    exported: Path, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    starts = {
        "json": b"{",
        "vcf": b"BEGIN:VCARD\r\nVERSION:3.0",
        "csv": "\ufeffName,".encode(),
        "ics": b"BEGIN:VCALENDAR",
    }
    for kind, start in starts.items():
        assert main(["export", "--format", kind, "--today", "2026-11-24"]) == 0
        out = capfdbinary.readouterr().out
        assert out.startswith(start)
        assert main(["export", "-o", f"out.{kind}", "--today", "2026-11-24"]) == 0
        assert (folder / f"out.{kind}").read_bytes() == out
        capfdbinary.readouterr()
    assert main(["export", "--format", "vcf", "--vcard", "4.0"]) == 0
    assert b"VERSION:4.0" in capfdbinary.readouterr().out


def test_people_that_went_out_as_cards_or_table_are_all_known_again(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("people.vcf", "people.csv"):
        assert main(["export", "-o", name, "--archived"]) == 0
        capsys.readouterr()
        assert main(["import", name, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["added"] == 0, name
        assert told["faults"] == []


def test_the_book_is_not_written_over(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = exported.read_bytes()
    assert main(["export", "--format", "csv", "-o", str(exported)]) == 1
    assert "is the book itself" in capsys.readouterr().err
    assert main(["export", "--file", "nowhere.json"]) == 1
    assert not Path("nowhere.json").exists()
    assert exported.read_bytes() == before


@pytest.mark.skipif(not NASTY.is_dir(), reason="the shared test data is not here")
def test_no_nasty_file_brings_it_down(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file ends in a clear line or in people, twice, and the numbers add up."""
    for case in json.loads((NASTY / "expectations.json").read_text(encoding="utf-8"))["cases"]:
        path = NASTY / case["file"]
        for time in (1, 2):
            code = main(["import", str(path), "--json", "--file", f"{path.name}.book.json"])
            told = capsys.readouterr()
            found = json.loads(told.out)
            assert found["read"] == sum(
                found[one] for one in ("added", "updated", "same", "skipped", "failed")
            )
            assert code == (1 if found["faults"] or not found["read"] else 0), path.name
            assert "Traceback" not in told.err
            if time == 2:
                assert (found["added"], found["updated"]) == (0, 0), path.name
            if case["outcome"] == "refuse" and case["people"] == 0:
                assert path.name in told.err
                assert not found["people"]
        assert "\x1b" not in json.dumps(found, ensure_ascii=False)


def test_an_export_replaces_itself_and_never_another_book(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder / "people.json", date(2026, 11, 24))
    build(folder / "other.json", date(2026, 11, 24))
    other = (folder / "other.json").read_bytes()
    assert main(["export", "-o", "other.json"]) == 1
    assert "other.json is another book" in capsys.readouterr().err
    assert (folder / "other.json").read_bytes() == other
    assert main(["export", "-o", "mine.json"]) == main(["export", "-o", "mine.json"]) == 0


@pytest.mark.skipif(os.name != "posix", reason="files are closed by a shell")
@pytest.mark.parametrize("closed", ["1", "2"])
def test_what_is_told_never_stands_in_what_is_exported(folder: Path, closed: str) -> None:
    build(folder / "people.json", date(2026, 11, 24))
    command = f"{shlex.quote(sys.executable)} -m crm export {closed}>&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=folder, text=True, check=False)
    if closed == "2":
        assert done.returncode == 0
        assert json.loads(done.stdout)["contacts"]
    else:
        assert done.returncode == 1
        assert done.stderr == "crm: standard output is closed: -o FILE writes to a file\n"


def test_a_line_that_is_not_utf_8_is_refused_and_changes_nothing(folder: Path) -> None:
    lines = b'{"do": "add_contact", "name": "M\xfcller"}\n{"do": "add_contact", "name": "M\xc3\xbcller"}\n'
    apply = [sys.executable, "-m", "crm", "apply"]
    done = subprocess.run(apply, input=lines, capture_output=True, cwd=folder, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["ok"] for one in told] == [False, True]
    assert told[0] == {"ok": False, "line": 1, "error": "this line is not UTF-8"}
    assert names(folder) == {"Müller"}
