"""Answers that are edited or taken back: counts, requests, lens, lessons and check-ins follow."""

from typing import Any

from tests.contract.desk import TODAY, Script

LATER = "2026-12-24"


def abouts(script: Script, a: int, b: int) -> list[tuple[str, str]]:
    lines = script.do("look_ahead", kind="connection", a=a, b=b)["lines"]
    return [(line["about"], line["verdict"]) for line in lines]


def reflected(script: Script, ada: int, **answers: Any) -> tuple[int, int]:
    """An offer that Ada declined, and the reflection on it."""
    offer = script.offer(ada, script.person("Ben"))
    owed = script.do("record_answer", offer=offer, side="a", answer="no")["reflection"]
    script.do("reflect", reflection=owed, **answers)
    return offer, owed


def test_what_a_no_taught_goes_with_it_and_comes_back_with_it(script: Script) -> None:
    ada, chen = script.person("Ada"), script.person("Chen")
    lens = {"mode": "busy", "busy_with": "a launch", "source": "said"}
    offer, owed = reflected(
        script,
        ada,
        clear="no",
        missing=["why now"],
        lens=lens,
        check_in=TODAY.isoformat(),
        closed_to=["connection"],
    )
    taught = [("lens", "stop"), ("kind", "think"), ("check_in", "think"), ("lesson", "think")]
    assert abouts(script, ada, chen) == taught
    script.do("record_answer", offer=offer, side="a", answer="yes")
    assert abouts(script, ada, chen) == []
    assert script.stored("reflections", owed)["status"] == "skipped"
    script.do("record_answer", offer=offer, side="a", answer="no")
    assert abouts(script, ada, chen) == taught
    script.do("undo")
    assert abouts(script, ada, chen) == []
    script.do("undo")
    assert abouts(script, ada, chen) == taught


def test_counts_follow_every_edit(script: Script) -> None:
    ada = script.person("Ada")
    offer = script.offer(ada, script.person("Ben"))

    def counted() -> tuple[int, ...]:
        told = script.do("answers", contact=ada)
        return tuple(told[name] for name in ("asked", "yes", "no", "later", "no_reply"))

    assert counted() == (0, 0, 0, 0, 0)
    script.do("mark_asked", offer=offer, side="a")
    assert counted() == (1, 0, 0, 0, 0)
    for answer, expected in (
        ("no", (1, 0, 1, 0, 0)),
        ("later", (1, 0, 0, 1, 0)),
        ("no_reply", (1, 0, 0, 0, 1)),
        ("yes", (1, 1, 0, 0, 0)),
        (None, (1, 0, 0, 0, 0)),
    ):
        day = {"revisit_on": LATER} if answer == "later" else {}
        script.do("record_answer", offer=offer, side="a", answer=answer, **day)
        assert counted() == expected
    script.do("undo")
    assert counted() == (1, 1, 0, 0, 0)


def test_an_ask_that_was_none_counts_no_more(script: Script) -> None:
    ada = script.person("Ada")
    offer = script.offer(ada, script.person("Ben"))
    before = script.stored("offers", offer)
    script.do("record_answer", offer=offer, side="a", answer="yes")
    assert "take the answer back first" in script.refused("mark_asked", offer=offer, side="a", asked=False)
    script.do("record_answer", offer=offer, side="a", answer=None)
    assert script.do("answers", contact=ada)["asked"] == 1
    script.do("mark_asked", offer=offer, side="a", asked=False)
    assert script.do("answers", contact=ada)["asked"] == 0
    assert script.stored("offers", offer)["a"] == before["a"]
    script.do("mark_asked", offer=offer, side="a")


def test_carrying_that_was_turned_off_stays_off_to_the_end(script: Script) -> None:
    owed = script.declines(script.person("Ada"))
    script.do("reflect", reflection=owed, clear="no", missing=["why now"], carry=False, step=2)
    assert script.do("reflect", reflection=owed, learned_decliner="likes mornings")["effects"] == ()
    assert script.do("reflect", reflection=owed, carry=True)["effects"] != ()


def test_what_was_missing_is_carried_also_when_it_is_told_after_the_question(script: Script) -> None:
    owed = script.declines(script.person("Ada"))
    script.do("reflect", reflection=owed, clear="no", step=1)
    told = script.do("reflect", reflection=owed, missing=["why now"])
    assert [effect["ref"] for effect in told["effects"]] == ["why now"]


def test_the_yes_of_a_requester_goes_with_the_request(script: Script) -> None:
    ada, ben = script.person("Ada"), script.person("Ben")
    offer = script.offer(ada, ben, "referral", requested_by="a")

    def answers() -> list[str | None]:
        held = script.stored("offers", offer)
        return [held[side]["answer"] for side in "ab"]

    script.do("edit_offer", offer=offer, requested_by="b", spoke_on="2026-11-01")
    assert answers() == [None, "yes"]
    assert script.stored("offers", offer)["b"]["answered_on"] == "2026-11-01"
    script.do("edit_offer", offer=offer, kind="connection")
    assert answers() == [None, None]
    assert script.do("answers")["asked"] == 0
    script.do("edit_offer", offer=offer, kind="referral")
    assert answers() == [None, "yes"]
    script.do("record_answer", offer=offer, side="a", answer="no")
    script.do("edit_offer", offer=offer, requested_by="a")
    assert answers() == ["no", None]


def test_who_gives_in_a_favor_is_told_when_an_offer_becomes_one(script: Script) -> None:
    offer = script.offer(script.person("Ada"), script.person("Ben"), "favor")

    def roles() -> list[str]:
        held = script.stored("offers", offer)
        return [held[side]["role"] for side in "ab"]

    script.do("edit_offer", offer=offer, b_role="giver")
    assert roles() == ["receiver", "giver"]
    script.do("edit_offer", offer=offer, a_why_told="both sail")
    assert roles() == ["receiver", "giver"], "other words leave them as they are"
    assert "not both the same" in script.refused("edit_offer", offer=offer, a_role="giver", b_role="giver")
    assert "nobody is the peer" in script.refused("edit_offer", offer=offer, a_role="peer")
    script.do("edit_offer", offer=offer, kind="referral", a_role="provider")
    assert (roles(), script.stored("offers", offer)["requested_by"]) == (["provider", "requester"], None)
    script.do("edit_offer", offer=offer, b_role="requester")
    assert script.stored("offers", offer)["requested_by"] == "b", "who has that role asked for it"
    script.do("edit_offer", offer=offer, kind="favor", a_role="receiver")
    assert roles() == ["receiver", "giver"]


def test_two_noes_make_two_reflections_and_either_is_resumed_where_it_was_left(script: Script) -> None:
    offer = script.offer(script.person("Ada"), script.person("Ben"))
    one, other = (
        script.do("record_answer", offer=offer, side=side, answer="no")["reflection"] for side in "ab"
    )
    assert one != other
    script.do("reflect", reflection=one, step=3, better_why="x")
    held = script.stored("reflections", one)
    assert (held["status"], held["step"], held["better_why"], held["finished_on"]) == (
        "partial",
        3,
        "x",
        None,
    )
    assert script.stored("reflections", other)["status"] == "owed"
    owed = [item for item in script.do("today")["items"] if item["what"] == "reflect"]
    assert {item["ref"]["id"] for item in owed} == {one, other}
    script.do("reflect", reflection=one, skip=True)
    script.do("reflect", reflection=other)
    assert script.stored("reflections", other)["status"] == "done"
    assert not [item for item in script.do("today")["items"] if item["what"] == "reflect"]
    for step in (0, 6, -1):
        script.refused("reflect", reflection=one, step=step)
