"""The layout of the file, and that a save touches nothing but what changed."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.storage.blocks import SIZE, Place
from crm.storage.records import Tables, are_numbers, decode, encode, number_of
from crm.storage.split import split

texts = st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
documents = st.dictionaries(texts, values, max_size=4)
numbers = st.integers(1, 40)
books = st.dictionaries(
    st.text(max_size=6), st.dictionaries(numbers.map(str), documents, max_size=12), max_size=4
)


def written(tables: Tables) -> bytes:
    return b"".join(tables.parts())


def test_each_document_is_a_line_and_tables_keep_their_order() -> None:
    tables = Tables.new(("about", "contacts", "offers"))
    tables.put("offers", 2, encode({"kind": "favor"}))
    tables.put("about", 1, encode({"schema": 1}))
    tables.put("extra", 7, encode({"é": "\ud800"}))
    assert written(tables).decode("ascii") == (
        '{\n"about":{\n"1":{"schema": 1}\n},\n"offers":{\n"2":{"kind": "favor"}\n},\n'
        '"extra":{\n"7":{"\\u00e9": "\\ud800"}\n}\n}\n'
    )


def test_an_empty_book_is_an_empty_object() -> None:
    assert json.loads(written(Tables.new(("contacts",)))) == {}


@given(books, st.sampled_from([None, 1]), st.booleans())
@settings(max_examples=60)
def test_any_json_comes_back_the_same_and_then_byte_for_byte(
    book: Any, indent: int | None, ascii_only: bool
) -> None:
    once = written(
        split(
            json.dumps(book, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
            if ascii_only
            else json.dumps(book, indent=indent).encode()
        )
    )
    assert json.loads(once) == book
    assert written(split(once)) == once


moves = st.lists(st.tuples(st.sampled_from("ab"), numbers, st.none() | documents), max_size=30)


@given(books, moves)
@settings(max_examples=60)
def test_any_changes_give_the_book_that_a_dict_would(book: dict[str, Any], changes: Any) -> None:
    tables = split(json.dumps(book).encode())
    for turn, (table, number, document) in enumerate(changes):
        tables.put(table, number, None if document is None else encode(document))
        if document is not None:
            book.setdefault(table, {})[str(number)] = document
        elif table in book:
            book[table].pop(str(number), None)
        if turn % 3 == 0:
            assert json.loads(written(tables)) == book
    assert json.loads(written(tables)) == book


def test_a_change_leaves_every_other_document_as_it_stood() -> None:
    rows = {str(number): {"name": f"Person {number}", "odd": [1.50, None]} for number in range(1, 6 * SIZE)}
    source = json.dumps({"contacts": rows}).replace("1.5,", "1.500,").encode()
    tables = split(source)
    before = {key: bytes(raw) for key, raw in tables.docs("contacts").items()}
    tables.put("contacts", 300, encode({"name": "changed"}))
    tables.put("contacts", 301, None)
    after = split(written(tables)).docs("contacts")
    assert before.keys() - after.keys() == {"301"}
    assert {key for key, raw in after.items() if bytes(raw) != before[key]} == {"300"}
    assert b"1.500" in bytes(after["1"])


@given(books, moves, st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
@settings(max_examples=80)
def test_packing_and_copying_from_the_old_file_change_nothing(
    book: dict[str, Any], changes: Any, packs: set[int], saves: set[int]
) -> None:
    file = written(split(json.dumps(book).encode()))
    tables = split(file)
    state = tables.state = 0
    for turn, (table, number, document) in enumerate(changes):
        if turn in packs:
            while tables.pack_one():
                pass
        tables.put(table, number, None if document is None else encode(document))
        if document is not None:
            book.setdefault(table, {})[str(number)] = document
        elif table in book:
            book[table].pop(str(number), None)
        if turn in saves:
            layout = tables.layout(state)
            file = b"".join(
                file[piece.offset : piece.offset + piece.length] if isinstance(piece, Place) else bytes(piece)
                for piece in layout.pieces
            )
            state += 1
            layout.settle(tables, state)
            assert json.loads(file) == book
        assert {key: decode(raw) for key, raw in tables.docs(table).items()} == book.get(table, {})
    assert json.loads(written(tables)) == book


def test_packed_blocks_are_copied_in_one_go_and_only_changed_ones_are_held() -> None:
    rows = {str(number): {"n": number} for number in range(1, 6 * SIZE)}
    tables = split(written(split(json.dumps({"contacts": rows}).encode())))
    tables.state = "known"
    while tables.pack_one():
        pass
    tables.put("contacts", 3 * SIZE, encode({"n": "changed"}))
    pieces = [
        piece for piece in tables.layout("known").pieces if isinstance(piece, Place) or len(piece) > 100
    ]
    assert [type(piece) for piece in pieces] == [Place, bytes, Place]
    assert not any(isinstance(piece, Place) for piece in tables.layout("another").pieces)


def test_a_block_has_no_place_in_a_state_that_it_was_not_written_into() -> None:
    tables = split(written(split(b'{"a": {"1": {"n": 1}}, "b": {"2": {"n": 2}}}')))
    tables.state = "old"
    tables.put("b", 2, None)
    layout = tables.layout("old")
    tables.put("b", 3, encode({"n": 3}))
    tables.put("a", 2, encode({"n": 2}))  # as the old file has it, elsewhere
    while tables.pack_one():
        pass
    layout.settle(tables, "new")
    assert not any(isinstance(piece, Place) for piece in tables.layout("new").pieces)


def test_blocks_that_did_not_change_are_not_joined_again() -> None:
    rows = {str(number): {"n": number} for number in range(1, 4 * SIZE)}
    tables = split(written(split(json.dumps({"contacts": rows}).encode())))
    first = {id(part) for part in tables.parts()}
    tables.put("contacts", 1, encode({"n": 0}))
    again = [part for part in tables.parts() if len(part) > 100]
    assert sum(id(part) not in first for part in again) == 1


def test_what_was_read_is_not_held_twice() -> None:
    rows = {str(number): {"n": number} for number in range(1, 4 * SIZE)}
    tables = split(written(split(json.dumps({"contacts": rows}).encode())))
    tables.put("contacts", 1, encode({"n": "longer than before"}))
    held = [part for part in tables.parts() if len(part) > 100]
    assert [type(part) for part in held] == [bytes, memoryview, memoryview, memoryview]


def test_only_what_tinydb_writes_is_a_number() -> None:
    assert [number_of(key) for key in ("1", "42", "9" * 20)] == [1, 42, int("9" * 20)]
    assert [number_of(key) for key in ("", "01", "0", "-1", "1.0", "a", "²", "١")] == [None] * 8


@pytest.mark.parametrize("odd", ["", "01", "0", "-1", "1.0", "a", "²", "١"])
def test_one_odd_key_among_numbers_is_noticed(odd: str) -> None:
    assert are_numbers(["1", "42", "9" * 20])
    assert not are_numbers(["1", odd, "42"])


@given(documents)
def test_documents_are_written_as_tinydb_writes_them(document: Any) -> None:
    assert encode(document).decode("ascii") == json.dumps(document)
    assert decode(encode(document)) == document
