"""More than one program on one file: what another wrote is found, joined and never overwritten unseen."""

import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB

from crm.storage import backups
from crm.storage.blocks import Block
from crm.storage.change import Change, SaveFailed, Status
from crm.storage.store import Store, utc_now
from crm.storage.system import System
from tests.storage.books import opened, person, plain, set_document, write_plainly


@pytest.fixture
def shared(path: Path) -> Path:
    write_plainly(path, {"contacts": {1: person("Ada"), 2: person("Bo")}})
    return path


def word(store: Store) -> str:
    return store.status.word


def edit_plainly(path: Path, number: int, **fields: Any) -> None:
    with TinyDB(path) as db:
        db.table("contacts").update(fields, doc_ids=[number])


def test_another_programs_change_is_handed_over_once(shared: Path) -> None:
    with opened(shared) as store:
        assert store.poll() == ()
        edit_plainly(shared, 1, org="Lumen")
        with TinyDB(shared) as db:
            db.table("contacts").remove(doc_ids=[2])
            db.table("contacts").insert(person("Cy"))
        assert store.poll() == (
            Change("contacts", 1, person("Ada"), person("Ada", org="Lumen")),
            Change("contacts", 2, person("Bo"), person("Cy")),  # TinyDB gave the number again
        )
        assert store.documents("contacts") == plain(shared)["contacts"]
        assert store.poll() == ()
        assert store.status == Status("saved")


def test_both_edits_of_one_document_stand(shared: Path) -> None:
    with opened(shared) as store:
        edit_plainly(shared, 1, org="Lumen")
        store.commit("edit", [Change("contacts", 1, person("Ada"), person("Ada", title="CTO"))]).wait(20)
        joined = person("Ada", title="CTO", org="Lumen")
        assert plain(shared)["contacts"][1] == joined
        assert store.poll() == (Change("contacts", 1, person("Ada", title="CTO"), joined),)
        assert store.documents("conflicts") == {}


def test_one_field_edited_twice_keeps_ours_and_notes_theirs_in_the_file(shared: Path) -> None:
    with opened(shared) as store:
        edit_plainly(shared, 1, name="Ada Theirs")
        store.commit("edit", [Change("contacts", 1, person("Ada"), person("Ada Ours"))]).wait(20)
        book = plain(shared)
        assert book["contacts"][1] == person("Ada Ours")
        (conflict,) = book["conflicts"].values()
        assert {**conflict, "created": ""} == {
            "table": "contacts", "id": 1, "field": "name",
            "base": "Ada", "ours": "Ada Ours", "theirs": "Ada Theirs", "created": "",
        }  # fmt: skip
        assert [change.table for change in store.poll()] == ["conflicts"]


def test_a_change_made_on_an_old_view_is_joined_with_what_the_store_knows(shared: Path) -> None:
    with opened(shared) as store:
        set_document(store, "contacts", 1, person("Ada", org="Lumen"))
        store.commit("edit", [Change("contacts", 1, person("Ada"), person("Ada", title="CTO"))]).wait(20)
        assert store.document("contacts", 1) == person("Ada", org="Lumen", title="CTO")
        assert [change.after for change in store.poll()] == [person("Ada", org="Lumen", title="CTO")]


def test_an_edit_here_outlives_a_removal_there(shared: Path) -> None:
    with opened(shared) as store:
        with TinyDB(shared) as db:
            db.table("contacts").remove(doc_ids=[1])
        set_document(store, "contacts", 1, person("Ada", org="Lumen"))
        assert plain(shared)["contacts"][1] == person("Ada", org="Lumen")
        assert [c["field"] for c in plain(shared)["conflicts"].values()] == ["gone"]


