"""The moves of an offer: whatever is done in whatever order, the promises of double opt-in hold."""

from contextlib import suppress
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crm.domain.moves import (
    answered,
    asked,
    introduced,
    not_asked,
    not_introduced,
    not_withdrawn,
    nudged,
    told,
    withdrawn,
)
from crm.domain.offer import (
    KINDS,
    ROLES,
    SIDES,
    AnswerWord,
    Kind,
    Offer,
    Reason,
    Side,
    SideKey,
    Stage,
    WorthIt,
    is_own_request,
    with_side,
)
from crm.domain.record import Refusal, changed

DAY = date(2026, 11, 2)


def offer(kind: Kind = "connection", **fields: object) -> Offer:
    a, b = ROLES[kind]
    made = Offer(id=1, kind=kind, made_on=DAY, a=Side(contact=1, role=a), b=Side(contact=2, role=b))
    return changed(made, **fields)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def both_yes() -> Offer:
    return answered(answered(offer(), "a", "yes", after(1)), "b", "yes", after(2))


# Moves, one by one ------------------------------------------------------------------------------------------


def test_the_whole_way() -> None:
    one = offer()
    assert (one.stage, one.is_open) == ("draft", True)
    one = asked(one, "a", after(1), "mail")
    assert (one.stage, one.a.channel, one.a.is_waiting) == ("asking", "mail", True)
    one = nudged(one, "a", after(5))
    one = answered(one, "a", "yes", after(6), words="With pleasure")
    one = answered(asked(one, "b", after(6)), "b", "yes", after(8))
    assert one.stage == "ready"
    one = introduced(one, after(9))
    assert (one.stage, one.closing, one.is_open) == ("introduced", None, False)
    one = told(one, "b", "yes", after(30), "We meet every week now")
    assert one.stage == "known"
    assert one.last_day == after(30)
    assert one.outcome.a.worth_it is None


@pytest.mark.parametrize(
    ("first", "second", "closing"),
    [
        ("no", None, "declined by one"),
        ("no", "yes", "declined by one"),
        ("no", "no", "declined by both"),
        ("no_reply", "no", "declined by one"),
        ("no_reply", "yes", "lapsed"),
        ("no_reply", None, "lapsed"),
        ("yes", None, None),
        ("yes", "yes", None),
    ],
)
def test_how_an_offer_ends(first: AnswerWord, second: AnswerWord | None, closing: str | None) -> None:
    one = answered(offer(), "a", first, after(1))
    one = one if second is None else answered(one, "b", second, after(1))
    assert one.closing == closing
    assert (one.stage == "closed") is (closing is not None)


def test_an_answer_nobody_marked_the_ask_of_counts_as_asked_that_day() -> None:
    assert answered(offer(), "a", "yes", after(3)).a.asked_on == after(3)


def test_an_answer_given_to_the_wrong_side_is_taken_back_with_its_ask() -> None:
    there = answered(offer(), "a", "yes", after(3))
    assert not_asked(answered(there, "a", None, after(3)), "a") == offer()
    reminded = nudged(asked(offer(), "b", after(1)), "b", after(5))
    assert not_asked(reminded, "b").stage == "draft"


def test_a_requester_who_asked_for_it_was_not_asked() -> None:
    one = offer("referral", requested_by="a")
    one = with_side(one, "a", answer="yes", answered_on=DAY)
    assert is_own_request(one, "a")
    assert not is_own_request(one, "b")
    assert one.a.asked_on is None
    assert one.stage == "asking"
    assert not is_own_request(offer("connection", requested_by="a"), "a")
    assert not is_own_request(asked(offer("referral", requested_by="a"), "a", after(1)), "a")


def test_a_requester_who_changes_their_mind_has_answered() -> None:
    one = with_side(offer("referral", requested_by="a"), "a", answer="yes", answered_on=DAY)
    no = answered(one, "a", "no", after(3))
    assert not is_own_request(no, "a")
    assert no.a.asked_on is None
    assert is_own_request(answered(no, "a", "yes", after(4)), "a"), "and asked for it after all"


