"""Check-ins: planned, dropped, noted late and put right, and the lens that follows them."""

from datetime import date, timedelta

import pytest

from crm.domain.lens import Lens
from crm.domain.record import Refusal
from crm.insight.checking_in.rule import open_check_in
from crm.session import actions
from tests.session.conftest import TODAY
from tests.session.desk import Desk


def answered(desk: Desk, checkin: int, **answers: object) -> Lens | None:
    """What was said, and the lens that it wrote or put right."""
    told = desk.session.do(actions.AnswerCheckIn(checkin=checkin, **answers)).answer  # type: ignore[arg-type]  # fields of the action
    return desk.session.book.lenses.get(told["lens"] or 0)


def current(desk: Desk, contact: int) -> Lens | None:
    return desk.session.book.current_lens(contact, TODAY)


def planned(desk: Desk, contact: int, on: date | None = None) -> int:
    return desk.session.do(actions.PlanCheckIn(contact=contact, due_on=on)).id or 0


# Dropped ----------------------------------------------------------------------------------------------------


def test_a_dropped_check_in_hides_none_that_is_planned(desk: Desk) -> None:
    owed = desk.declined()
    dara = desk.the(owed.offer).a.contact
    by_hand = planned(desk, dara, desk.day(-4))
    done = desk.reflect(owed, check_in=desk.day(7), dropped=("check_in",))
    assert done.checkin != by_hand
    found = open_check_in(desk.session.book, dara)
    assert found is not None
    assert found.id == by_hand


def test_planning_after_a_drop_moves_the_planned_one_and_leaves_the_dropped(desk: Desk) -> None:
    owed = desk.declined()
    dara = desk.the(owed.offer).a.contact
    done = desk.reflect(owed, check_in=desk.day(7), dropped=("check_in",))
    fresh = planned(desk, dara, desk.day(3))
    assert fresh != done.checkin
    assert planned(desk, dara, desk.day(5)) == fresh
    assert desk.session.book.checkin(done.checkin or 0).due_on is None


def test_of_two_that_are_planned_the_one_that_is_shown_is_moved(desk: Desk) -> None:
    owed = desk.declined()
    dara = desk.the(owed.offer).a.contact
    planned(desk, dara, desk.day(2))
    later = desk.reflect(owed, check_in=desk.day(7)).checkin
    shown = open_check_in(desk.session.book, dara)
    assert shown is not None
    assert planned(desk, dara, desk.day(9)) == shown.id == later


def test_a_check_in_that_is_taken_up_again_on_the_card_has_a_day(desk: Desk) -> None:
    owed = desk.declined()
    done = desk.reflect(owed, check_in=desk.day(7), dropped=("check_in",))
    assert desk.session.book.checkin(done.checkin or 0).due_on is None
    desk.reflect(owed, dropped=())
    assert desk.session.book.checkin(done.checkin or 0).due_on == TODAY


# Put right --------------------------------------------------------------------------------------------------


def test_a_lens_ends_with_the_answer_that_it_came_from(desk: Desk) -> None:
    ada = desk.person("Ada")
    one = planned(desk, ada)
    lens = answered(desk, one, too_busy="yes", on=desk.day(-5))
    assert lens == current(desk, ada)
    answered(desk, one, notes="she only said hello", on=desk.day(-5))
    assert current(desk, ada) is None
    desk.session.undo()
    assert current(desk, ada) == lens
    desk.session.redo()
    again = answered(desk, one, too_busy="yes", on=desk.day(-5))
    assert again is not None
    assert again == current(desk, ada)


def test_notes_put_right_leave_the_lens_that_came_later(desk: Desk) -> None:
    ada = desk.person("Ada")
    one = planned(desk, ada)
    answered(desk, one, too_busy="yes", on=desk.day(-20))
    desk.session.do(actions.SetLens(contact=ada, mode="only_type", types=("poets",)))
    before = desk.session.book.lenses
    answered(desk, one, too_busy="yes", notes="until the harvest", on=desk.day(-20))
    assert desk.session.book.lenses == before


# Noted late -------------------------------------------------------------------------------------------------


def test_an_answer_noted_late_ends_no_lens_that_began_after_it(desk: Desk) -> None:
    ada = desk.person("Ada")
    newer = answered(desk, planned(desk, ada), people_wanted="poets", on=desk.day(-3))
    late = answered(desk, planned(desk, ada), too_busy="yes", on=desk.day(-20))
    assert current(desk, ada) == newer
    assert late is not None
    assert late.ended_on == desk.day(-3), "as if it had been noted on its day"