def test_two_stores_that_write_at_the_same_time_lose_nothing(path: Path) -> None:
    each = 30

    def work(mark: int) -> None:
        with opened(path, rng=None, now=utc_now) as store:
            for n in range(each):
                store.commit("add", [Change("notes", store.new_id("notes"), None, note(mark, n))]).wait(20)
                before = store.document("contacts", 1)
                after = {**(before or person()), f"from{mark}": n}
                store.commit("count", [Change("contacts", 1, before, after)]).wait(20)
                store.poll()

    threads = [threading.Thread(target=work, args=(mark,)) for mark in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    book = plain(path)
    assert sorted(found["text"] for found in book["notes"].values()) == sorted(
        note(mark, n)["text"] for mark in (1, 2) for n in range(each)
    )
    assert book["contacts"] == {1: person(from1=each - 1, from2=each - 1)}
    assert "conflicts" not in book


def note(mark: int, n: int) -> dict[str, Any]:
    return {"contact": 1, "on": "2026-11-24", "text": f"{mark}-{n}"}


def test_a_file_that_disappears_is_written_back(shared: Path) -> None:
    with opened(shared) as store:
        before = plain(shared)
        shared.unlink()
        assert store.poll() == ()
        assert not shared.exists()
        assert store.poll() == ()
        store.flush(20)
        assert plain(shared) == before
        assert store.status == Status("saved")


def test_a_folder_that_goes_away_with_its_book_is_not_made_again(shared: Path) -> None:
    store = opened(shared)
    away = shared.parent.with_name("unplugged")
    shared.parent.rename(away)
    for org in ("Lumen", "Umbra"):
        with pytest.raises(SaveFailed, match="the folder is gone"):
            set_document(store, "contacts", 1, person("Ada", org=org))
        assert not shared.parent.exists()
    away.rename(shared.parent)
    store.close()
    assert plain(shared)["contacts"][1] == person("Ada", org="Umbra")


def test_a_file_that_disappears_before_a_save_is_written_whole(shared: Path) -> None:
    with opened(shared) as store:
        shared.unlink()
        set_document(store, "contacts", 3, person("Cy"))
    assert set(plain(shared)["contacts"]) == {1, 2, 3}


@pytest.mark.parametrize("text", ["", '{"contacts": {"1": {"na', '{"about": {"1": {"schema": 2}}}'])
def test_a_file_that_another_program_damages_is_left_alone(shared: Path, text: str, tmp_path: Path) -> None:
    store = opened(shared)
    before = store.documents("contacts")
    shared.write_text(text)
    store.poll()
    assert store.status == Status("saved")  # a sync tool may be half way
    store.poll()
    assert word(store) == "unreadable"
    (kept,) = backups.kept(store.path)
    assert plain(kept.path)["contacts"] == before, "the only whole copy is not in memory alone"
    with pytest.raises(SaveFailed):
        store.flush(20)
    with pytest.raises(SaveFailed):
        set_document(store, "contacts", 1, person("Ada", org="Lumen"))
    assert word(store) == "unsaved"
    assert shared.read_text() == text
    assert store.documents("contacts") == {**before, 1: person("Ada", org="Lumen")}
    store.save_copy(tmp_path / "copy.json")
    write_plainly(shared, {"contacts": {1: person("Ada"), 2: person("Bo", title="CTO")}})
    store.flush(20)
    store.close()
    assert plain(shared) == {"contacts": {1: person("Ada", org="Lumen"), 2: person("Bo", title="CTO")}}


def test_a_book_put_in_the_place_of_another_is_taken_as_it_is(shared: Path) -> None:
    with opened(shared) as store:
        other = shared.with_name("other.json")
        write_plainly(other, {"offers": {5: {"x": 1}}})
        other.replace(shared)
        assert {change.key for change in store.poll()} == {("contacts", 1), ("contacts", 2), ("offers", 5)}
        assert store.tables == ("offers",)


def test_problems_follow_what_another_program_writes(shared: Path) -> None:
    with opened(shared) as store:
        store.records("contacts")
        edit_plainly(shared, 1, name=7)
        store.poll()
        assert [problem.id for problem in store.problems] == [1]
        edit_plainly(shared, 1, name="Ada")
        store.poll()
        assert store.problems == ()


def test_what_was_saved_while_it_changed_again_is_saved_again(shared: Path) -> None:
    with opened(shared) as store:
        for n in range(50):
            before = store.document("contacts", 1)
            assert before is not None
            store.commit("count", [Change("contacts", 1, before, before | {"n": n})])
        store.flush(20)
        assert plain(shared)["contacts"][1]["n"] == 49


class MeanwhileEdited(System):
    """Another program edits the book while it is being copied into its next state."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_due = True

    def read_into(self, descriptor: int, buffer: memoryview, offset: int) -> int:
        if self.is_due:
            self.is_due = False
            edit_plainly(self.path, 2, org="Lumen")
        return super().read_into(descriptor, buffer, offset)


def test_an_edit_in_place_while_a_packed_book_is_saved_is_joined(path: Path) -> None:
    with opened(path) as store:
        set_document(store, "contacts", 1, person("Ada"))
        set_document(store, "contacts", 2, person("Bo"))
        set_document(store, "notes", 3, note(1, 1))
    system = MeanwhileEdited(path)
    with opened(path, system=system, packed=True) as store:
        set_document(store, "contacts", 1, person("Ada", title="CTO"))
    assert not system.is_due
    assert plain(path) == {
        "contacts": {1: person("Ada", title="CTO"), 2: person("Bo", org="Lumen")},
        "notes": {3: note(1, 1)},
    }


def test_a_packed_book_outlives_its_file(path: Path) -> None:
    with opened(path) as store:
        set_document(store, "contacts", 1, person("Ada"))
    with opened(path, packed=True) as store:
        path.unlink()
        set_document(store, "notes", 3, note(1, 1))
        assert store.records("contacts")[1].id == 1
    assert plain(path) == {"contacts": {1: person("Ada")}, "notes": {3: note(1, 1)}}


def test_only_a_big_book_is_packed(shared: Path) -> None:
    with opened(shared) as store:
        store.pack()
        assert isinstance(store._memory.tables.docs("contacts").held["1"], msgspec.Raw)
        store.pack(0)
        assert isinstance(store._memory.tables.docs("contacts").held["1"], Block)