def test_what_came_of_an_offer_is_taken_back_step_by_step() -> None:
    made = introduced(both_yes(), after(3))
    heard = told(told(made, "a", "yes", after(9), "a good hour"), "b", "unsure", after(9))
    assert told(told(heard, "a", None, after(9)), "b", None, after(9)) == made
    assert not_introduced(made) == both_yes()
    assert not_withdrawn(withdrawn(both_yes(), after(5))) == both_yes()


def test_a_side_that_was_asked_before_the_other_said_no_can_still_be_noted() -> None:
    no = answered(offer(), "a", "no", after(5))
    assert asked(no, "b", after(4)).b.is_waiting
    assert nudged(asked(no, "b", after(1)), "b", after(5)).b.nudged_on == after(5)


def test_a_later_is_asked_again_from_its_day_on_and_keeps_its_channel() -> None:
    one = answered(asked(offer(), "a", after(1), "mail"), "a", "later", after(2), revisit_on=after(20))
    assert one.stage == "asking"
    with pytest.raises(Refusal, match="come back"):
        asked(one, "a", after(19))
    again = asked(one, "a", after(20))
    assert (again.a.answer, again.a.asked_on, again.a.channel) == (None, after(20), "mail")


REFUSED = {
    "no again": lambda: asked(answered(offer(), "a", "no", after(1)), "a", after(9)),
    "yes again": lambda: asked(answered(offer(), "a", "yes", after(1)), "a", after(9)),
    "silence again": lambda: asked(answered(offer(), "a", "no_reply", after(1)), "a", after(9)),
    "asked twice": lambda: asked(asked(offer(), "a", after(1)), "a", after(2)),
    "asked before it was made": lambda: asked(offer(), "a", after(-1)),
    "nudged before the ask": lambda: nudged(offer(), "a", after(1)),
    "nudged on an earlier day": lambda: nudged(asked(offer(), "a", after(3)), "a", after(2)),
    "nudged twice": lambda: nudged(nudged(asked(offer(), "a", after(1)), "a", after(5)), "a", after(6)),
    "nudged after a no": lambda: nudged(answered(offer(), "a", "no", after(1)), "a", after(5)),
    "answered before the ask": lambda: answered(asked(offer(), "a", after(3)), "a", "yes", after(2)),
    "answered before it was made": lambda: answered(offer(), "a", "yes", after(-1)),
    "later without a day": lambda: answered(offer(), "a", "later", after(1)),
    "later on the same day": lambda: answered(offer(), "a", "later", after(1), revisit_on=after(1)),
    "a yes with a day to come back": lambda: answered(offer(), "a", "yes", after(1), revisit_on=after(9)),
    "an ask that never was": lambda: not_asked(offer(), "a"),
    "an ask that was answered": lambda: not_asked(answered(offer(), "a", "yes", after(1)), "a"),
    "asked after the other said no": lambda: asked(answered(offer(), "a", "no", after(1)), "b", after(2)),
    "asked after a lapse": lambda: asked(answered(offer(), "a", "no_reply", after(1)), "b", after(2)),
    "nudged after the other said no": lambda: nudged(
        answered(asked(offer(), "b", after(1)), "a", "no", after(1)), "b", after(5)
    ),
    "an ask after a later": lambda: not_asked(
        asked(answered(offer(), "a", "later", after(1), revisit_on=after(9)), "a", after(9)), "a"
    ),
    "an introduction that was not made": lambda: not_introduced(both_yes()),
    "an introduction of which one has told": lambda: not_introduced(
        told(introduced(both_yes(), after(3)), "b", "yes", after(9))
    ),
    "a word that was not said": lambda: told(introduced(both_yes(), after(3)), "a", None, after(9)),
    "a withdrawal that was not": lambda: not_withdrawn(offer()),
    "withdrawn before the ask": lambda: withdrawn(asked(offer(), "a", after(3)), after(2)),
    "nothing to take back": lambda: answered(offer(), "a", None, after(1)),
    "introduced after one yes": lambda: introduced(answered(offer(), "a", "yes", after(1)), after(2)),
    "introduced after a no": lambda: introduced(
        answered(answered(offer(), "a", "yes", after(1)), "b", "no", after(1)), after(2)
    ),
    "introduced before the second yes": lambda: introduced(both_yes(), after(1)),
    "introduced twice": lambda: introduced(introduced(both_yes(), after(3)), after(4)),
    "answered after the introduction": lambda: answered(
        introduced(both_yes(), after(3)), "a", None, after(4)
    ),
    "outcome without an introduction": lambda: told(both_yes(), "a", "yes", after(9)),
    "outcome before the introduction": lambda: told(introduced(both_yes(), after(3)), "a", "yes", after(2)),
    "withdrawn after the introduction": lambda: withdrawn(introduced(both_yes(), after(3)), after(4)),
    "withdrawn when closed": lambda: withdrawn(answered(offer(), "a", "no", after(1)), after(4)),
    "withdrawn twice": lambda: withdrawn(withdrawn(offer(), after(1)), after(2)),
    "asked after it was withdrawn": lambda: asked(withdrawn(offer(), after(1)), "a", after(2)),
    "a new answer after it was withdrawn": lambda: answered(
        withdrawn(offer(), after(1)), "a", "yes", after(2)
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_practice_does_not_allow_is_refused_with_a_reason(what: str) -> None:
    with pytest.raises(Refusal) as refused:
        REFUSED[what]()
    assert str(refused.value)
    assert not str(refused.value).endswith(".")


# Moves in any order -------------------------------------------------------------------------------------------

side_keys = st.sampled_from(SIDES)


class Moves(RuleBasedStateMachine):
    """Every move on every day, allowed or not, from any offer."""

    def __init__(self) -> None:
        super().__init__()
        self.offer = offer()
        self.today = DAY
        self.yeses: dict[SideKey, bool] = {"a": False, "b": False}

    @initialize(kind=st.sampled_from(KINDS), requested=st.sampled_from((None, "a", "b")))
    def make(self, kind: Kind, requested: SideKey | None) -> None:
        self.offer = offer(kind, requested_by=requested)
        if kind == "referral" and requested is not None:
            self.offer = with_side(self.offer, requested, answer="yes", answered_on=DAY)

    @rule(days=st.integers(1, 20))
    def time_goes_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(key=side_keys)
    def ask(self, key: SideKey) -> None:
        with suppress(Refusal):
            before = self.offer
            self.offer = asked(before, key, self.today, "mail")
            assert before.side(key).answer in (None, "later"), "a no, a yes and silence are not asked again"
            self.untouched(before, key)

    @rule(key=side_keys)
    def nudge(self, key: SideKey) -> None:
        with suppress(Refusal):
            before = self.offer
            self.offer = nudged(before, key, self.today)
            assert before.side(key).is_waiting
            self.untouched(before, key)

    @rule(
        key=side_keys,
        answer=st.sampled_from(get_args(AnswerWord)),
        words=st.sampled_from(("", "Thanks but no")),
    )
    def answer(self, key: SideKey, answer: AnswerWord, words: str) -> None:
        with suppress(Refusal):
            before = self.offer
            revisit = self.today + timedelta(days=9) if answer == "later" else None
            reasons = (Reason(word="busy", source="said"),) if answer == "no" else ()
            self.offer = answered(
                before, key, answer, self.today, words=words, reasons=reasons, revisit_on=revisit
            )
            side = self.offer.side(key)
            assert (side.answer, side.answered_on, side.words) == (answer, self.today, words)
            requested = self.offer.kind == "referral" and self.offer.requested_by == key
            assert side.asked_on is not None or requested
            assert is_own_request(self.offer, key) == (
                requested and side.asked_on is None and answer == "yes"
            )
            self.untouched(before, key)

    @rule(key=side_keys)
    def take_back(self, key: SideKey) -> None:
        with suppress(Refusal):
            before = self.offer
            self.offer = answered(before, key, None, self.today)
            side = self.offer.side(key)
            assert (side.answer, side.answered_on, side.words, side.reasons, side.revisit_on) == (
                None,
                None,
                "",
                (),
                None,
            )
            assert (side.asked_on, side.why_told) == (before.side(key).asked_on, before.side(key).why_told)
            self.untouched(before, key)

    @rule(key=side_keys)
    def take_the_ask_back(self, key: SideKey) -> None:
        with suppress(Refusal):
            before = self.offer
            self.offer = not_asked(before, key)
            assert before.side(key).is_waiting
            assert self.offer.side(key).asked_on is None
            self.untouched(before, key)

    @precondition(lambda self: self.offer.introduced_on is None and self.offer.withdrawn_on is None)
    @rule(key=side_keys, answer=st.sampled_from(("yes", "no", "no_reply")))
    def an_answer_taken_back_leaves_the_offer_as_it_was(self, key: SideKey, answer: AnswerWord) -> None:
        side = self.offer.side(key)
        was_later = side.revisit_on is not None  # their words stay with the new ask until it is answered
        if side.answer is None and side.asked_on is not None and not was_later:
            there = answered(self.offer, key, answer, self.today, words="by mistake")
            assert answered(there, key, None, self.today) == self.offer

    @rule()
    def introduce(self) -> None:
        ready = self.offer.stage == "ready"
        try:
            self.offer = introduced(self.offer, self.today)
        except Refusal:
            assert not ready, "two yeses and no way on"
        else:
            assert ready, "introduced before two yeses"

    @rule(key=side_keys, worth=st.sampled_from(get_args(WorthIt)))
    def tell(self, key: SideKey, worth: WorthIt) -> None:
        was = self.offer.introduced_on
        with suppress(Refusal):
            self.offer = told(self.offer, key, worth, self.today)
            assert was is not None

    @rule()
    def an_introduction_taken_back_leaves_two_yeses(self) -> None:
        with suppress(Refusal):
            self.offer = not_introduced(self.offer)
            assert self.offer.stage == "ready"

    @rule(key=side_keys)
    def a_word_taken_back_is_none(self, key: SideKey) -> None:
        with suppress(Refusal):
            self.offer = told(self.offer, key, None, self.today)
            assert getattr(self.offer.outcome, key).worth_it is None

    @rule()
    def a_withdrawal_taken_back_goes_on(self) -> None:
        with suppress(Refusal):
            self.offer = not_withdrawn(self.offer)
            assert self.offer.withdrawn_on is None

    @rule()
    def withdraw(self) -> None:
        was_open = self.offer.is_open
        try:
            self.offer = withdrawn(self.offer, self.today)
        except Refusal:
            assert not was_open, "an open offer has no way out"
        else:
            assert was_open

    def untouched(self, before: Offer, key: SideKey) -> None:
        other: SideKey = "b" if key == "a" else "a"
        assert self.offer.side(other) is before.side(other)
        assert changed(before, a=self.offer.a, b=self.offer.b) == self.offer

    @invariant()
    def the_stage_is_always_one_of_the_six(self) -> None:
        assert self.offer.stage in get_args(Stage)
        assert self.offer.is_open is (self.offer.stage in ("draft", "asking", "ready"))
        assert (self.offer.closing is not None) is (self.offer.stage == "closed")

    @invariant()
    def an_introduction_has_two_yeses(self) -> None:
        if self.offer.introduced_on is not None:
            assert self.offer.a.answer == self.offer.b.answer == "yes"

    @invariant()
    def days_follow_one_another(self) -> None:
        assert DAY <= self.offer.last_day <= self.today
        for _, side in self.offer.sides():
            days = [day for day in (side.asked_on, side.nudged_on, side.answered_on) if day is not None]
            assert days == sorted(days)


Moves.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestMoves = Moves.TestCase
