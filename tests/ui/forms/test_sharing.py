"""Tables of one's own, long imports, and exports, as a person meets them on the screen."""

import json
import os
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from crm.domain.contact import Labelled
from crm.exchange.progress import Tell
from crm.session import actions
from crm.session.importing import prepare, take
from crm.session.session import Session
from crm.ui.screens import importing
from crm.ui.screens.columns import ColumnsScreen
from crm.ui.screens.exporting import ExportDialog
from crm.ui.screens.importing import ImportScreen
from crm.ui.widgets.path_input import PathInput
from tests.exchange.test_mapping import OWN
from tests.ui.forms.host import NARROW, Host, press, shown

ROOT = Path(__file__).parents[3]
NASTY = Path(os.environ.get("CRM_SHARED_DATA") or ROOT.parent / "shared" / "data") / "nasty"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


async def named(pilot: Pilot[None], path: Path, *keys: str) -> None:
    """Name a file, as if it had been dropped on the terminal."""
    pilot.app.screen.query_one(PathInput).value = str(path)
    await pilot.pause()
    await press(pilot, *keys)


async def read(pilot: Pilot[None]) -> None:
    """Wait until a file has been read."""
    for _ in range(100):
        await pilot.pause(0.02)
        screen = pilot.app.screen_stack[-1]
        if not (isinstance(screen, ImportScreen) and screen._reading is not None):
            break
    await pilot.pause()


async def test_the_columns_of_a_table_are_asked_for_and_remembered(session: Session, own: Path) -> None:
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, own, "<enter>")
        await read(pilot)
        text = shown(app)
        assert "What do the columns of list.csv hold?" in text
        assert "‹ whole name ›" in text
        assert "Zoë Ng · Amara Okafor" in text
        await press(pilot, "<down>", "<down>", "<down>", "o")
        assert "Zoë Ng  Kelp" in shown(app)
        await press(pilot, "<enter>")
        await read(pilot)
        assert "3 new" in shown(app)
        assert not session.book.contacts
        await press(pilot, "<enter>")
    assert {one.org for one in session.book.contacts.values()} == {"Kelp", "Lumen", "Fjord Labs"}
    assert prepare(session, own).plan.counts.same == 3


async def test_known_columns_can_be_said_anew(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name,Company,Position\nAda,Engineer,Kelp\n", encoding="utf-8")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, tmp_path / "a.csv", "<ctrl+o>")
        await press(pilot, "<down>", "t", "<down>", "o", "<enter>")
        await read(pilot)
        await press(pilot, "<enter>")
    (ada,) = session.book.contacts.values()
    assert (ada.org, ada.title) == ("Kelp", "Engineer")


FRENCH = """Nom complet;Courriel;Rencontré à;Société;Ville;Score
Zoë Ng;zoe@example.org;le marché de Lyon;Kelp;Lyon;7
Chen Wei;chen@example.org;un concert;Fjord Labs;Paris;3
"""


@pytest.mark.parametrize("columns", [(), ("<ctrl+o>", "<enter>")])
async def test_a_table_is_taken_in_as_its_columns_are_shown_whether_they_were_looked_at_or_not(
    session: Session, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    (tmp_path / "list.csv").write_text(FRENCH, encoding="utf-8")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, tmp_path / "list.csv", "<enter>")
        await read(pilot)
        told = "by their headings: Rencontré à as how you met, Ville as city; ctrl+o changes it"
        assert told in " ".join(shown(app).replace("│", " ").split())
        await press(pilot, *columns)
        await read(pilot)
        assert ("by their headings" in shown(app)) is not bool(columns)
        await press(pilot, "<enter>")
    zoe = next(one for one in session.book.contacts.values() if one.name == "Zoë Ng")
    assert (zoe.how_met, zoe.addresses, zoe.org) == ("le marché de Lyon", ("Lyon",), "Kelp")
    assert [line for line in zoe.extra if line.startswith("X-COLUMN")] == ["X-COLUMN;X-NAME=Score:7"]


async def test_columns_are_named_where_there_are_some(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("First Name,Last Name,E-mail 1 - Value\nAda,Novak,ada@example.org\n")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        assert "columns" not in shown(app)
        await named(pilot, tmp_path / "a.csv", "<enter>")
        await read(pilot)
        assert "ctrl+o columns" in shown(app)
        await press(pilot, "x")
        assert "ctrl+o columns" not in shown(app)


async def test_columns_that_make_nobody_are_refused(session: Session, own: Path) -> None:
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, own, "<enter>")
        await read(pilot)
        await press(pilot, "x", "<down>", "x", "<down>", "x", "<enter>")
        assert "nobody would come of it" in shown(app)
        await press(pilot, "<escape>")
        assert "no header row is recognised" in shown(app)


async def test_a_long_import_can_be_stopped(
    session: Session, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, go_on = threading.Event(), threading.Event()

    def slow(_session: Session, _path: Path, _columns: object, tell: Tell) -> None:
        tell(0.5)
        half.set()
        go_on.wait(5)
        tell(0.9)
        raise AssertionError("it went on")

    monkeypatch.setattr(importing, "prepare", slow)
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, own, "<enter>")
        while not half.is_set():
            await pilot.pause(0.02)
        assert "50%" in shown(app)
        assert "Esc stops" in shown(app)
        await press(pilot, "<escape>")
        go_on.set()
        await pilot.app.workers.wait_for_complete()
        assert "nothing has changed" in shown(app)
        await press(pilot, "<escape>")
    assert app.results == [None]
    assert not session.book.contacts


async def test_what_the_book_says_otherwise_is_shown_before_anything_is_written(
    session: Session, amara: int, tmp_path: Path
) -> None:
    session.do(actions.EditContact(contact=amara, emails=(Labelled("amara@example.org"),)))
    (tmp_path / "a.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Amara Okafor\nEMAIL:amara@example.org\nORG:Kestrel\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Amara Okafor\nTITLE:Smith\nEND:VCARD\n",
        encoding="utf-8",
    )
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, tmp_path / "a.vcf", "<enter>")
        await read(pilot)
        text = " ".join(shown(app).replace("│", " ").split())
    assert "org stays 'Lumen'; the file has 'Kestrel'" in text
    assert "Perhaps the same person twice" in text
    assert session.book.contact(amara).org == "Lumen"


