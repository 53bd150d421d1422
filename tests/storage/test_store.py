"""A book on its own: opened, changed, saved whole, and closed."""

import json
import random
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.contact import Contact
from crm.domain.record import Refusal
from crm.storage.change import Change, Invalid, ReadOnly, Status, Ticket, Unreadable
from crm.storage.numbers import Numbers, new_id
from crm.storage.store import Store
from crm.storage.system import System
from tests.storage.books import NOW, opened, person, plain, set_document, write_plainly


def test_a_new_book_is_not_on_the_disk_before_its_first_change(path: Path) -> None:
    with opened(path) as store:
        assert (store.tables, store.records("contacts"), store.status) == ((), {}, Status("saved"))
        assert not path.exists()
        set_document(store, "contacts", 7, person())
        assert plain(path) == {"contacts": {7: person()}}
        about = json.loads(path.read_bytes())["about"]["1"]
        assert (about["schema"], about["created"][:10], len(about["file"])) == (1, "2026-11-24", 36)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_book_in_a_folder_that_is_not_there_makes_it(path: Path) -> None:
    deep = path.parent / "a" / "b" / "people.json"
    with opened(deep) as store:
        set_document(store, "contacts", 7, person())
    assert plain(deep) == {"contacts": {7: person()}}


def test_a_commit_is_in_memory_at_once_and_in_the_file_with_its_ticket(path: Path) -> None:
    heard: list[Ticket] = []
    with opened(path) as store:
        ticket = store.commit("add Ada", [Change("contacts", 7, None, person())])
        assert store.document("contacts", 7) == person()
        ticket.add_done_callback(heard.append)
        ticket.wait(20)
        assert plain(path) == {"contacts": {7: person()}}
        assert (ticket.done, ticket.error, ticket.label, store.status) == (
            True,
            None,
            "add Ada",
            Status("saved"),
        )
        ticket.add_done_callback(heard.append)
        assert heard == [ticket, ticket]


def test_many_commits_share_few_saves_and_keep_their_order(path: Path) -> None:
    saves = set()
    with opened(path) as store:
        tickets = []
        for n in range(200):
            before = None if n == 0 else person(n=n - 1)
            tickets.append(store.commit("count", [Change("contacts", 7, before, person(n=n))]))
            tickets[-1].add_done_callback(lambda _: saves.add(path.stat().st_ino))
        tickets[-1].wait(20)
        assert all(ticket.done for ticket in tickets)
        assert plain(path) == {"contacts": {7: person(n=199)}}
    assert len(saves) < 100


def test_a_commit_of_several_documents_is_whole_or_not_at_all(path: Path) -> None:
    with opened(path) as store:
        changes = [Change("contacts", 1, None, person()), Change("contacts", 2, None, {"name": 3})]
        with pytest.raises(Invalid, match="contacts/2: name: expected text, found number"):
            store.commit("add", changes)
        assert store.documents("contacts") == {}
    assert not path.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change("contacts", 1, None, person(tags={"friend"})),
            "contacts/1: tags: JSON has no word for a set",
        ),
        (Change("contacts", 1, None, person(x=[1, float("nan")])), r"contacts/1: x\[1\]: nan is no number"),
        (Change("contacts", 1, None, person(x={"y": {1: 2}})), "x.y: the key 1 is not text"),
        (Change("contacts", 1, None, person(x=b"raw")), "x: JSON has no word for a bytes"),
        (Change("contacts", 1, None, person(emails="a@example.org")), "emails: expected list, found text"),
        (Change("contacts", 0, None, person()), "needs a table, and a number"),
        (Change("contacts", 2**53, None, person()), "needs a table, and a number"),
        (Change("", 1, None, person()), "needs a table, and a number"),
    ],
)
def test_what_does_not_belong_there_is_refused_by_name(path: Path, change: Change, said: str) -> None:
    with opened(path) as store, pytest.raises(Invalid, match=said):
        store.commit("add", [change])


def test_a_restored_document_may_be_as_it_was(path: Path) -> None:
    with opened(path) as store:
        store.commit("restore", [Change("contacts", 1, None, {"name": 3})], as_is=True).wait(20)
        store.records("contacts")
        assert [str(problem) for problem in store.problems] == [
            "contacts/1: name: expected text, found number"
        ]
        set_document(store, "contacts", 1, person())
        assert store.problems == ()


