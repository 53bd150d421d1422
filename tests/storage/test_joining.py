"""Two copies of one book become one, and no value of either disappears."""

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.storage.ancestor import is_ancestor
from crm.storage.joining import CONFLICTS, changes, join, joined
from crm.storage.patch import same
from crm.storage.records import Tables
from crm.storage.split import split

Shape = dict[str, dict[str, Any]]

texts = st.sampled_from(["", "Lumen", "Kelp", "Harbour Trust"])
values = st.one_of(
    st.none(),
    texts,
    st.integers(0, 2),
    st.lists(texts, max_size=3),
    st.dictionaries(st.sampled_from("xy"), texts, max_size=2),
)
documents = st.dictionaries(st.sampled_from(["org", "notes", "tags", "a"]), values, max_size=4)
keys = st.sampled_from(["1", "2", "3", "odd"])
books: st.SearchStrategy[Shape] = st.dictionaries(
    st.sampled_from(["contacts", "offers", "elsewhere"]),
    st.dictionaries(keys, documents, max_size=3),
    max_size=3,
)


def tables(shape: Shape) -> Tables:
    return split(json.dumps(shape or {"contacts": {}}).encode())


def shape_of(found: Tables) -> Shape:
    shape: Shape = json.loads(b"".join(found.parts()))
    return shape


def put_together(base: Shape | None, ours: Shape, theirs: Shape) -> Shape:
    mine = tables(ours)
    joining = join(None if base is None else tables(base), mine, tables(theirs))
    numbers = itertools.count(1)
    return shape_of(joined(joining, lambda: next(numbers), "2026-11-24T09:00:00Z", mine))