async def test_the_book_goes_out_by_two_keys(session: Session, amara: int, tmp_path: Path) -> None:
    app = Host(lambda: ExportDialog(session))
    async with app.run_test(size=NARROW) as pilot:
        assert "crm-2026-11-24-book.json" in shown(app)
        await press(pilot, "p")
        assert "crm-2026-11-24-people.vcf" in shown(app)
        await press(pilot, "<enter>", "<enter>")
    assert app.results[0].what.startswith("exported 1 person to ")
    assert "FN:Amara Okafor" in (tmp_path / "crm-2026-11-24-people.vcf").read_text()


async def test_a_file_that_is_there_is_asked_about(session: Session, amara: int, tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("mine")
    app = Host(lambda: ExportDialog(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "t", "<enter>")
        await named(pilot, there, "<enter>")
        assert "there is a file there.csv already" in shown(app)
        assert there.read_text() == "mine"
        await press(pilot, "<enter>")
    assert "Amara Okafor" in there.read_text()


async def test_what_cannot_be_written_is_said(session: Session, amara: int, tmp_path: Path) -> None:
    app = Host(lambda: ExportDialog(session))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<enter>")
        await named(pilot, tmp_path / "no" / "such" / "a.json", "<enter>")
        assert "could not be written there" in shown(app)
        await named(pilot, session.path, "<enter>", "<enter>")
        assert "is the book itself" in shown(app)


@pytest.mark.skipif(not NASTY.is_dir(), reason="the shared test data is not here")
async def test_every_nasty_file_ends_in_a_report_or_a_clear_line(session: Session) -> None:
    cases = json.loads((NASTY / "expectations.json").read_text(encoding="utf-8"))["cases"]
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        for case in cases:
            await named(pilot, NASTY / case["file"], "<enter>")
            await read(pilot)
            screen = pilot.app.screen
            if isinstance(screen, ColumnsScreen):
                await press(pilot, "<escape>")
                continue
            assert isinstance(screen, ImportScreen)
            told = str(screen.query_one("#message", Static).render())
            assert "Traceback" not in told
            if screen.prepared is None:
                assert case["outcome"] != "import", case["file"]
                assert case["file"] in told
            else:
                assert "⏎ takes" in told or "nothing new" in told
                before = len(session.book.contacts)
                take(session, screen.prepared)
                assert len(session.book.contacts) == before + screen.prepared.plan.counts.added
            assert "\x1b" not in shown(app)


async def test_many_people_are_taken_in_beside_the_screen(
    session: Session, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await named(pilot, own, "<enter>")
        await read(pilot)
        await press(pilot, "<enter>")
        await read(pilot)
        await press(pilot, "<enter>", "<enter>")
        while not app.results:
            await pilot.pause(0.02)
    assert len(app.results[0].answer["added"]) == 3
    session.undo()
    assert not session.book.contacts
