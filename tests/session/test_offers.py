from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.domain.days.today import Calendar, DayStyle
from crm.domain.offer import KINDS, ROLES, SIDES, Kind, Offer, SideKey, is_own_request, with_side
from crm.domain.record import Refusal, changed
from crm.session import actions
from crm.session.session import Session
from crm.session.verbs.offers import Stopped, edit
from tests.builders import book
from tests.insight.books import TODAY as LATEST
from tests.insight.books import offers, people
from tests.session.conftest import TODAY
from tests.session.desk import Desk, scene


def test_an_offer_is_between_two_people(desk: Desk) -> None:
    ada = desk.person("Ada Novak")
    with pytest.raises(Refusal, match="both sides are Ada Novak"):
        desk.offer(ada, ada)


def test_a_referrals_requester_starts_with_a_dated_yes_that_was_not_asked_for(desk: Desk) -> None:
    offer = desk.offer(
        desk.person("Ada"), desk.person("Ben"), "referral", requested_by="b", spoke_on=desk.day(-40)
    )
    side = desk.the(offer).b
    assert (side.role, side.answer, side.answered_on, side.asked_on) == (
        "requester",
        "yes",
        desk.day(-40),
        None,
    )
    assert desk.the(offer).a.role == "provider"


def test_roles_follow_the_kind_and_the_other_sides_role(desk: Desk) -> None:
    made = desk.session.do(
        actions.MakeOffer(
            kind="favor",
            a=actions.NewSide(contact=desk.person("Ada"), role="receiver"),
            b=actions.NewSide(contact=desk.person("Ben")),
        )
    )
    assert made.id is not None
    assert desk.the(made.id).b.role == "giver"


def test_a_role_that_its_kind_does_not_have_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="nobody is the giver"):
        desk.session.do(
            actions.MakeOffer(
                kind="connection",
                a=actions.NewSide(contact=desk.person("Ada"), role="giver"),
                b=actions.NewSide(contact=desk.person("Ben")),
            )
        )


def test_of_two_roles_each_side_has_one(desk: Desk) -> None:
    ada, ben = desk.person("Ada"), desk.person("Ben")
    with pytest.raises(Refusal, match="one is the giver and the other the receiver"):
        desk.session.do(
            actions.MakeOffer(
                kind="favor",
                a=actions.NewSide(contact=ada, role="giver"),
                b=actions.NewSide(contact=ben, role="giver"),
            )
        )


def test_what_has_happened_has_no_day_that_is_still_to_come(desk: Desk) -> None:
    tomorrow = desk.day(1)
    ada, ben = desk.person("Ada"), desk.person("Ben")
    with pytest.raises(Refusal, match="tomorrow is still to come: on which day did you speak of it"):
        desk.offer(ada, ben, "referral", requested_by="a", spoke_on=tomorrow)
    offer = desk.offer(ada, ben)
    with pytest.raises(Refusal, match="still to come: on which day were they asked"):
        desk.session.do(actions.MarkAsked(offer=offer, side="a", on=tomorrow))
    with pytest.raises(Refusal, match="still to come: on which day did they answer"):
        desk.answers(offer, "a", "yes", on=tomorrow)
    for side in ("a", "b"):
        desk.answers(offer, side, "yes", on=desk.day(0))
    with pytest.raises(Refusal, match="still to come: on which day were they introduced"):
        desk.session.do(actions.Introduce(offer=offer, on=tomorrow))
    desk.session.do(actions.Introduce(offer=offer))
    with pytest.raises(Refusal, match="still to come: on which day did they tell you"):
        desk.session.do(actions.TellOutcome(offer=offer, side="a", worth_it="yes", on=tomorrow))


