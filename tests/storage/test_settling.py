"""Deciding what a merge could not: mine, theirs, or both texts."""

from typing import Any

import pytest

from crm.domain.record import Refusal
from crm.storage.settling import Dispute, How, dispute, settled


def about(path: str, ours: Any, theirs: Any, base: Any = None) -> Dispute:
    document = {"table": "contacts", "id": 1, "field": path, "base": base, "ours": ours, "theirs": theirs}
    found = dispute(9, document | {"created": "2026-11-24T09:00:00Z"})
    assert found is not None
    return found


@pytest.mark.parametrize(("how", "org"), [("mine", "Kelp"), ("theirs", "Lumen"), ("both", "Kelp / Lumen")])
def test_a_short_text(how: How, org: str) -> None:
    assert settled(about("org", "Kelp", "Lumen"), {"name": "Ada", "org": "Kelp"}, how) == {
        "name": "Ada",
        "org": org,
    }


def test_long_texts_stand_one_below_the_other() -> None:
    mine, theirs = "mine " * 20, "theirs " * 20
    result = settled(about("notes", mine, theirs), {"notes": mine}, "both")
    assert result == {"notes": f"{mine.rstrip()}\n{theirs}"}


def test_what_was_done_since_stays_with_both_and_goes_with_theirs() -> None:
    now = {"notes": "edited since"}
    assert settled(about("notes", "mine", "theirs"), now, "both") == {"notes": "edited since / theirs"}
    assert settled(about("notes", "mine", "theirs"), now, "theirs") == {"notes": "theirs"}
    assert settled(about("notes", "mine", "theirs"), now, "mine") == now


def test_a_field_inside_a_part() -> None:
    offer = {"a": {"answer": "no", "words": "x"}, "b": {"answer": None}}
    assert settled(about("a.answer", "no", "yes"), offer, "theirs") == offer | {
        "a": {"answer": "yes", "words": "x"}
    }


def test_a_key_with_a_dot_in_it() -> None:
    assert settled(about("x.y", 1, 2), {"x.y": 1}, "theirs") == {"x.y": 2}


def test_a_record_that_one_side_removed() -> None:
    one = about("gone", {"name": "Ada", "org": "Kelp"}, None, {"name": "Ada"})
    assert one.is_removal
    assert settled(one, {"name": "Ada", "org": "Kelp"}, "mine") == {"name": "Ada", "org": "Kelp"}
    assert settled(one, {"name": "Ada", "org": "Kelp"}, "theirs") is None
    with pytest.raises(Refusal, match="only one"):
        settled(one, {"name": "Ada"}, "both")


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(Refusal, match="only texts"):
        settled(about("step", 1, 2), {"step": 1}, "both")
    with pytest.raises(Refusal, match="not in this book"):
        settled(about("org", "a", "b"), None, "theirs")
    with pytest.raises(Refusal, match=r"no field a\.answer"):
        settled(about("a.answer", "no", "yes"), {"a": 7}, "theirs")


@pytest.mark.parametrize(
    "document", [7, {}, {"table": "contacts"}, {"table": "contacts", "id": 1.5, "field": "x"}]
)
def test_an_entry_of_another_shape_is_none(document: Any) -> None:
    assert dispute(1, document) is None