def test_tuples_are_written_as_lists_and_compare_as_such(path: Path) -> None:
    with opened(path) as store:
        store.commit("add", [Change("contacts", 1, None, person(tags=("friend",)))]).wait(20)
        assert store.document("contacts", 1) == person(tags=["friend"])
        store.commit("edit", [Change("contacts", 1, person(tags=("friend",)), person(tags=()))]).wait(20)
        assert store.documents("conflicts") == {}
        assert plain(path) == {"contacts": {1: person(tags=[])}}


def test_records_are_typed_and_odd_ones_are_listed_and_kept(path: Path) -> None:
    path.write_text('{"contacts": {"1": {"name": "Ada"}, "2": {"name": 7}, "x": {}, "3": "text"}, "v": 1}')
    with opened(path) as store:
        found = store.records("contacts")
        assert (found[1], list(found)) == (Contact(name="Ada", id=1), [1])
        assert [str(problem) for problem in store.problems] == [
            "contacts/2: name: expected text, found number",
            "contacts/3: expected object, found text",
            'contacts/x: expected a number of its own, found the key "x"',
        ]
        assert store.records("offers") == {}
        with pytest.raises(KeyError):
            store.records("nothing")
        set_document(store, "contacts", 1, person("Ada N."))
    for kept in ('"2":{"name": 7}', '"x":{}', '"3":"text"', '"v":1'):
        assert kept in path.read_text()


def test_a_symbolic_link_stays_one(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    for number in (1, 2):
        with opened(link) as store:
            set_document(store, "contacts", number, person())
    assert link.is_symlink()
    assert set(plain(path)["contacts"]) == {1, 2}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_permission_bits_are_kept(path: Path, mode: int) -> None:
    write_plainly(path, {"contacts": {1: person()}})
    path.chmod(mode)
    with opened(path) as store:
        set_document(store, "contacts", 2, person())
        path.unlink()
        set_document(store, "contacts", 3, person())
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.usefixtures("ordinary_user")
@pytest.mark.parametrize("part", ["file", "folder"])
def test_what_is_write_protected_is_opened_for_reading(path: Path, tmp_path: Path, part: str) -> None:
    write_plainly(path, {"contacts": {1: person()}})
    before = path.read_bytes()
    (path if part == "file" else path.parent).chmod(0o555)
    with opened(path) as store:
        assert store.status.word == "read_only"
        assert str(store.status).startswith(f"read only: the {part}")
        assert store.documents("contacts") == {1: person()}
        with pytest.raises(ReadOnly, match="write-protected"):
            store.commit("add", [Change("contacts", 2, None, person())])
        store.save_copy(tmp_path / "copy.json")
    path.parent.chmod(0o755)
    assert path.read_bytes() == before
    assert plain(tmp_path / "copy.json") == {"contacts": {1: person()}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"about": {"1": {"schema": 2}}, "contacts": {}}',
            "a newer crm has written it (schema 2; this one knows 1)",
        ),
        (
            '{"schema_version": 9999, "_default": {}}',
            "a newer crm has written it (schema 9999; this one knows 1)",
        ),
        ('{"about": {"1": {"schema": "x"}}}', "it does not say which schema it has"),
        ('{"about": {"1": 5}}', "it does not say which schema it has"),
    ],
)
def test_a_book_of_an_unknown_schema_is_not_written_to(path: Path, text: str, said: str) -> None:
    path.write_text(text)
    with opened(path) as store:
        assert store.status == Status("read_only", said)
        with pytest.raises(ReadOnly):
            store.commit("add", [Change("contacts", 2, None, person())])
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", "\0\0\0", '{"contacts": {"1": {"na', "[]", "\ufeff{}"])
def test_a_damaged_book_is_not_opened_and_not_touched(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"people\.json cannot be read: "):
        opened(path)
    assert path.read_text(encoding="utf-8") == text
    assert list(path.parent.iterdir()) == [path]


def test_a_half_written_file_of_a_killed_program_is_swept(path: Path) -> None:
    write_plainly(path, {"contacts": {1: person()}})
    (path.parent / ".people.json.tmp").write_text('{"contac')
    with opened(path) as store:
        assert list(path.parent.iterdir()) == [path]
        set_document(store, "contacts", 2, person())


