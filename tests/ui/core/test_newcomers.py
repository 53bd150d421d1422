"""New people arrive: imported, gone through card by card, and gone on with another time."""

from pathlib import Path

import pytest

from crm.ui.screens.confirm import Confirm
from crm.ui.screens.doubles.screen import DoublesScreen
from crm.ui.screens.exporting import ExportDialog
from crm.ui.screens.importing import ImportScreen
from crm.ui.screens.triage import TriageScreen
from crm.ui.widgets.path_input import PathInput
from tests.ui.core.conftest import Desk

CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{name[0]}@example.org\nEND:VCARD\n"
    for name in ("Dara", "Ewa", "Farid")
)


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))


async def test_after_an_import_one_goes_through_who_is_new(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text(CARDS, encoding="utf-8")
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("I")
        desk.app.screen.query_one(PathInput).value = str(tmp_path / "a.vcf")
        await pilot.press("enter")
        screen = desk.app.screen
        while isinstance(screen, ImportScreen) and screen.prepared is None:
            await pilot.pause(0.02)
        await pilot.press("enter")
        await pilot.pause()
        assert desk.shows(Confirm)
        assert "Go through the 3 new people now?" in desk.text
        await pilot.press("y")
        await pilot.pause()
        assert desk.shows(TriageScreen)
        await pilot.press("enter", "d", "escape")
        await pilot.pause()
        assert sum(one.is_archived for one in desk.session.book.contacts.values()) == 1
        await pilot.press("P")
        await pilot.pause()
        assert "· 3 of 3" in desk.text
        await pilot.press("enter", "escape")
        await pilot.pause()
        await pilot.press("P")
        await pilot.pause()
        assert not desk.shows(TriageScreen)
        assert desk.news[-1] == "Everybody who came by import has been looked at"


async def test_doubles_and_export_open_by_their_keys(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        for key, kind in (("D", DoublesScreen), ("O", ExportDialog)):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(desk.app.screen, kind)
            await pilot.press("escape")
            await pilot.pause()
