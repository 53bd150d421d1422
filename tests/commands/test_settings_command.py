"""``crm settings`` as a person meets it."""

import tomllib
from pathlib import Path

import pytest

from crm.cli import main
from crm.settings.reading import read
from crm.settings.values import Settings
from crm.ui.names import names, remappable


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "folder" / "settings.toml"
    monkeypatch.setenv("CRM_CONFIG", str(path))
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    return path


def test_without_a_file_it_says_where_one_would_be(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"# {file} (not there")
    assert read(told, names()).settings.theme == "crm"
    assert read(told, names()).faults == ()
    assert not file.exists()


def test_a_written_file_has_everything_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "--write"]) == 0
    text = file.read_text()
    assert read(text, names()).settings == Settings()
    assert all(f"# {one.id} = " in text for one in remappable())
    assert main(["settings", "--write"]) == 1
    assert "exists already" in capsys.readouterr().err
    assert file.read_text() == text


def test_what_is_in_force_is_marked_and_what_is_not_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir()
    file.write_text('dates = "ISO"\nthem = "nord"\n[rules]\nopen_asks = 4\n[keys]\nundo = "ctrl+z"\n')
    assert main(["settings"]) == 1
    told = capsys.readouterr()
    assert told.err == f"crm: {file}, line 2: there is no setting them: did you mean theme?\n"
    assert 'dates = "ISO"  # else "21 Nov"' in told.out
    assert "open_asks = 4  # else 2" in told.out
    assert 'undo = "ctrl+z"  # else "u"' in told.out
    assert tomllib.loads(told.out)["keys"]["next_pane"] == ["tab", "right"]


def test_a_key_that_goes_through_new_people_is_told_with_its_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir()
    file.write_text('[keys]\nmessage = "M"\narchive = "m"\n')
    assert main(["settings"]) == 1
    told = capsys.readouterr()
    why = 'keys.archive: "m" always does something else where you go through new people'
    assert told.err == f"crm: {file}, line 3: {why}\n"
    assert 'archive = "d"\n' in told.out


def test_every_command_goes_by_the_file_and_tells_what_does_not_hold(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "demo.json"
    assert main(["demo", "--keep", str(book), "--today", "2026-11-24"]) == 0
    today = ["today", "--file", str(book), "--today", "2026-11-24"]
    assert main(today) == 0
    before = capsys.readouterr().out
    file.parent.mkdir()
    file.write_text('dates = "ISO"\n[rules]\noutcome_days = 365\nload_days = "many"\n')
    assert main(today) == 0
    told = capsys.readouterr()
    assert told.err == f'crm: {file}, line 4: rules.load_days is a whole number, not "many"\n'
    assert "2026-11-" in told.out
    assert "2026-11-" not in before
    assert ("How did" in before, "How did" in told.out) == (True, False)
