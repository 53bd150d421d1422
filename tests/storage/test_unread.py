"""A book that is opened in stages holds what it holds when it is read at once, whatever its file looks like."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.book import TABLES
from crm.storage.change import Unreadable
from crm.storage.migrate import ABOUT
from crm.storage.split import split
from crm.storage.unread import unread
from tests.storage.books import opened, person, set_document

NAMES = (ABOUT, *TABLES)

OFFER = {"kind": "connection", "made_on": "2026-03-01", "a": {"contact": 1}, "b": {"contact": 2}}
BOOK: dict[str, dict[str, Any]] = {
    "about": {"1": {"schema": 1, "file": "0e0f1a52"}},
    "contacts": {"1": person(), "2": person("Ben Ortíz"), "30": person("Chen Wei", notes="})\n},")},
    "offers": {"7": OFFER, "8": OFFER | {"kind": "favor"}},
    "reflections": {"9": {"offer": 7, "side": "a", "started_on": "2026-03-02"}},
    "notes": {"4": {"contact": 1, "text": "plays the cello", "on": "2026-01-01"}},
}


def laid_out(book: dict[str, dict[str, Any]]) -> bytes:
    """A file of this book in the program's own layout."""
    return b"".join(split(json.dumps(book).encode()).parts())


def seen(path: Path, *, staged: bool) -> object:
    """All that a store shows of a book, or why it cannot be read. Records are read in the order of the file."""
    try:
        with opened(path, staged=staged) as store:
            records = {table: store.records(table) for table in TABLES}
            store.tell_apart()
            documents = {table: store.documents(table) for table in store.tables}
            return records, set(store.problems), store.odd, documents, store.image()
    except Unreadable as fault:
        return str(fault)


LINES = laid_out(BOOK).splitlines(keepends=True)


def changed(old: str, new: str) -> bytes:
    file = laid_out(BOOK)
    assert old.encode() in file
    return file.replace(old.encode(), new.encode(), 1)


FILES = {
    "as it is written": laid_out(BOOK),
    "without what comes after the offers": laid_out({name: BOOK[name] for name in NAMES[:3]}),
    "without offers": laid_out({name: BOOK[name] for name in ("about", "contacts", "notes")}),
    "in another order": laid_out({name: BOOK[name] for name in ("about", "offers", "contacts")}),
    "without about": laid_out({name: BOOK[name] for name in ("contacts", "offers", "reflections")}),
    "with a table of its own": laid_out(BOOK | {"shelf": {"1": {"x": 1}}}),
    "with an empty table": laid_out(BOOK | {"notes": {}}),
    "with a table of conflicts": laid_out(BOOK | {"conflicts": {"1": {"table": "contacts", "id": 1}}}),
    "as TinyDB writes it": json.dumps(BOOK).encode(),
    "indented": json.dumps(BOOK, indent=0, separators=(",", ":")).encode(),
    "with Windows line ends": laid_out(BOOK).replace(b"\n", b"\r\n"),
    "with a line twice": b"".join([*LINES[:5], LINES[5], *LINES[5:]]),
    "with a number twice": changed('"8":', '"7":'),
    "with a key that is no number": changed('"8":', '"x":'),
    "with a key that TinyDB reads otherwise": changed('"8":', '"08":'),
    "with number nought": changed('"8":', '"0":'),
    "with a negative number": changed('"8":', '"-8":'),
    "with a word that is none": changed('"favor"', '"bribe"'),
    "with NaN": changed('"2026-03-02"', "NaN"),
    "with half a letter": changed('"cello"'.strip('"'), "\\ud800"),
    "with a comma too many": changed('"side": "a",', '"side": "a",,'),
    "with a brace too few": changed('"kind": "favor"}'.replace("}", ""), '"kind": {"favor"'),
    "cut in the offers": laid_out(BOOK)[: laid_out(BOOK).index(b'"8":') + 20],
    "with more behind it": laid_out(BOOK) + b"{}\n",
    "of another schema": changed('"schema": 1', '"schema": 9'),
    "with a table inside a person": changed(
        '"name": "Chen Wei"', '"name": "Chen Wei", "extra": {\n"x":{\n"y":1}\n},\n"offers":{\n"z":{}\n}'
    ),
    "with two tables inside a person": changed(
        '"name": "Chen Wei"', '"x": {\n"y":1\n},\n"offers":{\n"5":{"kind":"favor"}\n},\n"name": "Chen Wei"'
    ),
}


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_a_staged_book_holds_what_one_read_at_once_does(path: Path, file: bytes) -> None:
    path.write_bytes(file)
    assert seen(path, staged=True) == seen(path, staged=False)


@given(at=st.integers(0, len(laid_out(BOOK)) - 1), flip=st.sampled_from([1, 2, 4, 8, 16, 32, 64, 128]))
def test_a_changed_byte_makes_no_difference_between_the_two(
    tmp_path_factory: pytest.TempPathFactory, at: int, flip: int
) -> None:
    path = tmp_path_factory.mktemp("flip") / "people.json"
    file = laid_out(BOOK)
    path.write_bytes(file[:at] + bytes([file[at] ^ flip]) + file[at + 1 :])
    assert seen(path, staged=True) == seen(path, staged=False)


def test_reading_records_tells_no_documents_apart() -> None:
    tables = unread(laid_out(BOOK), NAMES, "people.json")
    assert tables.get("contacts", 2) is not None
    assert tables.unread("contacts") is None
    assert tables.unread("offers") is not None
    assert tables.unread("nobody's") is None


def test_a_change_before_the_rest_is_told_apart_keeps_the_rest(path: Path) -> None:
    path.write_bytes(laid_out(BOOK))
    with opened(path, staged=True) as store:
        for table in TABLES:
            store.records(table)
        set_document(store, "notes", 4, {"contact": 1, "text": "plays the viola", "on": "2026-01-01"})
    found = json.loads(path.read_bytes())
    assert found["notes"]["4"]["text"] == "plays the viola"
    del found["notes"], found["about"]
    assert found == {name: BOOK[name] for name in ("contacts", "offers", "reflections")}


def test_what_is_damaged_further_down_says_where_and_in_which_file(path: Path) -> None:
    path.write_bytes(FILES["with a comma too many"])
    with opened(path, staged=True) as store:
        assert len(store.records("contacts")) == 3
        with pytest.raises(Unreadable, match=r"people\.json cannot be read: line 15, column 30"):
            store.records("reflections")
        with pytest.raises(Unreadable):
            store.tell_apart()
