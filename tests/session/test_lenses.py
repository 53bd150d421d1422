import pytest

from crm.domain.record import Refusal
from crm.session import actions
from tests.session.conftest import TODAY
from tests.session.desk import Desk


def test_a_lens_by_hand_takes_the_place_of_the_one_in_force(desk: Desk) -> None:
    ada = desk.person("Ada")
    desk.session.do(actions.SetLens(contact=ada, mode="busy", busy_with="a move"))
    desk.session.do(actions.SetLens(contact=ada, mode="open", source="said"))
    held = [lens.mode for lens in desk.session.book.lenses_of(ada) if lens.holds_on(TODAY)]
    assert held == ["open"]


def test_an_end_that_has_passed_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="has passed already"):
        desk.session.do(actions.SetLens(contact=desk.person("Ada"), mode="busy", until=desk.day(-1)))


def test_an_answered_check_in_writes_what_they_said_as_their_lens(desk: Desk) -> None:
    ada = desk.person("Ada")
    planned = desk.session.do(actions.PlanCheckIn(contact=ada)).id or 0
    told = desk.session.do(
        actions.AnswerCheckIn(checkin=planned, people_wanted="museum people, funders", too_busy="no")
    ).answer
    lens = desk.session.book.lens(told["lens"])
    assert (lens.mode, lens.types, lens.source) == ("only_type", ("museum people", "funders"), "said")
    assert lens.origin == planned


def test_too_busy_is_a_busy_lens_until_the_day_they_named(desk: Desk) -> None:
    planned = desk.session.do(actions.PlanCheckIn(contact=desk.person("Ada"))).id or 0
    told = desk.session.do(actions.AnswerCheckIn(checkin=planned, too_busy="yes", until=desk.day(40))).answer
    lens = desk.session.book.lens(told["lens"])
    assert (lens.mode, lens.until, lens.review_on) == ("busy", desk.day(40), None)


def test_an_empty_check_in_is_refused(desk: Desk) -> None:
    planned = desk.session.do(actions.PlanCheckIn(contact=desk.person("Ada"))).id or 0
    with pytest.raises(Refusal, match="what did they say"):
        desk.session.do(actions.AnswerCheckIn(checkin=planned))


def test_planning_again_moves_the_open_check_in(desk: Desk) -> None:
    ada = desk.person("Ada")
    first = desk.session.do(actions.PlanCheckIn(contact=ada, due_on=desk.day(1))).id
    second = desk.session.do(actions.PlanCheckIn(contact=ada, due_on=desk.day(5))).id
    assert first == second
    assert [one.due_on for one in desk.session.book.checkins_of(ada)] == [desk.day(5)]


def test_a_lens_ends_on_no_day_before_it_began_and_on_none_to_come(desk: Desk) -> None:
    planned = desk.session.do(actions.PlanCheckIn(contact=desk.person("Ada"))).id or 0
    told = desk.session.do(actions.AnswerCheckIn(checkin=planned, too_busy="yes", on=desk.day(-10))).answer
    for day, why in ((-11, "before this lens began .14 Nov"), (1, "a day until which it holds is its end")):
        with pytest.raises(Refusal, match=why):
            desk.session.do(actions.EndLens(lens=told["lens"], on=desk.day(day)))
    desk.session.do(actions.EndLens(lens=told["lens"], on=desk.day(-10)))
    assert desk.session.book.lens(told["lens"]).ended_on == desk.day(-10)


def test_a_lens_of_today_can_end_today(desk: Desk) -> None:
    lens = desk.session.do(actions.SetLens(contact=desk.person("Ada"), mode="busy")).id or 0
    desk.session.do(actions.EndLens(lens=lens, on=TODAY))
    assert desk.session.book.lens(lens).ended_on == TODAY
