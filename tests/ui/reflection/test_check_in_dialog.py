"""The check-in dialog: what is typed stays with its check-in, one key is one step, and your own words are used."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import TextArea

from crm.insight.checking_in.rule import open_check_in
from crm.session import actions
from crm.session.session import Session
from crm.ui.flows.reopening import dialog_of
from crm.ui.rows.message_drafts import entries, mark
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.typed.drafts import Draft
from crm.ui.widgets.choice import Choice
from crm.ui.widgets.words_input import WordsInput
from tests.ui.reflection.keys import Story, Typed, press
from tests.ui.reflection.stories import TODAY, Host, add, open_book


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_book(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dara(session: Session) -> int:
    return add(session, "Dara Levy")


async def play(
    screen: CheckInDialog, *keys: str, drafts: dict[str, Draft] | None = None, story: Story | None = None
) -> Host:
    host = Host(screen)
    host.drafts = drafts if drafts is not None else {}
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        await pilot.pause()
        if story is not None:
            await story(pilot, host.screen)
    return host


def planned(session: Session, dara: int) -> int:
    return session.do(actions.PlanCheckIn(contact=dara)).id or 0


async def test_what_is_typed_about_one_check_in_is_put_into_no_other(session: Session, dara: int) -> None:
    answered = planned(session, dara)
    session.do(actions.AnswerCheckIn(checkin=answered, people_wanted="printers"))
    drafts: dict[str, Draft] = {}
    keys = ("a", "tab", Typed("poets"), "escape")
    await play(CheckInDialog(session, dara), *keys, drafts=drafts)
    (key,) = drafts

    async def of_then(_: object, screen: Screen[object]) -> None:
        assert screen.query_one("#wanted", WordsInput).text == "printers"

    await play(CheckInDialog(session, dara, answered), drafts=drafts, story=of_then)
    assert list(drafts) == [key]

    async def of_now(_: object, screen: Screen[object]) -> None:
        assert screen.query_one("#wanted", WordsInput).text == "poets"

    await play(CheckInDialog(session, dara), drafts=drafts, story=of_now)


async def test_the_open_check_in_is_one_whichever_way_it_is_opened(session: Session, dara: int) -> None:
    one = planned(session, dara)
    named, unnamed = CheckInDialog(session, dara, one), CheckInDialog(session, dara)
    assert named.draft_key() == unnamed.draft_key()


async def test_after_a_crash_the_check_in_that_was_put_right_is_opened(session: Session, dara: int) -> None:
    answered = planned(session, dara)
    session.do(actions.AnswerCheckIn(checkin=answered, people_wanted="printers"))
    for screen in (CheckInDialog(session, dara, answered), CheckInDialog(session, dara)):
        again = dialog_of(session, screen.draft_key())
        assert isinstance(again, CheckInDialog)
        assert again.checkin == screen.checkin


async def test_what_is_refused_leaves_no_plan_behind(session: Session, dara: int) -> None:
    keys = ("a", "tab", Typed("poets"), "tab", "y", "tab", Typed("2026-11-01"), "ctrl+s", "escape")
    await play(CheckInDialog(session, dara), *keys)
    assert not session.book.checkins


@pytest.mark.parametrize("keys", [("s", "ctrl+s"), ("a", "tab", Typed("poets"), "ctrl+s")])
async def test_one_undo_takes_back_what_one_key_did(
    session: Session, dara: int, keys: tuple[str, ...]
) -> None:
    await play(CheckInDialog(session, dara), *keys)
    (made,) = session.book.checkins.values()
    assert made.asked_on == TODAY
    session.undo()
    assert not session.book.checkins
    assert not session.book.lenses
    session.redo()
    assert session.book.checkin(made.id) == made


def test_marking_the_two_questions_as_sent_is_one_step_too(session: Session, dara: int) -> None:
    (entry,) = entries(session, None, dara)
    mark(session, entry, dara)
    (made,) = session.book.checkins.values()
    assert made.asked_on == TODAY
    session.undo()
    assert not session.book.checkins


async def test_the_questions_are_asked_in_ones_own_words(session: Session, dara: int) -> None:
    body = "${first}, whom would you like to meet?"
    session.do(actions.SetTemplate(name="check_in", subject="A question", body=body))

    async def look(_: object, screen: Screen[object]) -> None:
        assert screen.query_one("#what", Choice).value == "ask"
        assert screen.query_one("#draft", TextArea).text.startswith("Dara, whom would you like to meet?")

    host = await play(CheckInDialog(session, dara), "ctrl+t", story=look)
    assert host.clipboard.startswith("Dara, whom would you like to meet?")


@pytest.mark.parametrize("asks", [False, True])
async def test_nothing_is_under_way_for_good(session: Session, dara: int, asks: bool) -> None:
    one = planned(session, dara)
    if asks:
        session.do(actions.AskCheckIn(checkin=one))
    shown: list[str] = []

    async def look(_: object, screen: Screen[object]) -> None:
        shown.extend(option.value for option in screen.query_one("#what", Choice).options)

    await play(CheckInDialog(session, dara), story=look)
    assert shown[3:] == (["silent"] if asks else ["drop"])
    await play(CheckInDialog(session, dara), "full_stop" if asks else "x", "ctrl+s")
    assert open_check_in(session.book, dara) is None
    assert [one.notes for one in session.book.checkins.values()] == (["no answer"] if asks else [])