def test_a_copy_is_the_book_as_it_is_in_memory_and_replaces_nothing(path: Path, tmp_path: Path) -> None:
    with opened(path) as store:
        store.commit("add", [Change("contacts", 1, None, person())])
        store.save_copy(tmp_path / "copy.json")
        assert plain(tmp_path / "copy.json") == {"contacts": {1: person()}}
        with pytest.raises(Refusal, match="already"):
            store.save_copy(tmp_path / "copy.json")


def test_a_closed_book_takes_no_changes(path: Path) -> None:
    store = opened(path)
    set_document(store, "contacts", 1, person())
    store.close()
    with pytest.raises(ReadOnly, match="closed"):
        store.commit("add", [Change("contacts", 2, None, person())])
    assert "crm-writer" not in [thread.name for thread in threading.enumerate()]


@given(st.integers(0, 2**40), st.integers())
def test_a_number_tells_its_millisecond_and_is_the_same_in_every_json_reader(now_ms: int, bits: int) -> None:
    assert new_id(now_ms, bits) >> 12 == now_ms
    assert new_id(now_ms, bits) < 2**53


@given(st.sets(st.integers(0, 4095), max_size=50), st.integers(0, 1000))
@settings(max_examples=20)
def test_no_number_is_given_twice_even_when_time_stands_still(offsets: set[int], seed: int) -> None:
    start = new_id(int(NOW.timestamp() * 1000), 0)
    taken = {start + offset for offset in offsets}
    numbers = Numbers(lambda: NOW, random.Random(seed))
    given_out = [numbers.next(taken.__contains__) for _ in range(500)]
    assert len({*given_out, *taken}) == 500 + len(taken)


def test_a_store_never_gives_a_number_that_its_table_has(path: Path) -> None:
    with Store.open(path, now=lambda: NOW, rng=random.Random(3)) as store:
        first = store.new_id("contacts")
        set_document(store, "contacts", first, person())
    with Store.open(path, now=lambda: NOW, rng=random.Random(3)) as store:
        assert store.new_id("contacts") == first + 1


def test_the_environment_moves_locks_and_backups(path: Path, state_folder: Path) -> None:
    with opened(path) as store:
        set_document(store, "contacts", 1, person())
    assert [file.suffix for file in (state_folder / "locks").iterdir()] == [".lock"]
    assert list(path.parent.iterdir()) == [path]


class StuckDisk(System):
    """Nothing gets on the disk until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def sync(self, descriptor: int) -> None:
        assert self.let_go.wait(30)
        super().sync(descriptor)


def test_nobody_waits_for_the_disk(path: Path) -> None:
    disk = StuckDisk()
    with opened(path, system=disk) as store:
        for number in range(1, 20):
            store.commit("add", [Change("contacts", number, None, person())])
            store.poll()
            assert store.document("contacts", number) == person()
        assert store.status.word == "saving"
        disk.let_go.set()
    assert len(plain(path)["contacts"]) == 19


class Counted(System):
    """Notes what was put in its place."""

    def __init__(self, written: list[str]) -> None:
        self.written = written

    def replace(self, source: str, target: str) -> None:
        super().replace(source, target)
        self.written.append(target)


def test_a_screen_shows_its_changes_before_they_are_saved_together(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.storage.store.BREATH", 600)
    written: list[str] = []
    with opened(path, staged=True, system=Counted(written)) as store:
        first = store.commit("add Ada", [Change("contacts", 7, None, person())])
        second = store.commit("add Ben", [Change("contacts", 8, None, person())])
        assert (first.done, second.done, written) == (False, False, [])
    assert (first.done, second.done, written) == (True, True, [str(path)])
    assert plain(path) == {"contacts": {7: person(), 8: person()}}


def test_a_program_that_writes_in_place_is_given_a_moment(path: Path) -> None:
    path.write_text('{"contacts": {"1": {"na')
    timer = threading.Timer(0.02, write_plainly, (path, {"contacts": {1: person()}}))
    timer.start()
    with opened(path) as store:
        assert store.documents("contacts") == {1: person()}
    timer.join()


def test_a_file_out_of_reach_says_why(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unreadable, match=r"people\.json cannot be read: it is a folder or a device"):
        opened(path)
    beneath_a_file = path.parent / "file" / "people.json"
    (path.parent / "file").touch()
    with pytest.raises(Unreadable, match=r"people\.json cannot be read: Not a directory"):
        opened(beneath_a_file)
