"""What is done, and what is not, before the contacts are seen."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.strip import Strip

from crm.commands.open import FRAMES
from crm.domain.book import Book
from crm.ui.app import CrmApp
from crm.ui.keeping_up import opening
from crm.ui.panes.contacts import ContactsPane
from crm.ui.screens.main import MainScreen
from crm.ui.themes import DARK
from crm.ui.widgets.drawn_lines import MARK, DrawnLines
from crm.ui.widgets.header import Header
from tests.bench.big_book import TODAY
from tests.ui.speed.conftest import OFFERS, figured

AT_FIRST_PAINT = """
import sys
from crm import cli
from crm.ui import app
from crm.ui.screens.main import MainScreen

def painted(screen, _):
    print("\\n".join(sorted(sys.modules)), file=sys.stderr)
    screen.app.exit(0)

MainScreen.first_painted = painted
run = app.CrmApp.run
app.CrmApp.run = lambda self: run(self, headless=True, size=(120, 40))
cli.main()
"""

SCREENS = {"desk", "main", "moving"}
"""Modules of ``crm.ui.screens`` that the start needs: no dialog is among them."""

RULES = {"thresholds"}
"""Modules of ``crm.insight`` that the session needs: nothing is counted before the first paint."""

LATE = (
    "tomllib",
    "sqlite3",
    "hashlib",
    "dateutil",
    "tinydb",
    "textual.widgets._text_area",
    "crm.exchange",
    "crm.demo",
    "crm.session.verbs",
    "crm.session.questions",
    "crm.settings.reading",
    "crm.ui.flows.book",
    "crm.ui.panes.offer_rows",
    "crm.ui.panes.everyone_rows",
    "crm.ui.panes.person_rows",
    "crm.ui.palette",
    "crm.ui.people",
    "crm.ui.rows.story",
)


def modules_at_first_paint(book: Path, tmp_path: Path) -> set[str]:
    argv = [sys.executable, "-c", AT_FIRST_PAINT, str(book), "--today", TODAY.isoformat()]
    environ = {"CRM_STATE_DIR": str(tmp_path / "state"), "CRM_CONFIG": str(tmp_path / "none.toml")}
    environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
    done = subprocess.run(argv, env=environ, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stderr.split())


def below(modules: set[str], package: str) -> set[str]:
    return {name.removeprefix(f"{package}.") for name in modules if name.startswith(f"{package}.")}


def test_before_the_first_paint_only_what_it_needs_is_loaded(book_file: Path, tmp_path: Path) -> None:
    modules = modules_at_first_paint(book_file, tmp_path)
    assert "crm.ui.panes.contacts" in modules
    assert below(modules, "crm.ui.screens") == SCREENS
    assert below(modules, "crm.insight") <= RULES
    assert below(modules, "crm.ui.flows") <= {"desk"}
    assert [name for name in LATE if name in modules] == []


PAINTS = """
import sys
from crm import cli
from crm.commands import open

open._run = lambda *_, **__: print(sys.modules["textual.constants"].MAX_FPS) or 0
sys.exit(cli.main())
"""


@pytest.mark.parametrize(("asked", "paints"), [({}, FRAMES), ({"TEXTUAL_FPS": "30"}, "30")])
def test_paints_come_as_often_as_they_may(
    book_file: Path, tmp_path: Path, asked: dict[str, str], paints: str
) -> None:
    environ = {"CRM_STATE_DIR": str(tmp_path / "state"), "CRM_CONFIG": str(tmp_path / "none.toml"), **asked}
    argv = [sys.executable, "-c", PAINTS, str(book_file)]
    done = subprocess.run(argv, env=environ, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [paints]


async def test_the_style_sheets_are_read_once(app: CrmApp, monkeypatch: pytest.MonkeyPatch) -> None:
    read_again: list[object] = []
    monkeypatch.setattr(Stylesheet, "reparse", read_again.append)
    async with app.run_test(size=(120, 40)) as pilot:
        await figured(pilot)
        assert app.current_theme.name == DARK.name
    assert read_again == []


async def test_the_first_paint_shows_the_contacts(app: CrmApp, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []

    def first_painted(screen: MainScreen, _: object) -> None:
        people = screen.query_one(ContactsPane).people
        painted.extend(strip.text for strip in people._painted)

    monkeypatch.setattr(MainScreen, "first_painted", first_painted)
    async with app.run_test(size=(120, 40)):
        assert painted[0].startswith(f"{MARK}Everyone")
        assert painted[1].startswith(" Amara ")


@pytest.mark.parametrize("is_big", [False, True])
async def test_what_is_read_is_shown_whole_and_that_of_a_small_book_in_one_paint(
    app: CrmApp, monkeypatch: pytest.MonkeyPatch, *, is_big: bool
) -> None:
    monkeypatch.setattr(opening, "TOGETHER", 0 if is_big else OFFERS)
    happened: list[str] = []
    show_loaded, show_morning, paint = (
        MainScreen.show_loaded,
        MainScreen.show_morning,
        MainScreen._compositor_refresh,
    )

    def painted(screen: MainScreen) -> None:
        happened.append("painted")
        paint(screen)

    def loaded(screen: MainScreen) -> None:
        show_loaded(screen)
        states = [strip.text for strip in screen.contacts.people._painted]
        assert any(" of " in state for state in states)
        assert len(screen.offers.timeline.source)
        happened.append("loaded")

    def morning(screen: MainScreen, book: Book) -> None:
        show_morning(screen, book)
        assert screen.query_one(Header).today
        assert len(screen.insight.lessons.source)
        happened.append("morning")

    monkeypatch.setattr(MainScreen, "_compositor_refresh", painted)
    monkeypatch.setattr(MainScreen, "show_loaded", loaded)
    monkeypatch.setattr(MainScreen, "show_morning", morning)
    async with app.run_test(size=(120, 40)) as pilot:
        await figured(pilot)
    shown = [what for what in happened if what != "painted"]
    assert shown == ["loaded", "morning"]
    assert is_big or happened[happened.index("loaded") :][1] == "morning"


async def test_only_rows_that_are_seen_are_drawn(app: CrmApp, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    strip = DrawnLines._strip

    def noted(lines: DrawnLines, y: int) -> Strip:
        drawn.append(y)
        return strip(lines, y)

    monkeypatch.setattr(DrawnLines, "_strip", noted)
    monkeypatch.setattr(MainScreen, "first_painted", lambda *_: None)
    async with app.run_test(size=(120, 40)):
        assert 0 < len(drawn) < 9 * 40  # three lists, drawn at most three times: never the 300 people
        assert max(drawn) < 40


async def test_the_panes_are_laid_out_once(app: CrmApp, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[Region] = []
    measure = DrawnLines._measure

    def noted(lines: DrawnLines) -> None:
        sizes.append(lines.region)
        measure(lines)

    monkeypatch.setattr(DrawnLines, "_measure", noted)
    monkeypatch.setattr(MainScreen, "first_painted", lambda *_: None)
    async with app.run_test(size=(120, 40)):
        assert len(sizes) == len(set(sizes)) == 3


def test_today_is_told_without_a_screen(book_file: Path, tmp_path: Path) -> None:
    argv = ["-X", "importtime", "-m", "crm", "today", "--file", str(book_file), "--today", TODAY.isoformat()]
    environ = {"CRM_STATE_DIR": str(tmp_path / "state"), "CRM_CONFIG": str(tmp_path / "none.toml")}
    done = subprocess.run([sys.executable, *argv], env=environ, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "crm.insight.reviewing.morning" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in ("textual", "rich", "tinydb")}
