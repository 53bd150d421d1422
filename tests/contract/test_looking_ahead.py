"""The look-ahead and the check-in rule through ``crm apply``: each rule with its verdict, at its threshold."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.contract.desk import TODAY, Script

Line = dict[str, Any]


def ahead(script: Script, a: int, b: int, kind: str = "connection", **more: Any) -> list[Line]:
    told = script.do("look_ahead", kind=kind, a=a, b=b, **more)
    order = ["fine", "think", "stop"]
    grave = max((line["verdict"] for line in told["lines"]), key=order.index, default="fine")
    assert told["verdict"] == grave
    return list(told["lines"])


def about(lines: list[Line], word: str) -> list[tuple[str | None, str]]:
    return [(line["side"], line["verdict"]) for line in lines if line["about"] == word]


@pytest.mark.parametrize(
    ("source", "tags", "verdict"),
    [
        ("said", ["hardware"], "fine"),
        ("said", ["choir"], "stop"),
        ("guess", ["hardware"], "fine"),
        ("guess", ["choir"], "think"),
    ],
)
@pytest.mark.parametrize("side", ["a", "b"])
def test_a_lens_for_a_type(script: Script, source: str, tags: list[str], verdict: str, side: str) -> None:
    ada, ben = script.person("Ada"), script.person("Ben", tags=tags)
    lens = script.do("set_lens", contact=ada, mode="only_type", types=["hardware"], source=source)["id"]
    lines = ahead(script, *((ada, ben) if side == "a" else (ben, ada)))
    assert about(lines, "lens") == [(side, verdict)]
    assert lines[0]["from"] == {"table": "lenses", "id": lens}
    script.do("end_lens", lens=lens)
    assert ahead(script, ada, ben) == []


@pytest.mark.parametrize(("source", "verdict"), [("said", "stop"), ("guess", "think")])
def test_busy_until_a_day_proposes_the_day_after(script: Script, source: str, verdict: str) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    until = TODAY + timedelta(days=30)
    script.do("set_lens", contact=ada, mode="busy", until=until.isoformat(), source=source)
    (line,) = ahead(script, ada, ben)
    assert (line["verdict"], line["proposes"]) == (verdict, (until + timedelta(days=1)).isoformat())
    script.today = until
    assert about(ahead(script, ada, ben), "lens") == [("a", verdict)]
    script.today = until + timedelta(days=1)
    assert ahead(script, ada, ben) == []


def test_a_stop_is_overridden_only_with_a_reason_and_the_reason_stays(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    script.do("set_lens", contact=ada, mode="busy", source="said")
    offer = {"kind": "connection", "a": {"contact": ben}, "b": {"contact": ada}}
    for reason in ({}, {"override_reason": ""}, {"override_reason": "  "}):
        told = script.tell("make_offer", **offer, **reason)
        assert (told["ok"], told["line"], len(told["stop"])) == (False, 1, 1)
        assert told["error"]
    made = script.do("make_offer", **offer, override_reason="she asked for him")
    assert made["look_ahead"]["verdict"] == "stop"
    held = script.stored("offers", made["id"])["look_ahead"]
    assert held["override_reason"] == "she asked for him"
    assert held["seen"]


def test_open_and_closed_kinds(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    script.do("reflect", reflection=script.declines(ada), open_to=["referral"], closed_to=["favor"])
    assert about(ahead(script, ada, ben, "favor"), "kind") == [("a", "think")]
    assert about(ahead(script, ben, ada, "referral"), "kind") == [("b", "fine")]
    assert about(ahead(script, ada, ben, "connection"), "kind") == []


def test_the_pair_before_in_either_order(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    offer = script.offer(ada, ben)
    assert (
        about(ahead(script, ada, ben), "pair") == about(ahead(script, ben, ada), "pair") == [(None, "stop")]
    )
    script.do("record_answer", offer=offer, side="a", answer="no")
    assert about(ahead(script, ada, ben), "pair") == [("a", "think")]
    assert about(ahead(script, ben, ada), "pair") == [("b", "think")]
    same = {"a": {"contact": ben, "why_told": "z"}, "b": {"contact": ada, "why_told": "a new why"}}
    assert script.tell("make_offer", kind="favor", **same)["stop"]
    script.do("make_offer", kind="favor", a=same["a"], b={"contact": ada, "why_told": "another"})


def test_a_merged_double_keeps_the_pair(script: Script) -> None:
    ada, twin, ben = script.person("Ada"), script.person("Ada L."), script.person("Ben")
    script.do("withdraw", offer=script.offer(twin, ben))
    assert about(ahead(script, ada, ben), "pair") == []
    script.do("merge_contacts", keep=ada, merge=twin)
    assert about(ahead(script, ada, ben), "pair") == [(None, "fine")]


def test_open_asks_and_asks_of_thirty_days(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    offers = [script.offer(ada, script.person(f"Other {n}"), made_on="2026-09-01") for n in range(4)]
    script.do("mark_asked", offer=offers[0], side="a", on="2026-09-01")
    assert about(ahead(script, ada, ben), "open_asks") == []
    script.do("mark_asked", offer=offers[1], side="a", on="2026-09-02")
    assert about(ahead(script, ben, ada), "open_asks") == [("b", "think")]
    script.do("withdraw", offer=offers[1])
    assert about(ahead(script, ada, ben), "open_asks") == []
    assert about(ahead(script, ada, ben), "load") == []
    for days in (29, 15, 0):
        offer = script.offer(ada, script.person(f"New {days}"), made_on="2026-09-01")
        day = (TODAY - timedelta(days=days)).isoformat()
        script.do("record_answer", offer=offer, side="a", answer="yes", on=day)
    assert about(ahead(script, ada, ben), "load") == [("a", "think")]
    script.today = TODAY + timedelta(days=1)
    assert about(ahead(script, ada, ben), "load") == []


def test_who_asked_for_it_is_not_asked(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    script.do("set_lens", contact=ada, mode="busy", source="said")
    for on in (1, 2, 3):
        script.declines(ada, TODAY - timedelta(days=on))
    mine = [line for line in ahead(script, ada, ben, "referral", requested_by="a") if line["side"] == "a"]
    assert {line["about"] for line in mine} == {"lens"}
    assert mine[0]["verdict"] == "think"


def test_archived(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    script.do("archive_contact", contact=ben)
    assert about(ahead(script, ada, ben), "archived") == [("b", "think")]
    script.do("archive_contact", contact=ben, archived=False)
    assert ahead(script, ada, ben) == []


def test_a_lesson_is_carried_until_it_was_shown_three_times_or_is_dropped(script: Script) -> None:
    ada = script.person("Ada")
    owed = script.declines(ada)
    script.do("reflect", reflection=owed, clear="no", missing=["why now", "why them"])
    script.do("drop_effect", reflection=owed, effect="lesson/why them")
    for time in range(3):
        other = script.person(f"New {time}")
        (line,) = [one for one in ahead(script, ada, other) if one["about"] == "lesson"]
        assert "why now" in line["text"]
        assert line["from"] == {"table": "reflections", "id": owed}
        script.offer(ada, other)
    last = script.person("Last")
    assert about(ahead(script, ada, last), "lesson") == []
    script.do("undo")  # Last
    script.do("undo")  # the third showing
    assert about(ahead(script, ada, script.person("Last")), "lesson") == [("a", "think")]
    script.do("drop_effect", reflection=owed, effect="lesson/why now")
    assert about(ahead(script, ada, script.person("Last")), "lesson") == []


def is_due(script: Script, contact: int) -> bool:
    due: bool = script.do("answers", contact=contact)["check_in_due"]
    other = script.person("Other")
    assert about(ahead(script, contact, other), "check_in") == ([("a", "think")] if due else [])
    return due


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ("nn", False),
        ("nnn", True),
        ("ynn", False),
        ("ynnn", False),
        ("ynnnn", True),
        ("yynnn", False),
        ("yynnnnnnn", False),
        ("yynnnnnnnn", True),
        ("yyyyy", False),
        ("nnlss", False),
        ("nnnlss", True),
    ],
)
def test_the_check_in_rule_at_its_thresholds(script: Script, given: str, due: bool) -> None:
    """y yes, n no, l later, s silent: only yes and no count."""
    ada = script.person("Ada")
    word = {"y": "yes", "n": "no", "s": "no_reply"}
    for one in given:
        if one == "l":
            offer = script.offer(ada, script.person("Other"), override_reason="sure")
            script.do("record_answer", offer=offer, side="a", answer="later", revisit_on="2027-01-01")
        else:
            script.answers_new(ada, word[one])
    assert is_due(script, ada) is due


def test_the_rule_looks_back_twenty_four_months_to_the_day(script: Script) -> None:
    ada = script.person("Ada")
    for on in (date(2024, 11, 24), date(2026, 1, 1), date(2026, 2, 1)):
        script.declines(ada, on)
    assert is_due(script, ada)
    script.today = TODAY + timedelta(days=1)
    assert not is_due(script, ada)


def test_an_answered_check_in_restarts_the_count_and_writes_the_lens(script: Script) -> None:
    ada = script.person("Ada")
    for days in (9, 8, 7):
        script.declines(ada, TODAY - timedelta(days=days))
    planned = script.do("plan_check_in", contact=ada)["id"]
    assert is_due(script, ada)
    script.refused("answer_check_in", checkin=planned)
    told = script.do("answer_check_in", checkin=planned, too_busy="yes", until="2027-01-31")
    lens = script.stored("lenses", told["lens"])
    assert (lens["mode"], lens["until"], lens["source"], lens["from"]) == (
        "busy",
        "2027-01-31",
        "said",
        planned,
    )
    assert not is_due(script, ada)
    script.today = TODAY + timedelta(days=5)
    for _ in range(2):
        script.declines(ada, script.today)
    assert not is_due(script, ada)
    script.declines(ada, script.today)
    assert is_due(script, ada)


def test_a_check_in_cannot_be_answered_with_a_day_that_had_passed(script: Script) -> None:
    planned = script.do("plan_check_in", contact=script.person("Ada"))["id"]
    assert "passed" in script.refused(
        "answer_check_in", checkin=planned, too_busy="yes", until="2026-11-01", on="2026-11-02"
    )
    script.do("answer_check_in", checkin=planned, too_busy="yes", until="2026-11-02", on="2026-11-02")


def test_a_reflection_is_taken_up_again_after_its_busy_time_is_over(script: Script) -> None:
    ada = script.person("Ada")
    owed = script.declines(ada)
    lens = {"mode": "busy", "busy_with": "a launch", "until": "2026-12-01", "source": "said"}
    script.do("reflect", reflection=owed, lens=lens)
    script.today = date(2027, 2, 1)
    script.do("reflect", reflection=owed, lens=lens, learned_decliner="launches in winter")
    assert "passed" in script.refused("reflect", reflection=owed, lens=lens | {"until": "2026-12-02"})
