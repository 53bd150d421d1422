"""Joining two versions per field: nothing is lost, and only real clashes are conflicts."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.storage.merge import GONE, Conflict, merge
from crm.storage.patch import same

scalars = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "x", "y"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=5,
)
documents = st.dictionaries(st.sampled_from(["a", "b", "c", "updated"]), values, max_size=4)
versions = st.none() | documents


@given(versions, versions)
def test_what_only_one_side_changed_is_taken(base: Any, mine: Any) -> None:
    assert merge(base, mine, base) == (mine, ())
    assert merge(base, base, mine) == (mine, ())
    assert merge(base, mine, mine)[0] == mine


@given(versions, versions, versions)
@settings(max_examples=200)
def test_both_sides_agree_on_which_fields_clash(base: Any, ours: Any, theirs: Any) -> None:
    mine, my_conflicts = merge(base, ours, theirs)
    other, other_conflicts = merge(base, theirs, ours)
    assert [c.path for c in my_conflicts] == [c.path for c in other_conflicts] or (
        {c.path for c in my_conflicts} == {c.path for c in other_conflicts}
    )
    if not my_conflicts and mine is not None:
        assert canonical(mine) == canonical(other)


def canonical(value: Any) -> Any:
    """A value in which the order of keys and list items does not matter."""
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    return (
        sorted(json.dumps(canonical(i), sort_keys=True) for i in value) if isinstance(value, list) else value
    )


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [] if value in (None, "") else [json.dumps(value)]


@given(versions, documents, documents)
@settings(max_examples=200)
def test_every_new_value_is_in_the_result_or_reported(base: Any, ours: Any, theirs: Any) -> None:
    result, conflicts = merge(base, ours, theirs)
    kept = leaves(result) + [leaf for c in conflicts for leaf in leaves([c.ours, c.theirs])]
    for key in ours.keys() | theirs.keys():
        if key == "updated":
            continue
        for side in (ours, theirs):
            if key in side and not same(side[key], (base or {}).get(key)):
                new = set(leaves(side[key])) - set(leaves((base or {}).get(key)))
                assert new <= set(kept)


def test_two_sides_of_an_offer_answered_on_two_machines_both_stand() -> None:
    base = {"a": {"contact": 1, "answer": None}, "b": {"contact": 2, "answer": None}, "updated": "2026-11-01"}
    ours = {**base, "a": {"contact": 1, "answer": "yes"}, "updated": "2026-11-03"}
    theirs = {**base, "b": {"contact": 2, "answer": "no"}, "updated": "2026-11-02"}
    result, conflicts = merge(base, ours, theirs)
    assert result == {
        "a": {"contact": 1, "answer": "yes"},
        "b": {"contact": 2, "answer": "no"},
        "updated": "2026-11-03",
    }
    assert conflicts == ()


def test_one_field_changed_twice_keeps_ours_and_reports_theirs() -> None:
    result, conflicts = merge({"a": {"org": "x"}}, {"a": {"org": "y"}}, {"a": {"org": "z"}})
    assert result == {"a": {"org": "y"}}
    assert conflicts == (Conflict("a.org", "x", "y", "z"),)


def test_a_field_that_one_side_took_away_and_the_other_changed_stays() -> None:
    assert merge({"x": 1}, {}, {"x": 2}) == ({"x": 2}, (Conflict("x", 1, None, 2),))


def test_a_document_removed_here_and_changed_there_stays() -> None:
    base, edited = {"name": "Ada"}, {"name": "Ada N."}
    assert merge(base, None, edited) == (edited, (Conflict(GONE, base, None, edited),))
    assert merge(base, edited, None) == (edited, (Conflict(GONE, base, edited, None),))
    assert merge(base, None, base) == (None, ())
    assert merge(base, base, None) == (None, ())
    assert merge(None, None, edited) == (edited, ())


def test_lists_take_both_sides_additions_and_removals() -> None:
    base = {"tags": ["friend", "climate"]}
    ours = {"tags": ["friend", "climate", "family"]}
    theirs = {"tags": ["investor", "friend"]}
    assert merge(base, ours, theirs) == ({"tags": ["friend", "family", "investor"]}, ())
    assert merge(base, ours, ours | {"tags": ["friend", "climate", "family"]}) == (ours, ())
    both = {"tags": ["friend", "climate", "new"]}
    assert merge(base, both, {"tags": ["new", "friend", "climate", "more"]})[0] == {
        "tags": ["friend", "climate", "new", "more"]
    }
