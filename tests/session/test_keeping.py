"""Looking after the book through a session: each repair, decision and restoration is a step that can be undone."""

import json
import shutil
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from crm.domain.record import Refusal
from crm.session import actions, keeping, repairing
from crm.session.session import Session
from crm.storage import backups
from crm.storage.examine import examine
from crm.storage.fileio import real
from crm.storage.settling import How

TODAY = date(2026, 11, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.json"


def opened(path: Path) -> Session:
    return Session.open(path, today=TODAY)


def write(path: Path, **tables: dict[str, Any]) -> None:
    path.write_text(json.dumps({"about": {"1": {"schema": 1, "file": "x"}}, **tables}))


def read(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return found


def conflict(field: str, ours: Any, theirs: Any, **more: Any) -> dict[str, Any]:
    told = {"table": "contacts", "id": 1, "field": field, "base": "", "ours": ours, "theirs": theirs}
    return told | {"created": "2026-11-24T09:00:00Z"} | more


@pytest.mark.parametrize(("how", "org"), [("mine", "Kelp"), ("theirs", "Lumen"), ("both", "Kelp / Lumen")])
def test_a_decision_is_one_step_and_can_be_undone(path: Path, how: How, org: str) -> None:
    write(
        path,
        contacts={"1": {"name": "Ada", "org": "Kelp"}},
        conflicts={"5": conflict("org", "Kelp", "Lumen")},
    )
    before = read(path)
    session = opened(path)
    (one,) = keeping.disputes(session)
    keeping.decide(session, one, how)
    assert session.book.contact(1).org == org
    assert keeping.disputes(session) == ()
    session.store.flush()
    assert read(path)["contacts"]["1"] == {"name": "Ada", "org": org}
    assert "conflicts" not in read(path) or read(path)["conflicts"] == {}
    session.undo()
    session.close()
    assert read(path)["contacts"] == before["contacts"]
    assert read(path)["conflicts"] == before["conflicts"]


def test_a_decision_that_does_not_fit_is_refused_and_nothing_changes(path: Path) -> None:
    write(path, contacts={"1": {"name": "Ada"}}, conflicts={"5": conflict("name", "Ada", 7)})
    session = opened(path)
    (one,) = keeping.disputes(session)
    with pytest.raises(Refusal, match="expected text"):
        keeping.decide(session, one, "theirs")
    assert keeping.disputes(session) == (one,)
    keeping.decide(session, one, "mine")
    assert keeping.disputes(session) == ()
    session.close()


def test_a_clash_in_a_place_without_a_record_can_only_be_closed(path: Path) -> None:
    write(path, conflicts={"5": conflict("", 1, 2, table="", id="version")})
    session = opened(path)
    (one,) = keeping.disputes(session)
    with pytest.raises(Refusal, match="by hand"):
        keeping.decide(session, one, "theirs")
    keeping.decide(session, one, "mine")
    assert keeping.disputes(session) == ()
    session.close()


def test_a_record_that_cannot_be_read_is_repaired_and_is_in_the_book(path: Path) -> None:
    write(
        path, contacts={"1": {"name": "Ada", "emails": [{"value": 7}], "of its own": 1}, "2": {"name": "Ben"}}
    )
    session = opened(path)
    (one,) = repairing.troubles(session)
    assert (one.place, one.name, one.reason) == (
        "contacts/1",
        "Ada",
        "emails[0].value: expected text, found number",
    )
    assert 1 not in session.book.contacts
    repairing.repair(session, one, one.raw.replace('"value": 7', '"value": "ada@example.org"'))
    assert session.book.contact(1).emails[0].value == "ada@example.org"
    assert repairing.troubles(session) == ()
    session.store.flush()
    assert read(path)["contacts"]["1"]["of its own"] == 1
    session.undo()
    assert repairing.troubles(session) == (one,)
    session.close()
    assert read(path)["contacts"]["1"]["emails"] == [{"value": 7}]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"name": "Ada",}', "line 1, column 1"),
        ('{"name": 7}', "contacts/1: name: expected text, found number"),
        ('["Ada"]', "a record is an object"),
        ('{"name": "A", "name": "B"}', "stands in it twice"),
        ('{"name": "Ada", "n": NaN}', "NaN is no number"),
        ('{"name": "\\ud800"}', ""),
    ],
)
def test_a_repair_that_does_not_fit_is_refused(path: Path, text: str, why: str) -> None:
    write(path, contacts={"1": {"name": 7}})
    session = opened(path)
    (one,) = repairing.troubles(session)
    if why:
        with pytest.raises(Refusal, match=why):
            repairing.repair(session, one, text)
        assert repairing.troubles(session) == (one,)
    else:
        repairing.repair(session, one, text)
    session.close()


