from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from crm.domain.contact import Labelled
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.importing import Prepared, prepare, take
from crm.session.session import Session
from crm.ui.screens import importing
from crm.ui.screens.importing import ImportScreen
from tests.ui.forms.host import NARROW, Host, press, shown

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Zainab [b]Noor[/b]
EMAIL:zainab@example.org
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Amara Okafor
EMAIL:amara@example.org
TEL:+44 20 7946 0000
BDAY:31 Febtober
END:VCARD
"""


async def look_into(pilot: Pilot[None], path: Path) -> None:
    await press(pilot, str(path), "<enter>")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_file_is_shown_before_it_is_taken_in_as_one_step(
    session: Session, amara: int, tmp_path: Path
) -> None:
    session.do(actions.EditContact(contact=amara, emails=(Labelled("amara@example.org"),)))
    (tmp_path / "people.txt").write_text(CARDS, encoding="utf-8")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await look_into(pilot, tmp_path / "people.txt")
        text = shown(app)
        assert "1 new" in text
        assert "1 gaining something" in text
        assert "Zainab [b]Noor[/b]" in text
        assert "⏎ import " in text
        assert "look into it" not in text
        assert len(session.book.contacts) == 1
        await press(pilot, "<enter>")
    assert sorted(one.name for one in session.book.contacts.values()) == [
        "Amara Okafor",
        "Zainab [b]Noor[/b]",
    ]
    assert session.book.contact(amara).phones
    session.undo()
    assert list(session.book.contacts) == [amara]
    assert not session.book.contact(amara).phones


async def test_what_is_no_address_book_is_refused_and_the_path_stays(
    session: Session, tmp_path: Path
) -> None:
    (tmp_path / "poem.txt").write_text("Roses are red\nand so on\n", encoding="utf-8")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await look_into(pilot, tmp_path / "poem.txt")
        assert "no header row is recognised" in shown(app)
        await look_into(pilot, Path("x"))
        assert "there is no such file" in shown(app)
    assert not session.book.contacts


async def test_leaving_after_the_report_leaves_the_book_as_it_was(session: Session, tmp_path: Path) -> None:
    (tmp_path / "people.vcf").write_text(CARDS, encoding="utf-8")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await look_into(pilot, tmp_path / "people.vcf")
        assert "2 new" in shown(app)
        await press(pilot, "<escape>")
    assert app.results == [None]
    assert not session.book.contacts
    assert session.can_undo is None


async def test_a_table_that_goes_before_its_columns_are_asked_for_is_named(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("Wer,Erreichbar unter\nAda Novak,ada@example.org\n", encoding="utf-8")

    def gone_behind_it(*given: Any) -> Prepared:
        try:
            return prepare(*given)
        finally:
            table.unlink()

    monkeypatch.setattr(importing, "prepare", gone_behind_it)
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await look_into(pilot, table)
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        assert "own.csv cannot be read any more" in shown(app)


async def test_a_screen_opened_over_a_big_import_does_not_hold_it_up(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken in is told once one is back; meanwhile nothing else can be asked about the file."""
    go_on = Event()

    def take_slowly(session: Session, prepared: Prepared) -> Outcome:
        go_on.wait(20)
        return take(session, prepared)

    monkeypatch.setattr(importing, "AT_ONCE", 0)
    monkeypatch.setattr(importing, "take", take_slowly)
    (tmp_path / "people.csv").write_text("Name,Email\nAda Novak,ada@example.org\n", encoding="utf-8")
    app = Host(lambda: ImportScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await look_into(pilot, tmp_path / "people.csv")
        await press(pilot, "<enter>", "<ctrl+o>")
        assert isinstance(app.screen, ImportScreen), "its columns are not asked for any more"
        await press(pilot, "<ctrl+p>")
        assert isinstance(app.screen, CommandPalette)
        go_on.set()
        await app.workers.wait_for_complete(
            [one for one in app.workers if isinstance(one.node, ImportScreen)]
        )
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette), "what is open stays open"
        await press(pilot, "<escape>")
        await pilot.pause()
        assert [one.what for one in app.results] == ["imported 1 new from people.csv"]
        assert [one.name for one in session.book.contacts.values()] == ["Ada Novak"]
