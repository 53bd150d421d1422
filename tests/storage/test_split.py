"""Damage is recognised, said in words with its place, and what is whole can still be taken out."""

import json
import os
from pathlib import Path

import pytest

from crm.storage.blocks import SIZE
from crm.storage.change import Unreadable
from crm.storage.split import salvage, split

GOOD = b"".join(
    split(
        json.dumps({"contacts": {"1": {"name": "Ada"}, "2": {"name": "Bo \u00e9"}}, "x": {}}).encode()
    ).parts()
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"\0" * 50, "filled with zeros"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ("\ufeff{}".encode("utf-16-le"), "UTF-16"),
        ("\ufeff{}".encode("utf-16-be"), "UTF-16"),
        ('{"a": {}}'.encode("utf-16-le"), "UTF-16"),
        (b"[1, 2]", "line 1, column 1: expected '{', found '['"),
        (b"BEGIN:VCARD\r\n", "line 1, column 1: expected '{', found 'B'"),
        (b'{"a": {"1": {"x": 1}', "line 1, column 21: expected '}', the text ends"),
        (b'{\n"a": {\n"1": {"x": "\xe9"}}}', "line 3, column 13: byte 0xe9 is no UTF-8"),
        (b'{"a": {}} {}', "line 1, column 11: something stands after the end"),
        (b'{"a": {"1": {"x": 1,}}}', "line 1, column 2"),
        (b'{"a": {"1": {}}, "a": {}}', "'a' stands in it 2 times"),
        (b'{"a": {"1": ' + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_book_says_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        split(data)
    assert said in str(caught.value)


def test_every_cut_is_damage_and_what_stands_before_it_can_be_had() -> None:
    end = GOOD.rindex(b"}")
    for at in range(end):
        with pytest.raises(Unreadable):
            split(GOOD[:at])
        whole = GOOD[:at].count(b"}", GOOD.index(b'"1"'))
        assert salvage(GOOD[:at]).tables.counts.get("contacts", 0) >= min(whole, 2)
    assert split(GOOD[: end + 1]).counts == {"contacts": 2}


def test_a_changed_byte_is_damage_or_is_read_as_tinydb_reads_it() -> None:
    for at in range(len(GOOD)):
        for flip in (1, 4, 64, 128):
            data = GOOD[:at] + bytes([GOOD[at] ^ flip]) + GOOD[at + 1 :]
            try:
                tables = split(data)
            except Unreadable:
                continue
            assert json.loads(b"".join(tables.parts())) == json.loads(data)


def test_a_fault_in_one_line_costs_that_line() -> None:
    rows = {str(number): {"name": f"Person {number}"} for number in range(1, 2 * SIZE)}
    good = b"".join(
        split(json.dumps({"contacts": rows, "offers": {"7": {"kind": "favor"}}}).encode()).parts()
    )
    damaged = good.replace(b'{"name": "Person 40"}', b'{"name": "Pers\x00\x00"}')
    found = salvage(damaged)
    assert found.counts == {"contacts": len(rows) - 1, "offers": 1}
    assert found.fault is not None
    assert found.fault.line == 42
    assert salvage(good).fault is None


def test_a_book_saved_as_utf16_can_be_salvaged_whole() -> None:
    assert salvage(GOOD.decode().encode("utf-16")).counts == {"contacts": 2}


def test_a_number_that_stands_twice_is_kept_twice_and_reported() -> None:
    tables = split(b'{"contacts": {"1": {"name": "Ada"}, "1": {"name": "Bo"}, "2": {"name": "Cy"}}}')
    assert [key for key, _ in tables.odd("contacts")] == ["1"]
    data = b"".join(tables.parts())
    assert json.loads(data)["contacts"]["1"] == {"name": "Bo"}
    assert b'"Ada"' in data
    assert [key for key, _ in split(data).odd("contacts")] == ["1"]


def test_keys_tables_and_values_that_are_none_of_ours_stay() -> None:
    source = b'{"v": 3, "contacts": {"abc": {"x": 1}, "01": {}, "2": "text", "3": {"n": NaN, "s": "\\ud800"}}, "t": {}}'
    tables = split(source)
    assert [key for key, _ in tables.odd("contacts")] == ["abc", "01"]
    data = b"".join(tables.parts())
    for kept in (
        b'"v":3',
        b'"abc":{"x": 1}',
        b'"01":{}',
        b'"2":"text"',
        b'"3":{"n": NaN, "s": "\\ud800"}',
        b'"t":{',
    ):
        assert kept in data


SHARED = Path(os.environ.get("CRM_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")) / "nasty"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared examples are not here")
@pytest.mark.parametrize(
    "file", sorted(SHARED.iterdir()) if SHARED.is_dir() else [], ids=lambda file: file.name
)
def test_other_peoples_nasty_files_are_refused_or_kept_whole(file: Path) -> None:
    data = file.read_bytes()
    salvage(data)
    try:
        tables = split(data)
    except Unreadable:
        return
    assert json.loads(b"".join(tables.parts())) == json.loads(data)