def test_an_entry_that_tinydb_cannot_show_gets_a_number_of_its_own(path: Path) -> None:
    twice = '{"contacts": {"1": {"name": "Ada"}, "1": {"name": "Ben"}, "01": {"name": "Chen"}, "2": {"name": "Dara"}}}'
    path.write_text(twice)
    session = opened(path)
    assert {one.name for one in session.book.contacts.values()} == {"Ben", "Dara"}
    hidden, odd = repairing.troubles(session)
    assert (hidden.place, hidden.name, odd.place, odd.name) == ("contacts/1", "Ada", "contacts/01", "Chen")
    repairing.repair(session, hidden, hidden.raw)
    assert [one.name for one in repairing.troubles(session)] == ["Chen"]
    with pytest.raises(Refusal, match="expected text"):
        repairing.repair(session, odd, '{"name": 7}')
    repairing.repair(session, odd, odd.raw)
    assert repairing.troubles(session) == ()
    assert session.store.problems == ()
    assert {one.name for one in session.book.contacts.values()} == {"Ada", "Ben", "Chen", "Dara"}
    session.undo()
    assert {one.name for one in session.book.contacts.values()} == {"Ada", "Ben", "Dara"}
    session.redo()
    session.close()
    assert {one["name"] for one in read(path)["contacts"].values()} == {"Ada", "Ben", "Chen", "Dara"}
    assert examine(path).faults == ()
    assert any(one.path.read_text() == twice for one in backups.kept(real(path)))


def test_a_repair_waits_for_what_is_taken_in_beside_it(path: Path) -> None:
    path.write_text('{"contacts": {"01": {"name": "Chen"}}}')
    session = opened(path)
    (odd,) = repairing.troubles(session)
    repaired = Thread(target=repairing.repair, args=(session, odd, odd.raw))
    with session._changing:  # as an import that is taken in beside the screen
        repaired.start()
        repaired.join(0.2)
        assert repaired.is_alive()
        assert not session.book.contacts
    repaired.join(20)
    assert [one.name for one in session.book.contacts.values()] == ["Chen"]
    session.close()


def test_a_reference_that_leads_nowhere_needs_repair_too(path: Path) -> None:
    write(path, contacts={"1": {"name": "Ada"}}, notes={"5": {"contact": 9, "on": "2026-11-24", "text": "x"}})
    session = opened(path)
    (one,) = repairing.troubles(session)
    assert (one.place, one.reason) == ("notes/5", "contact: there is no contact 9")
    repairing.repair(session, one, one.raw.replace("9,", "1,"))
    assert repairing.troubles(session) == ()
    session.close()


def test_going_back_to_a_backup_is_a_step_and_can_be_undone(path: Path) -> None:
    write(path, contacts={"1": {"name": "Ada"}, "2": {"name": 7}})
    session = opened(path)
    session.do(actions.EditContact(contact=1, org="Lumen"))
    session.do(actions.AddContact(name="Chen"))
    session.store.flush()
    (backup,) = keeping.earlier(session)
    keeping.restore(session, backup)
    assert {one.name for one in session.book.contacts.values()} == {"Ada"}
    session.store.flush()
    assert read(path)["contacts"] == {"1": {"name": "Ada"}, "2": {"name": 7}}
    with pytest.raises(Refusal, match="just as it was"):
        keeping.restore(session, backup)
    session.undo()
    assert {one.name for one in session.book.contacts.values()} == {"Ada", "Chen"}
    assert session.book.contact(1).org == "Lumen"
    session.close()


def test_a_copy_beside_the_book_is_joined_and_moved_to_the_backups(path: Path) -> None:
    with_ada = opened(path)
    ada = with_ada.do(actions.AddContact(name="Ada")).id
    with_ada.do(actions.AddContact(name="Ben"))
    with_ada.close()
    assert ada is not None
    copy = path.with_name("people.sync-conflict-20261124-091500-K7QX2AB.json")
    shutil.copy(path, copy)
    for file, org, title in ((path, "Kelp", ""), (copy, "Lumen", "Founder")):
        other = opened(file)
        other.do(actions.EditContact(contact=ada, org=org, title=title))
        other.close()
    session = opened(path)
    (found,) = keeping.copies_beside(session)
    assert keeping.what_it_brings(found.joining) == "1 record, 1 to decide"
    keeping.take_in(session, found)
    assert (session.book.contact(ada).org, session.book.contact(ada).title) == ("Kelp", "Founder")
    aside = keeping.put_away(session, found)
    assert not copy.exists()
    assert Path(aside).parent == backups.folder_for(real(path)) / "joined"
    assert read(Path(aside))["contacts"][str(ada)]["org"] == "Lumen"
    assert len(read(path)["conflicts"]) == 1
    session.undo()
    assert session.book.contact(ada).title == ""
    assert keeping.disputes(session) == ()
    session.close()


def test_what_another_program_changed_is_told_in_words(path: Path) -> None:
    write(path, contacts={"1": {"name": "Ada"}})
    session = opened(path)
    write(path, contacts={"1": {"name": "Ada N."}, "2": {"name": "Ben"}})
    outcome = session.take_in(session.look())
    assert outcome is not None
    assert outcome.what == "2 contacts changed by another program"
    session.undo()
    assert [one.name for one in session.book.contacts.values()] == ["Ada"]
    session.close()
