"""Editing by patching: what differs is written, what is not understood stays."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.contact import Contact, Labelled
from crm.domain.moves import answered, asked
from crm.domain.offer import Offer
from crm.domain.record import Record, changed
from crm.storage.patch import patch, patched, plain, same, to_document
from crm.storage.schema import TYPES, from_document

words = st.text(max_size=6)


def records(kind: type[Record]) -> st.SearchStrategy[Record]:
    return st.from_type(kind).map(lambda record: changed(record, id=1))


any_record = st.sampled_from(sorted(TYPES)).flatmap(
    lambda table: records(TYPES[table]).map(lambda found: (table, found))
)


@given(any_record)
@settings(max_examples=80)
def test_a_record_comes_back_from_its_document(drawn: tuple[str, Record]) -> None:
    table, record = drawn
    document = to_document(record)
    assert "id" not in document
    assert document.keys() == {field.encode_name for field in msgspec.structs.fields(type(record))} - {"id"}
    assert from_document(table, 1, document) == record


def with_unknown(value: Any, mark: str) -> Any:
    """The document with an unknown key in each of its objects."""
    if isinstance(value, dict):
        return {key: with_unknown(item, mark) for key, item in value.items()} | {mark: [1.5, None]}
    return [with_unknown(item, mark) for item in value] if isinstance(value, list) else value


def unknown_keys(value: Any) -> int:
    if isinstance(value, dict):
        return ("?" in value) + sum(unknown_keys(item) for item in value.values())
    return sum(map(unknown_keys, value)) if isinstance(value, list) else 0


@given(st.data())
@settings(max_examples=80)
def test_an_edit_keeps_unknown_keys_and_gives_the_record_that_was_meant(data: st.DataObject) -> None:
    table, before = data.draw(any_record)
    other = data.draw(records(type(before)))
    fields = [field.name for field in msgspec.structs.fields(type(before)) if field.name != "id"]
    chosen = data.draw(st.sets(st.sampled_from(fields)))
    after = changed(before, **{name: getattr(other, name) for name in chosen})
    raw = with_unknown(to_document(before), "?")
    result = patched(raw, before, after)
    assert from_document(table, 1, result) == after
    assert result["?"] == [1.5, None]
    untouched = {
        field.encode_name for field in msgspec.structs.fields(type(before)) if field.name not in chosen
    }
    for key in untouched - {"id"}:
        assert same(result[key], raw[key])


def test_an_answer_on_one_side_keeps_what_is_unknown_on_both() -> None:
    before = from_document(
        "offers", 1, {"kind": "favor", "made_on": "2026-11-01", "a": {"contact": 1}, "b": {"contact": 2}}
    )
    assert isinstance(before, Offer)
    raw = {
        "kind": "favor",
        "made_on": "2026-11-01",
        "a": {"contact": 1, "x": 1},
        "b": {"contact": 2, "x": 2},
        "x": 3,
    }
    day = date(2026, 11, 2)
    after = answered(asked(before, "a", day), "a", "yes", day)
    result = patched(raw, before, after)
    assert (result["x"], result["a"]["x"], result["b"]["x"], result["a"]["answer"]) == (3, 1, 2, "yes")
    assert result["b"] == {**to_document(after)["b"], "x": 2}


def test_items_of_a_list_keep_what_they_have_wherever_they_move() -> None:
    before = Contact(
        name="Ada", emails=(Labelled("a@example.org"), Labelled("b@example.org"), Labelled("c@example.org"))
    )
    raw = to_document(before)
    for number, item in enumerate(raw["emails"]):
        item["seen"] = number
    after = changed(
        before,
        emails=(Labelled("c@example.org"), Labelled("b@example.org", "work"), Labelled("new@example.org")),
    )
    assert patched(raw, before, after)["emails"] == [
        {"value": "c@example.org", "label": "", "seen": 2},
        {"value": "b@example.org", "label": "work", "seen": 1},
        {"value": "new@example.org", "label": ""},
    ]


def test_what_is_written_has_all_its_fields() -> None:
    before = Contact(name="Ada")
    assert patched({"name": "Ada"}, before, changed(before, org="Lumen")) == to_document(
        changed(before, org="Lumen")
    )


def test_a_key_that_goes_away_goes_away() -> None:
    assert patch({"a": 1, "b": 2, "?": 3}, {"a": 1, "b": 2}, {"a": 1}) == {"a": 1, "?": 3}


def test_values_are_the_same_only_as_the_file_has_them() -> None:
    assert same({"a": [1, None]}, {"a": [1, None]})
    for one, other in [(1, 1.0), (1, True), (0, False), ([], {}), ("1", 1), ({"a": 1}, {"a": 1, "b": 2})]:
        assert not same(one, other)
    assert plain({"a": ((1,), [2])}) == {"a": [[1], [2]]}