def test_an_answer_noted_late_ends_the_lens_before_it(desk: Desk) -> None:
    ada = desk.person("Ada")
    older = answered(desk, planned(desk, ada), people_wanted="poets", on=desk.day(-30))
    late = answered(desk, planned(desk, ada), too_busy="yes", on=desk.day(-20))
    assert older is not None
    assert desk.session.book.lens(older.id).ended_on == desk.day(-20)
    assert current(desk, ada) == late


def test_answers_leave_the_day_on_which_the_questions_were_asked(desk: Desk) -> None:
    asked, unasked = planned(desk, desk.person("Ada")), planned(desk, desk.person("Ben"))
    desk.session.do(actions.AskCheckIn(checkin=asked, on=desk.day(-9)))
    for checkin in (asked, unasked):
        answered(desk, checkin, too_busy="no", on=desk.day(-2))
    days = [desk.session.book.checkin(checkin).asked_on for checkin in (asked, unasked)]
    assert days == [desk.day(-9), desk.day(-2)], "who was not asked was asked as they answered"


# Ended ------------------------------------------------------------------------------------------------------


def test_whoever_is_still_busy_is_not_said_to_be_open_again(desk: Desk) -> None:
    owed = desk.declined()
    dara = desk.the(owed.offer).a.contact
    until = TODAY + timedelta(days=40)
    desk.session.do(actions.SetLens(contact=dara, mode="busy", busy_with="a book", until=until))
    only = desk.reflect(owed, lens=actions.LensFields(mode="only_type", types=("poets",))).lens
    told = desk.session.do(actions.EndLens(lens=only or 0))
    assert told.what == "ended a lens of Dara Levy, who is still busy with a book until 3 Jan"


def test_whom_no_lens_holds_any_more_may_be_open_again(desk: Desk) -> None:
    lens = desk.session.do(actions.SetLens(contact=desk.person("Ada"), mode="busy")).id
    assert desk.session.do(actions.EndLens(lens=lens or 0)).what == "Ada may be open again"


# Ways out ---------------------------------------------------------------------------------------------------


def test_a_plan_of_ones_own_is_dropped_and_undo_brings_it_back(desk: Desk) -> None:
    ada = desk.person("Ada")
    one = planned(desk, ada, desk.day(3))
    desk.session.do(actions.DropCheckIn(checkin=one))
    assert not desk.session.book.checkins
    desk.session.undo()
    assert desk.session.book.checkin(one).due_on == desk.day(3)


def test_a_plan_of_a_reflection_is_dropped_there_and_can_be_taken_up_again(desk: Desk) -> None:
    done = desk.reflect(desk.declined(), check_in=desk.day(3))
    desk.session.do(actions.DropCheckIn(checkin=done.checkin or 0))
    assert not desk.session.book.reflection(done.id).acts("check_in")
    assert desk.session.book.checkin(done.checkin or 0).is_dropped
    desk.session.do(actions.DropEffect(reflection=done.id, effect="check_in", dropped=False))
    assert desk.session.book.checkin(done.checkin or 0).due_on == TODAY


def test_what_was_asked_is_not_dropped(desk: Desk) -> None:
    one = planned(desk, desk.person("Ada"))
    desk.session.do(actions.AskCheckIn(checkin=one))
    with pytest.raises(Refusal, match="have been asked"):
        desk.session.do(actions.DropCheckIn(checkin=one))


def test_nobody_answers_before_they_are_asked(desk: Desk) -> None:
    one = planned(desk, desk.person("Ada"))
    desk.session.do(actions.AskCheckIn(checkin=one, on=desk.day(-3)))
    with pytest.raises(Refusal, match="before you asked"):
        answered(desk, one, too_busy="no", on=desk.day(-4))


def test_one_that_is_dropped_on_the_card_has_no_day_while_the_reflection_waits(desk: Desk) -> None:
    waits = desk.reflect(desk.declined(), step=5, check_in=TODAY, dropped=("check_in",))
    assert waits.is_owed
    assert desk.session.book.checkin(waits.checkin or 0).is_dropped
    done = desk.reflect(waits, check_in=TODAY, dropped=())
    assert desk.session.book.checkin(done.checkin or 0).due_on == TODAY


def test_who_is_too_busy_and_hopes_for_someone_is_busy_until_then_and_hopes_after_that(desk: Desk) -> None:
    dara = desk.person("Dara Levy")
    wanted = "people who build clinics; nurses"
    lens = answered(desk, planned(desk, dara), people_wanted=wanted, too_busy="yes", until=desk.day(90))
    assert lens is not None
    assert lens.then == wanted
    assert lens.busy_words("until spring") == f"busy until spring, then: {wanted}"
