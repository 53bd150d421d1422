"""Every action of ``crm apply``: its fields, what it answers, and what it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crm.session.apply import applied
from tests.contract.desk import TODAY, Script

DAY = TODAY.isoformat()
EARLIER, LATER = "2026-11-01", "2026-12-24"


def test_a_contact_takes_every_field_and_keeps_it(script: Script) -> None:
    given: dict[str, Any] = {
        "name": "Ngozi Okafor",
        "given": "Ngozi",
        "family": "Okafor",
        "org": "Harbour Trust",
        "title": "Head of Platform",
        "bio": "Builds payments",
        "bio_updated": EARLIER,
        "emails": [{"value": "ngozi@example.org", "label": "work"}],
        "phones": [{"value": "+234 1", "label": ""}],
        "urls": ["https://example.org"],
        "addresses": ["1 Marina, Lagos"],
        "birthday": "--02-29",
        "tags": ["fintech"],
        "wants": ["engineers"],
        "gives": ["advice"],
        "how_met": "at a conference",
        "introduced_by": None,
        "notes": "two\nlines",
        "sources": [{"kind": "vcard", "id": "7"}],
        "extra": ["X-A:1"],
    }
    ngozi = script.do("add_contact", **given)["id"]
    held = script.stored("contacts", ngozi)
    assert {name: held[name] for name in given} == given
    for name, value in given.items():
        assert script.do("edit_contact", contact=ngozi, **{name: value})["id"] == ngozi
    script.do("archive_contact", contact=ngozi)
    assert script.stored("contacts", ngozi)["archived_on"] == DAY


def test_nothing_in_a_line_is_passed_over_in_silence(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    offer = script.offer(ada, ben)
    owed = script.do("record_answer", offer=offer, side="a", answer="no")["reflection"]
    made = {"kind": "favor", "a": {"contact": ada}, "b": {"contact": ben}}
    near: list[tuple[str, dict[str, Any], str]] = [
        ("add_contact", {"name": "C", "tag": ["x"]}, "tags"),
        ("add_contact", {"name": "C", "emails": [{"value": "c@example.org", "lable": "home"}]}, "label"),
        ("add_contact", {"name": "C", "sources": [{"kind": "x", "ids": "1"}]}, "id"),
        ("edit_contact", {"contact": ada, "wnats": []}, "wants"),
        ("make_offer", made | {"b": {"contact": ben, "why_tol": "x"}}, "why_told"),
        ("make_offer", made | {"override": "x"}, "override_reason"),
        ("record_answer", {"offer": offer, "side": "b", "answer": "no", "word": "x"}, "words"),
        (
            "record_answer",
            {"offer": offer, "side": "b", "answer": "no", "reasons": [{"word": "busy", "sorce": "said"}]},
            "source",
        ),
        ("reflect", {"reflection": owed, "lens": {"mode": "busy", "untill": LATER}}, "until"),
        ("set_lens", {"contact": ada, "mode": "busy", "busy": "x"}, "busy_with"),
        ("answer_check_in", {"checkin": 1, "to_busy": "yes"}, "too_busy"),
        ("record_anser", {}, "record_answer"),
        ("lookahead", {}, "look_ahead"),
        ("merge_contacts", {"keep": ada, "merge": ben, "field": {}}, "fields"),
    ]
    for do, fields, known in near:
        assert f"did you mean {known!r}" in script.refused(do, **fields), (do, fields)


@pytest.mark.parametrize(
    ("fields", "place", "expected"),
    [
        ({"answer": "maybe"}, "answer", "later, no, no_reply or yes"),
        ({"side": "c"}, "side", "a or b"),
        ({"on": "2026-13-01"}, "on", "YYYY-MM-DD"),
        ({"on": "24 Nov"}, "on", "YYYY-MM-DD"),
        ({"on": 20261124}, "on", "YYYY-MM-DD"),
        ({"offer": "7"}, "offer", "number"),
        ({"words": None}, "words", "text"),
        ({"reasons": [{"word": "busy", "source": "Said"}]}, "reasons[0].source", "guess or said"),
        ({"reasons": [{"source": "said"}]}, "reasons[0].word", "missing"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_what_it_could_be(
    script: Script, fields: dict[str, Any], place: str, expected: str
) -> None:
    line: dict[str, Any] = {"offer": 7, "side": "a", "answer": "no"} | fields
    error = script.refused("record_answer", **line)
    assert error.startswith(f"record_answer: {place}:")
    assert expected in error


def test_ids_of_another_table_are_unknown(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    offer = script.offer(ada, ben)
    owed = script.do("record_answer", offer=offer, side="a", answer="no")["reflection"]
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("edit_contact", {"contact": offer, "title": "x"}),
        ("archive_contact", {"contact": owed}),
        ("add_note", {"contact": offer, "text": "x"}),
        ("edit_note", {"note": offer, "text": "x"}),
        ("make_offer", {"kind": "favor", "a": {"contact": ada}, "b": {"contact": offer}}),
        ("mark_asked", {"offer": ada, "side": "a"}),
        ("mark_nudged", {"offer": ada, "side": "a"}),
        ("record_answer", {"offer": owed, "side": "a", "answer": "yes"}),
        ("reflect", {"reflection": offer}),
        ("introduce", {"offer": ada}),
        ("tell_outcome", {"offer": ada, "side": "a", "worth_it": "yes"}),
        ("withdraw", {"offer": ada}),
        ("set_lens", {"contact": offer, "mode": "busy"}),
        ("end_lens", {"lens": ada}),
        ("edit_lens", {"lens": ada}),
        ("plan_check_in", {"contact": offer}),
        ("answer_check_in", {"checkin": ada, "too_busy": "yes"}),
        ("look_ahead", {"kind": "favor", "a": ada, "b": offer}),
        ("answers", {"contact": offer}),
        ("who_suits", {"contact": offer}),
        ("add_contact", {"name": "C", "introduced_by": ada}),
    ]
    for do, fields in wrong:
        assert "there is no" in script.refused(do, **fields), do


def test_days_come_in_their_order(script: Script) -> None:
    offer = script.offer(script.person("Ada"), script.person("Ben"), made_on="2026-11-10")
    assert "before" in script.refused("mark_asked", offer=offer, side="a", on="2026-11-09")
    assert "before" in script.refused("record_answer", offer=offer, side="a", answer="yes", on="2026-11-09")
    assert "before" in script.refused("withdraw", offer=offer, on="2026-11-09")
    script.do("mark_asked", offer=offer, side="a", on="2026-11-12")
    assert "before" in script.refused("record_answer", offer=offer, side="a", answer="yes", on="2026-11-11")
    assert "before" in script.refused("mark_nudged", offer=offer, side="a", on="2026-11-11")
    script.do("record_answer", offer=offer, side="a", answer="yes", on="2026-11-13")
    script.do("record_answer", offer=offer, side="b", answer="yes", on="2026-11-14")
    assert "before" in script.refused("introduce", offer=offer, on="2026-11-13")
    script.do("introduce", offer=offer, on="2026-11-14")
    assert "before" in script.refused("tell_outcome", offer=offer, side="a", worth_it="yes", on="2026-11-13")
    script.do("tell_outcome", offer=offer, side="a", worth_it="yes", words="a joy", on="2026-11-20")
    assert script.stored("offers", offer)["outcome"]["a"] == {
        "worth_it": "yes",
        "on": "2026-11-20",
        "words": "a joy",
    }


def test_an_introduction_is_out_of_reach_before_two_yeses(script: Script) -> None:
    offer = script.offer(script.person("Ada"), script.person("Ben"))
    assert "yes from both" in script.refused("introduce", offer=offer)
    script.do("record_answer", offer=offer, side="a", answer="yes")
    for answer in ("no", "later", "no_reply"):
        day = {"revisit_on": LATER} if answer == "later" else {}
        script.do("record_answer", offer=offer, side="b", answer=answer, **day)
        assert "still missing: b" in script.refused("introduce", offer=offer)
    script.do("record_answer", offer=offer, side="b", answer="yes")
    script.do("record_answer", offer=offer, side="a", answer=None)
    assert "still missing: a" in script.refused("introduce", offer=offer)
    script.do("record_answer", offer=offer, side="a", answer="yes")
    script.do("introduce", offer=offer)


def test_a_later_is_asked_again_from_its_day_on(script: Script) -> None:
    offer = script.offer(script.person("Ada"), script.person("Ben"), made_on=EARLIER)
    script.do("record_answer", offer=offer, side="a", answer="later", on=EARLIER, revisit_on="2026-11-20")
    assert "20 Nov" in script.refused("mark_asked", offer=offer, side="a", on="2026-11-19")
    script.do("mark_asked", offer=offer, side="a", on="2026-11-20")
    side = script.stored("offers", offer)["a"]
    assert (side["asked_on"], side["answer"], side["answered_on"]) == ("2026-11-20", None, None)
    for wrong in ({}, {"revisit_on": EARLIER}, {"revisit_on": DAY}):
        script.refused("record_answer", offer=offer, side="a", answer="later", **wrong)


def test_after_a_no_there_is_no_ask_again_and_no_nudge(script: Script) -> None:
    offer = script.offer(script.person("Ada"), script.person("Ben"))
    script.do("mark_asked", offer=offer, side="a", channel="mail")
    script.do("record_answer", offer=offer, side="a", answer="no")
    script.refused("mark_asked", offer=offer, side="a")
    script.refused("mark_nudged", offer=offer, side="a")
    assert script.stored("offers", offer)["b"]["answer"] is None


def test_a_requester_starts_with_a_dated_yes_that_is_no_answer(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    offer = script.offer(ada, ben, "referral", requested_by="b", spoke_on=EARLIER)
    held = script.stored("offers", offer)
    assert (held["b"]["answer"], held["b"]["answered_on"], held["b"]["asked_on"]) == ("yes", EARLIER, None)
    assert (held["a"]["role"], held["b"]["role"]) == ("provider", "requester")
    counted = script.do("answers", contact=ben)
    assert (counted["asked"], counted["yes"]) == (0, 0)
    script.do("record_answer", offer=offer, side="a", answer="yes")
    script.do("introduce", offer=offer)
    assert script.do("answers")["yes"] == 1


def test_every_open_stage_can_be_withdrawn_and_only_those(script: Script) -> None:
    ada = script.person("Ada")
    ways: list[list[tuple[str, str]]] = [[], [("a", "yes")], [("a", "yes"), ("b", "yes")]]
    for way in ways:
        offer = script.offer(ada, script.person("Ben"), override_reason="sure")
        for side, answer in way:
            script.do("record_answer", offer=offer, side=side, answer=answer)
        assert script.do("withdraw", offer=offer)["id"] == offer
        assert script.stored("offers", offer)["withdrawn_on"] == DAY
        script.refused("withdraw", offer=offer)
        script.refused("introduce", offer=offer)
        script.refused("mark_asked", offer=offer, side="a")
        script.do("undo")
        assert script.stored("offers", offer)["withdrawn_on"] is None


def test_undo_and_redo_go_through_all_of_it(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben", tags=["hardware"])
    states = [script.state()]

    def step(do: str, **fields: Any) -> Any:
        told = script.do(do, **fields)
        states.append(script.state())
        return told

    offer = step("make_offer", kind="connection", a={"contact": ada}, b={"contact": ben})["id"]
    step("mark_asked", offer=offer, side="a")
    step("mark_nudged", offer=offer, side="a")
    owed = step("record_answer", offer=offer, side="a", answer="no", words="busy")["reflection"]
    lens = {"mode": "busy", "busy_with": "a launch", "until": LATER, "source": "said"}
    step("reflect", reflection=owed, clear="no", missing=["why now"], lens=lens, check_in=LATER)
    step("record_answer", offer=offer, side="a", answer="yes")
    step("record_answer", offer=offer, side="b", answer="yes")
    step("introduce", offer=offer)
    step("tell_outcome", offer=offer, side="b", worth_it="unsure")
    mine = step("set_lens", contact=ben, mode="only_type", types=["designers"])["id"]
    step("end_lens", lens=mine)
    step("edit_lens", lens=mine, types=["book designers"], source="said")
    planned = step("plan_check_in", contact=ben, due_on=LATER)["id"]
    step("answer_check_in", checkin=planned, people_wanted="founders", too_busy="no")
    note = step("add_note", contact=ben, text="met again")["id"]
    step("edit_note", note=note, text="met again in Porto")
    step("edit_note", note=note, text="")
    step("archive_contact", contact=ben)
    for before in reversed(states[:-1]):
        assert script.do("undo")["what"]
        assert script.state() == before
    for after in states[1:]:
        assert script.do("redo")["what"]
        assert script.state() == after
    script.refused("redo")


def test_questions_answer_with_their_documented_keys(script: Script) -> None:
    ada, ben = script.person("Ada", wants=["founders"]), script.person("Ben", title="Founder")
    script.do("record_answer", offer=script.offer(ada, ben), side="a", answer="no")
    counted = {"asked", "yes", "no", "later", "no_reply", "low", "high", "shrunken", "luck", "check_in_due"}
    for fields in ({}, {"contact": ada}, {"kind": "favor"}, {"contact": ada, "kind": "favor"}):
        assert script.do("answers", **fields).keys() == counted | {"ok"}
    ahead = script.do("look_ahead", kind="connection", a=ada, b=ben)
    assert ahead["verdict"] in ("fine", "think", "stop")
    for line in ahead["lines"]:
        assert {"side", "verdict", "about", "text", "from"} <= line.keys()
    script.person("Chen", title="Founder")
    script.do("set_lens", contact=script.person("Dara", title="Founder"), mode="busy", source="said")
    suits = script.do("who_suits", contact=ada)
    assert suits["people"]
    assert suits["hidden"]
    assert all(one.keys() == {"contact", "score", "because"} for one in suits["people"])
    assert all(one.keys() == {"contact", "why"} for one in suits["hidden"])
    items = script.do("today")["items"]
    assert items
    assert all({"what", "ref", "text", "since"} <= item.keys() for item in items)


def test_a_word_among_others_names_them_too(script: Script) -> None:
    error = script.refused("merge_contacts", keep=1, merge=2, fields={"name": "mine"})
    assert "expected both, keep or merge" in error
    assert script.refused("undo", steps=2) == "undo has no field 'steps'; it has none"


@pytest.mark.parametrize(
    "line", ["[" * 100_000, '{"do": "today", "x": ' + "[" * 100_000, "{}", "[]", '"x"', "\ufeff{}"]
)
def test_a_line_that_is_no_action_is_an_answer_and_the_next_goes_on(script: Script, line: str) -> None:
    told = list(applied(script.session, [line, '{"do": "add_contact", "name": "Ada"}']))
    assert [one["ok"] for one in told] == [False, True]
    assert told[0]["error"]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_any_text_is_answered_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Half a character, as Python's own JSON writes it, and names of every script."""
    names = ["\ud800 half", "Ng\u1ecdz\u00ed", "\u9648\u4f1f", "A\nB\u202e\x1b[31m"]
    shown = ["half", *names[1:3], "A B\u202e[31m"]
    verbs = [{"do": "add_contact", "name": name} for name in names]
    lines = "".join(json.dumps(verb) + "\n" for verb in [*verbs, {"do": names[0]}])
    done = subprocess.run(
        [sys.executable, "-m", "crm", "apply", "--file", str(tmp_path / "people.json")],
        input=lines.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    *told, unknown = [json.loads(line.decode(encoding)) for line in done.stdout.splitlines()]
    assert [one["what"] for one in told] == [f"added {name}" for name in shown]
    assert "there is no action '\\ud800 half'" in unknown["error"]


def test_a_note_is_changed_moved_and_taken_away(script: Script) -> None:
    ben = script.person("Ben")
    note = script.do("add_note", contact=ben, text="met again", on="2025-03-01")["id"]
    script.do("edit_note", note=note, text="met again in Porto")
    script.do("edit_note", note=note, on="2025-03-02")
    (written,) = script.state().get("notes", {}).values()
    assert (written["text"], written["on"]) == ("met again in Porto", "2025-03-02")
    script.do("edit_note", note=note, text=" ")
    assert not script.state().get("notes", {})
    assert script.do("undo")["what"] == "took away a note about Ben"
    assert script.state().get("notes", {})
    assert "no note" in script.refused("edit_note", note=ben, text="x")