def test_no_introduction_before_two_yeses(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    desk.answers(offer, "a", "yes")
    with pytest.raises(Refusal, match="yes from both; still missing: b"):
        desk.session.do(actions.Introduce(offer=offer))
    desk.answers(offer, "b", "yes")
    desk.session.do(actions.Introduce(offer=offer))
    assert desk.the(offer).stage == "introduced"


def test_a_no_saves_the_answer_and_owes_one_reflection(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    told = desk.answers(offer, "b", "no", words="Thanks, but no thanks.")
    assert desk.session.book.reflection(told["reflection"]).status == "owed"
    assert desk.the(offer).closing == "declined by one"
    again = desk.answers(offer, "b", "no", words="Thanks, but not this year.")
    assert again["reflection"] == told["reflection"]


def test_two_noes_make_two_reflections(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    first, second = desk.answers(offer, "a", "no"), desk.answers(offer, "b", "no")
    assert first["reflection"] != second["reflection"]
    assert desk.the(offer).closing == "declined by both"


def test_a_no_never_touches_the_other_side(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    desk.answers(offer, "a", "yes", words="Gladly")
    before = desk.the(offer).a
    desk.answers(offer, "b", "no")
    assert desk.the(offer).a == before


def test_after_a_no_there_is_no_asking_again_and_no_nudge(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    desk.answers(offer, "a", "no")
    with pytest.raises(Refusal, match="a new offer with a new why"):
        desk.session.do(actions.MarkAsked(offer=offer, side="a"))
    with pytest.raises(Refusal, match="nudges stop"):
        desk.session.do(actions.MarkNudged(offer=offer, side="a"))


def test_a_later_is_asked_again_once_its_day_has_come(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    desk.answers(offer, "a", "later", revisit_on=desk.day(-3))
    with pytest.raises(Refusal, match="ask again from that day on"):
        desk.session.do(actions.MarkAsked(offer=offer, side="a", on=desk.day(-4)))
    desk.session.do(actions.MarkAsked(offer=offer, side="a", on=desk.day(-3)))
    assert desk.the(offer).a.is_waiting


def test_the_same_pair_after_a_no_needs_a_new_why(desk: Desk) -> None:
    ada, ben = desk.person("Ada"), desk.person("Ben")
    desk.answers(desk.offer(ada, ben, why_a="You both love maps"), "a", "no")
    for old in ("", "You both love maps"):
        with pytest.raises(Stopped, match="needs a new why"):
            desk.offer(ben, ada, why_b=old)
    desk.offer(ben, ada, why_b="Ben now runs the map archive you asked about")


def test_a_stop_is_overridden_with_a_reason_that_stays_on_the_offer(desk: Desk) -> None:
    ada, ben = desk.person("Ada"), desk.person("Ben", title="Choir director")
    desk.session.do(actions.SetLens(contact=ada, mode="only_type", types=("hardware people",), source="said"))
    with pytest.raises(Stopped) as stopped:
        desk.offer(ada, ben)
    assert "hardware" in str(stopped.value)
    offer = desk.offer(ada, ben, override_reason="Ada asked me about choirs yesterday")
    ahead = desk.the(offer).look_ahead
    assert ahead.override_reason == "Ada asked me about choirs yesterday"
    assert any(seen.startswith("lens/") for seen in ahead.seen)


def test_a_day_before_the_offer_is_refused_and_changes_nothing(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"))
    before = desk.session.book
    with pytest.raises(Refusal, match="before the offer was made"):
        desk.session.do(actions.MarkAsked(offer=offer, side="a", on=date(2020, 1, 1)))
    assert desk.session.book is before


def test_an_offer_planned_for_the_day_on_which_nobody_is_busy_any_more_does_not_stop(desk: Desk) -> None:
    ada, ben = desk.person("Ada"), desk.person("Ben")
    desk.session.do(actions.SetLens(contact=ben, mode="busy", until=desk.day(10), source="said"))
    with pytest.raises(Stopped) as stopped:
        desk.offer(ada, ben, made_on=None)
    day = stopped.value.ahead.proposes
    assert day == desk.day(11)
    planned = desk.offer(ada, ben, made_on=day)
    with pytest.raises(Refusal, match="is planned for"):
        desk.session.do(actions.MarkAsked(offer=planned, side="a"))
    desk.session.do(actions.EditOffer(offer=planned, made_on=desk.day(0)))
    desk.session.do(actions.MarkAsked(offer=planned, side="a"))
    with pytest.raises(Refusal, match="after they were asked"):
        desk.session.do(actions.EditOffer(offer=planned, made_on=desk.day(3)))


def test_a_referral_planned_for_later_was_asked_for_today(desk: Desk) -> None:
    planned = desk.offer(
        desk.person("Ada"), desk.person("Ben"), "referral", requested_by="a", made_on=desk.day(9)
    )
    assert desk.the(planned).a.answered_on == desk.day(0)


def test_who_asked_for_a_referral_is_its_requester(desk: Desk) -> None:
    a, b = desk.person("Ada"), desk.person("Ben")
    side = actions.NewSide(contact=a, role="provider")
    with pytest.raises(Refusal, match="is the requester"):
        desk.session.do(
            actions.MakeOffer(kind="referral", a=side, b=actions.NewSide(contact=b), requested_by="a")
        )


def test_every_step_of_an_offer_has_a_way_back_after_a_restart(desk: Desk) -> None:
    made = desk.offer(desk.person("Ada"), desk.person("Ben"))
    for key in ("a", "b"):
        desk.answers(made, key, "yes")
    ready = desk.the(made)
    desk.session.do(actions.Introduce(offer=made))
    desk.session.do(actions.TellOutcome(offer=made, side="a", worth_it="yes", words="a good hour"))
    with pytest.raises(Refusal, match="take that back first"):
        desk.session.do(actions.Introduce(offer=made, introduced=False))
    desk.session.do(actions.TellOutcome(offer=made, side="a", worth_it=None))
    assert "took the introduction" in desk.session.do(actions.Introduce(offer=made, introduced=False)).what
    desk.session.do(actions.Withdraw(offer=made))
    assert "again" in desk.session.do(actions.Withdraw(offer=made, withdrawn=False)).what
    assert changed(desk.the(made), updated="") == changed(ready, updated="")


@pytest.mark.parametrize(("style", "said"), [("21 Nov", "9 Nov"), ("Nov 21", "Nov 9"), ("ISO", "2026-11-09")])
def test_refusals_say_days_as_they_are_set(tmp_path: Path, style: DayStyle, said: str) -> None:
    session = Session.open(tmp_path / "days.json", today=TODAY, calendar=Calendar(style=style))
    desk = Desk(session)
    made = desk.offer(desk.person("Ada"), desk.person("Ben"), made_on=date(2026, 11, 9))
    with pytest.raises(Refusal) as refused:
        session.do(actions.MarkAsked(offer=made, side="a", on=date(2026, 11, 2)))
    assert f"before the offer was made ({said})" in str(refused.value)
    session.close()


# Edited ---------------------------------------------------------------------------------------------------


@st.composite
def answered(draw: st.DrawFn) -> Offer:
    """An offer of any kind that two people have answered in any way, or not yet."""
    one = draw(offers().filter(lambda one: one.introduced_on is None and one.a.contact != one.b.contact))
    for key in SIDES:
        one = with_side(one, key, words=draw(st.sampled_from(["", "Gladly", "Not this year"])))
    return one


def edited(one: Offer, **fields: Any) -> Offer:
    plan = edit(scene(book(*people, one), LATEST), actions.EditOffer(offer=one.id, **fields))
    after = plan.edits[0].after if plan.edits else one
    assert isinstance(after, Offer)
    return after


def said(one: Offer, key: SideKey) -> tuple[object, ...]:
    """All that a side said, and when."""
    side = one.side(key)
    return side.asked_on, side.answer, side.answered_on, side.words, side.reasons, side.revisit_on


@given(st.data(), answered())
@settings(max_examples=200, deadline=None)
def test_what_they_answered_stays_whatever_is_edited_of_what_was_offered(
    data: st.DataObject, one: Offer
) -> None:
    asked = [side.asked_on for _, side in one.sides() if side.asked_on]
    role = st.sampled_from([role for role in ROLES[one.kind] if role != "requester"])
    others = [key for key in SIDES if one.kind != "referral" or key != one.requested_by]
    fields: dict[str, st.SearchStrategy[Any]] = {
        "made_on": st.integers(0, 9).map(lambda days: min(asked, default=LATEST) - timedelta(days)),
        "spoke_on": st.none() | st.just(one.made_on),
        f"{data.draw(st.sampled_from(others))}_role": role,
        **dict.fromkeys(("a_why_told", "b_why_told", "a_bio_sent", "b_bio_sent"), st.text(max_size=5)),
    }
    after = edited(one, **data.draw(st.fixed_dictionaries({}, optional=fields)))
    assert [said(after, key) for key in SIDES] == [said(one, key) for key in SIDES]


@given(answered(), st.sampled_from(KINDS), st.sampled_from([None, *SIDES]))
@settings(max_examples=200, deadline=None)
def test_of_all_answers_only_the_yes_of_who_asked_for_it_goes_with_the_request(
    one: Offer, kind: Kind, requested_by: SideKey | None
) -> None:
    after = edited(one, kind=kind, requested_by=requested_by)
    for key in SIDES:
        was, is_now = is_own_request(one, key), is_own_request(after, key)
        if was and not is_now and one.side(key).answer == "yes":
            assert after.side(key).answer is None
        elif is_now and not was and one.side(key).answer is None:
            assert after.side(key).answer == "yes"
        else:
            assert said(after, key) == said(one, key)


def test_the_no_of_who_had_asked_for_it_stays_when_another_did(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"), "referral", requested_by="a")
    desk.answers(offer, "a", "no", words="I thought better of it")
    before = desk.the(offer).a
    desk.session.do(actions.EditOffer(offer=offer, requested_by="b"))
    after = desk.the(offer)
    assert (after.a.answer, after.a.answered_on, after.a.words) == ("no", before.answered_on, before.words)
    assert after.b.answer == "yes"


def test_another_who_asked_for_it_takes_over_the_role(desk: Desk) -> None:
    offer = desk.offer(desk.person("Ada"), desk.person("Ben"), "referral", requested_by="a")
    desk.session.do(actions.EditOffer(offer=offer, requested_by="b"))
    assert [side.role for _, side in desk.the(offer).sides()] == ["provider", "requester"]
