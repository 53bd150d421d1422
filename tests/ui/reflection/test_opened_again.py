"""A reflection that is done, opened again and ended with Enter: only what was answered anew is written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from crm.domain.reflection import Reflection
from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.screens.reflection.often import OftenStep
from tests.ui.reflection.keys import Typed, press
from tests.ui.reflection.stories import TODAY, Host, a_no, open_book

BEFORE = TODAY - timedelta(30)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_book(tmp_path)
    yield opened
    opened.close()


def done(session: Session, **answers: Any) -> Reflection:
    """Dara's no, reflected on a month ago."""
    one, _ = a_no(session)
    session.do(actions.Reflect(reflection=one, on=BEFORE, **answers))
    return session.book.reflection(one)


async def again(session: Session, one: Reflection, *keys: str) -> Host:
    """Open it again, and press Enter on the card after the keys."""
    host = Host(ReflectionScreen(session, one.id))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, *keys, "enter")
        await pilot.pause()
    return host


async def test_what_they_said_in_a_dropped_check_in_stays(session: Session) -> None:
    one = done(session, check_in=TODAY)
    session.do(actions.DropEffect(reflection=one.id, effect="check_in"))
    told = session.do(
        actions.AnswerCheckIn(checkin=one.checkin or 0, people_wanted="printers", notes="after the book")
    )
    before = session.book
    host = await again(session, one)
    assert host.results, "the screen is left"
    assert session.book.checkins == before.checkins
    assert session.book.lens(told.answer["lens"]).origin in session.book.checkins


async def test_a_lens_that_was_ended_meanwhile_stays_ended(session: Session) -> None:
    one = done(session, lens=actions.LensFields(mode="busy", busy_with="a book", source="said"))
    session.do(actions.EndLens(lens=one.lens or 0))
    await again(session, one)
    assert session.book.lens(one.lens or 0).ended_on == TODAY
    assert session.book.current_lens(session.book.lens(one.lens or 0).contact, TODAY) is None


async def test_it_was_done_on_the_day_it_was_done(session: Session) -> None:
    one = done(session, clear="no", missing=("why now",))
    await again(session, one, "tab", Typed("likes slow mail"))
    after = session.book.reflection(one.id)
    assert after.learned_decliner or after.learned_other, "a line is written"
    assert (after.status, after.finished_on) == ("done", BEFORE)


async def test_a_check_in_that_was_answered_is_not_asked_for_again(session: Session) -> None:
    one = done(session, check_in=TODAY)
    session.do(actions.AnswerCheckIn(checkin=one.checkin or 0, too_busy="yes"))
    host = await again(session, one)
    assert host.results, "no dialog stands over it"
    assert len(session.book.checkins) == 1


async def test_nothing_answered_anew_is_no_change_to_undo(session: Session) -> None:
    one = done(
        session,
        clear="partly",
        missing=("why them",),
        kind_true="favor",
        closed_to=("favor",),
        lens=actions.LensFields(mode="only_type", types=("hardware people",), source="said"),
        check_in=TODAY + timedelta(7),
        dropped=("check_in", "closed_to/favor"),
    )
    before, last = session.book, session.can_undo
    await again(session, one)
    assert (session.book, session.can_undo) == (before, last)


async def test_a_check_in_that_was_dropped_can_be_taken_up_again(session: Session) -> None:
    one = done(
        session, clear="no", missing=("why now",), check_in=TODAY + timedelta(7), dropped=("check_in",)
    )
    await again(session, one, "2")
    assert session.book.checkin(one.checkin or 0).due_on == TODAY
    assert session.book.reflection(one.id).acts("check_in")


@pytest.mark.parametrize("other_dropped", [False, True])
async def test_a_check_in_that_was_dropped_stays_so_when_something_else_is_changed(
    session: Session, other_dropped: bool
) -> None:
    dropped = ("lesson/why now", "check_in") if other_dropped else ("check_in",)
    one = done(session, clear="no", missing=("why now",), check_in=TODAY + timedelta(7), dropped=dropped)
    before = session.book.checkins
    await again(session, one, "1")
    assert session.book.checkins == before
    effects = session.book.reflection(one.id).effects
    assert [effect.dropped for effect in effects] == [not other_dropped, True]


async def test_a_check_in_that_was_asked_is_told_of_and_not_chosen_anew(session: Session) -> None:
    one = done(session, check_in=TODAY)
    session.do(actions.AskCheckIn(checkin=one.checkin or 0, on=TODAY))
    before, seen = session.book.checkins, []
    host = Host(ReflectionScreen(session, one.id))
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "ctrl+b")
        await pilot.pause()
        step = host.screen.query_one(OftenStep)
        seen = [row.id for row in step.query("#when, #day-row, #note")]
        told = step.query_one("#rule", Static).content
        await press(pilot, "d", "enter", "enter")
        await pilot.pause()
    assert seen == ["note"]
    assert "You asked Dara the two questions today" in str(told)
    assert host.results, "the screen is left"
    assert session.book.checkins == before