def leaves(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {leaf for item in value.values() for leaf in leaves(item)}
    if isinstance(value, list):
        return {leaf for item in value for leaf in leaves(item)}
    return set() if value in ("", None) else {json.dumps(value)}


@given(books, books)
@settings(max_examples=150, deadline=None)
def test_without_a_base_no_value_of_either_copy_disappears(ours: Shape, theirs: Shape) -> None:
    result = put_together(None, ours, theirs)
    for copy in (ours, theirs):
        for table, docs in copy.items():
            for key, document in docs.items():
                told = [
                    one
                    for one in result.get(CONFLICTS, {}).values()
                    if (one["table"], str(one["id"])) == (table, key)
                ]
                assert leaves(document) <= leaves(result[table][key]) | leaves(told)


@given(books, books, books)
@settings(max_examples=150, deadline=None)
def test_with_a_base_nothing_new_of_either_copy_disappears(base: Shape, ours: Shape, theirs: Shape) -> None:
    result = put_together(base, ours, theirs)
    for copy in (ours, theirs):
        for table, docs in copy.items():
            for key, document in docs.items():
                old = base.get(table, {}).get(key, {})
                told = [
                    one
                    for one in result.get(CONFLICTS, {}).values()
                    if (one["table"], str(one["id"])) == (table, key)
                ]
                held = leaves(result.get(table, {}).get(key)) | leaves(told)
                for field, value in document.items():
                    if not same(value, old.get(field)):
                        assert leaves(value) - leaves(old.get(field)) <= held


@given(books, books)
@settings(max_examples=60, deadline=None)
def test_joining_again_brings_nothing_new(ours: Shape, theirs: Shape) -> None:
    once = put_together(None, ours, theirs)
    assert join(None, tables(once), tables(theirs)).is_nothing_new


@given(books, books)
@settings(max_examples=60, deadline=None)
def test_as_changes_it_comes_to_the_same_book(ours: Shape, theirs: Shape) -> None:
    mine = tables(ours)
    joining = join(None, mine, tables(theirs))
    numbers = itertools.count(1)
    found = changes(joining, lambda: next(numbers), "now", mine)
    numbers = itertools.count(1)
    whole = shape_of(joined(joining, lambda: next(numbers), "now", mine))
    for change in found:
        assert same(whole[change.table].get(str(change.id)), change.after)


def test_a_field_that_one_side_left_empty_is_filled_in() -> None:
    ours = {"contacts": {"1": {"name": "Ada", "org": "", "a": {"answer": None}, "tags": ["x"]}}}
    theirs = {"contacts": {"1": {"name": "Ada", "org": "Lumen", "a": {"answer": "no"}, "tags": ["y"]}}}
    assert put_together(None, ours, theirs) == {
        "contacts": {"1": {"name": "Ada", "org": "Lumen", "a": {"answer": "no"}, "tags": ["x", "y"]}}
    }


def test_what_one_side_removed_goes_and_what_the_other_changed_meanwhile_stays() -> None:
    both = {"contacts": {"1": {"org": "Kelp"}, "2": {"org": "Lumen"}, "3": {"org": "Harbour Trust"}}}
    less = {"contacts": {"1": {"org": "Kelp"}}}
    edited = {"contacts": both["contacts"] | {"3": {"org": "Night Oven"}}}
    for ours, theirs in ((less, edited), (edited, less)):
        result = put_together(both, ours, theirs)
        assert result["contacts"] == {"1": {"org": "Kelp"}, "3": {"org": "Night Oven"}}
        assert [(one["id"], one["field"]) for one in result[CONFLICTS].values()] == [(3, "gone")]
    assert put_together(both, both, less) == put_together(both, less, both) == less
    assert put_together(None, less, both) == both, "without a base nothing counts as removed"


def test_fields_that_differ_keep_ours_and_tell_theirs() -> None:
    ours = {"contacts": {"1": {"name": "Ada", "org": "Kelp"}}}
    theirs = {"contacts": {"1": {"name": "Ada", "org": "Lumen"}, "2": {"name": "Ben"}}}
    result = put_together(None, ours, theirs)
    assert result["contacts"] == {"1": {"name": "Ada", "org": "Kelp"}, "2": {"name": "Ben"}}
    (told,) = result[CONFLICTS].values()
    assert (told["field"], told["ours"], told["theirs"], told["id"]) == ("org", "Kelp", "Lumen", 1)


@pytest.mark.parametrize(
    "theirs",
    [
        b'{"contacts": {"1": {"name": "Ada"}, "2": {"name": "Ben"}}}',
        b'{"contacts": {"1": {"name": "Bo"}}}',
        b'{"contacts": {"1": {"name": "Ada"}}, "mark": "x"}',
        b'{"contacts": {"1": {"name": "Bo"}, "1": {"name": "Ada"}}}',
    ],
    ids=["a record", "another value", "beside the tables", "twice"],
)
def test_whatever_only_one_copy_has_is_new_and_once(theirs: bytes) -> None:
    ours = split(b'{"contacts": {"1": {"name": "Ada"}}, "conflicts": {"7": "of another program"}}')
    joining = join(None, ours, split(theirs))
    assert not joining.is_nothing_new
    both = joined(joining, itertools.count(1).__next__, "now", ours)
    assert join(None, split(b"".join(both.parts())), split(theirs)).is_nothing_new


def test_which_book_it_is_is_ours_to_say_and_never_to_decide() -> None:
    ours, theirs = ({"about": {"1": {"schema": 1, "file": file}}} for file in ("0e0f1a52", "9d3c77b1"))
    assert put_together(None, ours, theirs) == ours
    elsewhere = [{"contacts": one["about"]} for one in (ours, theirs)]
    assert CONFLICTS in put_together(None, *elsewhere)


def test_what_lies_beside_the_tables_and_twice_is_kept_too() -> None:
    ours = split(b'{"version": 1, "contacts": {"1": {"name": "Ada"}}}')
    theirs = split(b'{"version": 2, "mark": "x", "contacts": {"1": {"name": "Bo"}, "1": {"name": "Ada"}}}')
    joining = join(None, ours, theirs)
    text = b"".join(joined(joining, itertools.count(1).__next__, "now", ours).parts())
    assert text.count(b'"name": "Bo"') == 1
    assert b'"mark":"x"' in text
    assert [(clash[1], clash[2].ours, clash[2].theirs) for clash in joining.clashes] == [("version", 1, 2)]


def aged(**stamps: int) -> Tables:
    """A book whose contacts were changed last at these minutes."""
    docs = {
        key[1:]: {"name": key, "updated": f"2026-11-24T09:{minute:02}:00Z"} for key, minute in stamps.items()
    }
    return tables({"contacts": docs})


def test_a_state_that_both_grew_out_of_is_known_as_such() -> None:
    assert is_ancestor(aged(_1=1, _2=2), aged(_1=1, _2=2, _3=9))
    assert is_ancestor(aged(_1=1, _2=2), aged(_1=7, _2=2))


def test_a_state_that_the_copy_never_saw_is_none() -> None:
    assert not is_ancestor(aged(_1=5, _2=2), aged(_1=1, _2=2)), "the copy has an older record"
    assert not is_ancestor(aged(_1=5, _2=2), aged(_1=7, _2=2)), (
        "changed here after they parted, and there again"
    )
    assert not is_ancestor(aged(_1=1, _2=2, _3=3), aged(_1=1, _2=2)), "made here after they parted"
    assert not is_ancestor(aged(_1=1), aged(_1=7)), "nothing tells that they ever were one"
