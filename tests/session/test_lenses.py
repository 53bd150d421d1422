from datetime import date, timedelta

import pytest

from crm.domain.book import Edit
from crm.domain.lens import Lens
from crm.domain.record import Refusal, changed
from crm.session import actions
from crm.session.verbs.lenses import end
from tests.builders import book, checkin, contact, lens
from tests.session.conftest import TODAY
from tests.session.desk import Desk, scene


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


def test_a_lens_written_down_in_the_evening_can_end_on_that_day_where_utc_is_a_day_ahead() -> None:
    by_hand = lens(41, 1, "busy", created="2026-11-24T00:30:00Z")
    some = book(contact(1), by_hand, checkin(31, 1, answered_on=TODAY))

    def ends(one: Lens, on: date) -> bool:
        try:
            end(scene(some.with_edits([Edit("lenses", 41, by_hand, one)]), TODAY), actions.EndLens(41, on))
        except Refusal:
            return False
        return True

    yesterday = TODAY - timedelta(days=1)
    assert ends(by_hand, TODAY)
    assert ends(by_hand, yesterday), "as it was here when it was written down"
    assert not ends(by_hand, yesterday - timedelta(days=1))
    assert not ends(changed(by_hand, origin=31), yesterday), "what they said began when they said it"


@pytest.fixture
def over(desk: Desk) -> Lens:
    """A lens of Ada that a check-in wrote twenty days ago and that ran out ten days ago."""
    planned = desk.session.do(actions.PlanCheckIn(contact=desk.person("Ada"))).id or 0
    told = desk.session.do(
        actions.AnswerCheckIn(checkin=planned, too_busy="yes", until=desk.day(-10), on=desk.day(-20))
    )
    return desk.session.book.lens(told.answer["lens"])


def test_a_lens_that_is_over_is_put_right_and_stays_the_one_that_it_was(desk: Desk, over: Lens) -> None:
    done = desk.session.do(
        actions.EditLens(lens=over.id, busy_with=" a book ", until=desk.day(-5), source="guess")
    )
    assert done.what == "put right what Ada was open to"
    after = desk.session.book.lens(over.id)
    assert (after.busy_with, after.until, after.source) == ("a book", desk.day(-5), "guess")
    assert (after.origin, after.created, after.holds_on(TODAY)) == (over.origin, over.created, False)
    desk.session.undo()
    assert desk.session.book.lens(over.id) == over


def test_what_is_left_out_of_a_lens_stays(desk: Desk, over: Lens) -> None:
    assert not desk.session.do(actions.EditLens(lens=over.id)).changed
    desk.session.do(actions.EditLens(lens=over.id, mode="only_type", types=("poets", " poets ", "")))
    after = desk.session.book.lens(over.id)
    assert (after.mode, after.types, after.until) == ("only_type", ("poets",), over.until)


def test_what_is_put_right_in_a_lens_is_minded_as_ever(desk: Desk, over: Lens) -> None:
    wrong = {
        "which type of person": actions.EditLens(lens=over.id, mode="only_type"),
        "before this lens began": actions.EditLens(lens=over.id, until=desk.day(-21)),
        "nobody ended this lens": actions.EditLens(lens=over.id, ended_on=desk.day(-9)),
    }
    for why, action in wrong.items():
        with pytest.raises(Refusal, match=why):
            desk.session.do(action)
    assert desk.session.book.lens(over.id) == over


def test_a_lens_may_hold_again_where_none_is_in_force(desk: Desk, over: Lens) -> None:
    desk.session.do(actions.EditLens(lens=over.id, until=desk.day(5)))
    assert desk.session.book.current_lens(over.contact, TODAY) == desk.session.book.lens(over.id)
    desk.session.undo()
    desk.session.do(actions.SetLens(contact=over.contact, mode="open"))
    for until in (desk.day(5), None):
        with pytest.raises(Refusal, match="beside the lens of Ada that is in force"):
            desk.session.do(actions.EditLens(lens=over.id, until=until))


def test_the_day_on_which_a_lens_was_ended_is_put_right(desk: Desk, over: Lens) -> None:
    ended = desk.session.do(actions.EditLens(lens=over.id, until=None)).id or 0
    desk.session.do(actions.EndLens(lens=ended, on=TODAY))
    for day, why in ((-21, "before this lens began"), (1, "on which day did it end")):
        with pytest.raises(Refusal, match=why):
            desk.session.do(actions.EditLens(lens=ended, ended_on=desk.day(day)))
    desk.session.do(actions.EditLens(lens=ended, ended_on=desk.day(-3)))
    assert desk.session.book.lens(ended).ended_on == desk.day(-3)
