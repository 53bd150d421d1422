"""Paths that are typed: they complete as far as it is certain, and say what there is to choose from."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from crm.session.session import Session
from crm.ui.outside.paths import beginning_so, completed, listed, path_of, suggested
from crm.ui.screens.exporting import ExportDialog
from crm.ui.screens.importing import ImportScreen
from crm.ui.widgets.path_input import PathInput
from tests.ui.forms.host import NARROW, Host, press, shown


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a folder that holds one file, one that holds several, and one that holds nothing."""
    home = tmp_path / "home"
    for name in ("one/guests.csv", "some/people.vcf", "some/people-old.vcf", "some/Zoo/a", "some/.hidden"):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (home / "nothing").mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


def test_a_path_completes_as_it_is_typed(tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "contacts.vcf").touch()
    assert completed(f"{tmp_path}/Dow") == f"{tmp_path}/Downloads/"
    assert completed(f"{tmp_path}/Downloads/con") == f"{tmp_path}/Downloads/contacts.vcf"
    assert completed(f"{tmp_path}/nothing") is None
    assert completed(f"{tmp_path}/no/such/folder") is None
    assert completed("\0") is None


def test_it_completes_as_far_as_it_is_certain(home: Path) -> None:
    assert completed("~") == "~/"
    assert completed("~/one/") == "~/one/guests.csv"
    assert completed("~/some/") == "~/some/"
    assert completed("~/some/p") == "~/some/people"
    assert completed("~/SO") == "~/some/"
    assert completed("~/some/.") == "~/some/.hidden"


def test_a_first_name_is_suggested_where_something_is_typed_or_there_is_but_one(home: Path) -> None:
    assert suggested("~/some/p") == "~/some/people-old.vcf"
    assert suggested("~/some/") is None
    assert suggested("~/one/") == "~/one/guests.csv"
    assert beginning_so("~/some/") == ["people-old.vcf", "people.vcf", "Zoo/"]


def test_names_that_do_not_fit_are_counted() -> None:
    line = listed([f"家族-{n}.vcf" for n in range(40)])
    assert line.endswith(" and 36 more")
    assert cell_len(line) < 72
    assert listed(["a" * 200]) == "a" * 200


def test_dropped_paths_are_understood() -> None:
    assert path_of(" '/a b/c.vcf' ") == Path("/a b/c.vcf")
    assert path_of("file:///a%20b/c.vcf") == Path("/a b/c.vcf")
    assert path_of("/a\\ b/c.vcf") == Path("/a b/c.vcf")
    assert path_of("~/c.vcf") == Path.home() / "c.vcf"


async def test_tab_completes_the_only_file_of_a_folder(session: Session, home: Path) -> None:
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "~/one/", "<tab>")
        assert app.screen.query_one(PathInput).value == "~/one/guests.csv"


async def test_tab_says_which_files_there_are_until_more_is_typed(session: Session, home: Path) -> None:
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "~/some/", "<tab>")
        assert "people-old.vcf · people.vcf · Zoo/" in shown(app)
        await press(pilot, "p", "<tab>")
        assert app.screen.query_one(PathInput).value == "~/some/people"
        assert "people-old.vcf · people.vcf" in shown(app)
        assert "Zoo" not in shown(app)
        await press(pilot, ".")
        assert "people-old" not in shown(app)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("~/nothing/", "there is nothing in ~/nothing"),
        ("~/some/x", "nothing there begins with x"),
        ("~/no/", "there is no folder ~/no that can be read"),
    ],
)
async def test_tab_says_that_there_is_nothing(session: Session, home: Path, typed: str, said: str) -> None:
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, typed, "<tab>")
        assert said in shown(app)
        assert app.screen.query_one(PathInput).value == typed


async def test_tab_goes_on_from_a_file_that_is_to_be_written_and_from_what_was_said(
    session: Session, home: Path
) -> None:
    app = Host(lambda: ExportDialog(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<tab>", "<tab>")
        assert app.focused is app.screen.query_one("#way"), "a new name needs no file of that name"
        await press(pilot, "<tab>", "<ctrl+u>", "~/some/", "<tab>")
        assert app.focused is app.screen.query_one("#path")
        assert "people.vcf" in shown(app)
        await press(pilot, "<tab>")
        assert app.focused is app.screen.query_one("#way"), "what was said is not said again"
