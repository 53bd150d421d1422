import errno
import json
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from crm.session.apply import applied
from crm.session.reading import ACTIONS
from crm.session.session import Session


def run(session: Session, *lines: dict[str, Any] | str) -> list[dict[str, Any]]:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return list(applied(session, texts))


def test_the_loop_from_an_offer_to_what_the_next_offer_shows(session: Session) -> None:
    dara, ben, chen = (
        told["id"]
        for told in run(
            session,
            {"do": "add_contact", "name": "Dara Levy"},
            {"do": "add_contact", "name": "Ben Ortiz", "title": "Choir director"},
            {"do": "add_contact", "name": "Chen Wei", "tags": ["hardware"]},
        )
    )
    pair = {"a": {"contact": dara, "why_told": "You both build things"}, "b": {"contact": ben}}
    (offer,) = run(session, {"do": "make_offer", "kind": "connection", **pair})
    assert offer["look_ahead"] == {"verdict": "fine", "lines": []}
    (answered,) = run(
        session,
        {
            "do": "record_answer",
            "offer": offer["id"],
            "side": "a",
            "answer": "no",
            "words": "Only hardware now",
        },
    )
    (reflected,) = run(
        session,
        {
            "do": "reflect",
            "reflection": answered["reflection"],
            "clear": "partly",
            "missing": ["why now"],
            "lens": {"mode": "only_type", "types": ["hardware"], "source": "said"},
        },
    )
    assert [effect["what"] for effect in reflected["effects"]] == ["lesson", "lens"]
    suits, clashes = run(
        session,
        {"do": "look_ahead", "kind": "connection", "a": dara, "b": chen},
        {"do": "look_ahead", "kind": "connection", "a": dara, "b": ben},
    )
    assert suits["verdict"] != "stop"
    assert clashes["verdict"] == "stop"
    assert {"lens", "pair", "lesson"} <= {line["about"] for line in clashes["lines"]}


def test_each_line_is_in_the_file_when_its_answer_is_out(session: Session) -> None:
    for told in applied(
        session, ['{"do": "add_contact", "name": "Ada"}', '{"do": "add_contact", "name": "Ben"}']
    ):
        with TinyDB(session.path, access_mode="r") as plain:
            assert plain.table("contacts").get(doc_id=told["id"]) is not None


def test_a_bad_line_changes_nothing_and_the_next_one_goes_on(session: Session) -> None:
    told = run(session, "{nonsense", {"do": "add_contact", "name": "Ada"}, "[1]", {"name": "Ben"})
    assert [one["ok"] for one in told] == [False, True, False, False]
    assert [one.get("line") for one in told] == [1, None, 3, 4]
    assert "no JSON" in told[0]["error"]
    assert len(session.book.contacts) == 1


def test_unknown_verbs_and_fields_name_the_nearest_known_one(session: Session) -> None:
    verb, field, deep, kind = run(
        session,
        {"do": "make_ofer"},
        {"do": "add_contact", "name": "Ada", "organisation": "Lumen", "tittle": "x"},
        {"do": "make_offer", "kind": "connection", "a": {"contact": 1, "why": "x"}, "b": {"contact": 2}},
        {"do": "make_offer", "kind": "lead", "a": {"contact": 1}, "b": {"contact": 2}},
    )
    assert "did you mean 'make_offer'" in verb["error"]
    assert "'organisation'" in field["error"]
    assert "why" in deep["error"]
    assert "kind" in kind["error"]


def test_a_name_that_stands_twice_in_a_line_is_refused(session: Session) -> None:
    line = '{"do": "add_contact", "name": "Ada", "name": "Ben"}'
    (deep, twice) = run(
        session, '{"do": "add_contact", "name": "A", "emails": [{"value": "a", "value": "b"}]}', line
    )
    assert "'value' stands twice" in deep["error"]
    assert "'name' stands twice" in twice["error"]
    assert not session.book.contacts


def test_a_wrong_day_says_which_field(session: Session) -> None:
    (told,) = run(session, {"do": "add_note", "contact": 1, "text": "x", "on": "30 June"})
    assert told["error"].startswith("add_note: on:")


def test_a_stop_tells_why_and_makes_nothing(session: Session) -> None:
    ada, ben = (
        told["id"] for told in run(session, *({"do": "add_contact", "name": name} for name in ("A", "B")))
    )
    run(session, {"do": "set_lens", "contact": ada, "mode": "busy", "busy_with": "a book", "source": "said"})
    offer = {"do": "make_offer", "kind": "favor", "a": {"contact": ada}, "b": {"contact": ben}}
    stopped, made = run(session, offer, offer | {"override_reason": "the book is done"})
    assert stopped["ok"] is False
    assert any("a book" in stop for stop in stopped["stop"])
    assert made["ok"] is True
    assert len(session.book.offers) == 1


def test_answers_never_count_what_was_not_an_answer(session: Session) -> None:
    ada, ben = (
        told["id"] for told in run(session, *({"do": "add_contact", "name": name} for name in ("A", "B")))
    )
    (offer,) = run(
        session,
        {
            "do": "make_offer",
            "kind": "referral",
            "a": {"contact": ada},
            "b": {"contact": ben},
            "requested_by": "a",
        },
    )
    run(session, {"do": "record_answer", "offer": offer["id"], "side": "b", "answer": "no_reply"})
    of_ada, of_ben, all_of_it = run(
        session, {"do": "answers", "contact": ada}, {"do": "answers", "contact": ben}, {"do": "answers"}
    )
    assert (of_ada["asked"], of_ada["yes"]) == (0, 0)
    assert (of_ben["asked"], of_ben["no_reply"], of_ben["low"]) == (1, 1, None)
    assert all_of_it["asked"] == 1


def test_undo_and_redo_say_what(session: Session) -> None:
    run(session, {"do": "add_contact", "name": "Ada"})
    undone, redone, empty = run(session, {"do": "undo"}, {"do": "redo"}, {"do": "redo"})
    assert undone["what"] == redone["what"] == "added Ada"
    assert empty["ok"] is False


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), verb=st.sampled_from(sorted(ACTIONS)))
def test_no_value_in_no_field_ends_in_anything_but_an_answer(
    session: Session, data: st.DataObject, verb: str
) -> None:
    fields = ACTIONS[verb].__struct_fields__
    line = {"do": verb} | {
        field: data.draw(JSON)
        for field in data.draw(st.lists(st.sampled_from(fields), max_size=3) if fields else st.just([]))
    }
    (told,) = run(session, json.dumps(line))
    assert told["ok"] or told["error"]


def test_what_cannot_be_saved_leaves_the_book_as_before(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(session, {"do": "add_contact", "name": "Ada"})
    before = session.path.read_bytes()
    with monkeypatch.context() as full:
        full.setattr(os, "replace", _full)
        (told,) = run(session, {"do": "add_contact", "name": "Ben"})
        assert (told["ok"], told["line"]) == (False, 1)
        assert "not saved" in told["error"]
        assert [one.name for one in session.book.contacts.values()] == ["Ada"]
        (asked,) = run(session, {"do": "answers"})
        assert asked["ok"] is True
    run(session, {"do": "add_contact", "name": "Chen"})
    assert before != session.path.read_bytes()
    assert sorted(one.name for one in session.book.contacts.values()) == ["Ada", "Chen"]


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
