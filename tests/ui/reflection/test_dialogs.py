"""The lens, the check-in and the message dialogs, driven by keys."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from textual.screen import Screen
from textual.widgets import Static, TextArea

from crm.domain.record import Refusal
from crm.session import actions
from crm.session.session import Session
from crm.ui.rows.message_drafts import entries
from crm.ui.screens import message as message_module
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.message import MessageScreen
from crm.ui.widgets.choice import Choice
from crm.ui.widgets.facts import Facts
from crm.ui.widgets.quiet import Quiet
from tests.ui.reflection.keys import Story, Typed, press
from tests.ui.reflection.stories import TODAY, Host, a_no, add, offer, open_book


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_book(tmp_path)
    yield opened
    opened.close()


async def play(
    screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24), story: Story | None = None
) -> Host:
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        await pilot.pause()
        if story is not None:
            await story(pilot, host.screen)
    return host


async def test_a_planned_check_in_shows_the_two_questions(session: Session) -> None:
    async def look(_: Any, screen: Screen[Any]) -> None:
        draft = screen.query_one("#draft", TextArea)
        assert screen.query_one("#what", Choice).value == "plan"
        assert draft.display
        assert "too busy" in draft.text

    await play(CheckInDialog(session, add(session, "Dara Levy")), story=look)


async def test_a_day_that_cannot_be_read_is_explained_once(session: Session) -> None:
    async def look(_: Any, screen: Screen[Any]) -> None:
        message = str(screen.query_one("#message", Static).content)
        assert message.startswith("until when?")
        assert "not understood" not in message
        under = screen.query_one("#until Static", Static)
        assert "“soonish”" in str(under.content) or '"soonish"' in str(under.content)

    keys = ("b", "tab", Typed("soonish"), "ctrl+s")
    await play(LensDialog(session, add(session, "Dara Levy")), *keys, story=look)


async def test_after_the_introduction_its_note_can_still_be_written_and_is_not_marked_again(
    session: Session,
) -> None:
    made = offer(session, "connection", add(session, "Ada"), add(session, "Ben"), days_ago=9)
    for side in ("a", "b"):
        session.do(actions.RecordAnswer(offer=made, side=side, answer="yes"))
    session.do(actions.Introduce(offer=made))

    async def look(_: Any, screen: Screen[Any]) -> None:
        assert "Ada" in screen.query_one("#body TextArea", TextArea).text
        assert not screen.query_one("#mark-row").display

    host = await play(MessageScreen(session, offer=made), "ctrl+t", story=look)
    assert [one.which.purpose for one in entries(session, made, None)] == [
        "introduction",
        "did_you_meet",
        "did_you_meet",
    ]
    assert host.results == []


# Lens -------------------------------------------------------------------------------------------------------


async def test_a_lens_is_written_by_hand(session: Session) -> None:
    dara = add(session, "Dara Levy")
    keys = ("b", Typed("a book"), "tab", Typed("2w"), "tab", "g", "ctrl+s")
    await play(LensDialog(session, dara), *keys)
    lens = session.book.current_lens(dara, TODAY)
    assert lens is not None
    assert (lens.mode, lens.busy_with, lens.until, lens.source) == (
        "busy",
        "a book",
        TODAY + timedelta(14),
        "guess",
    )


async def test_a_lens_for_a_type_names_the_type(session: Session) -> None:
    dara = add(session, "Dara Levy")

    async def look(pilot: Any, screen: Screen[Any]) -> None:
        assert screen.is_current
        assert "which type of person?" in str(screen.query_one("#message", Static).content)
        await press(pilot, Typed("poets, tax lawyers"), "ctrl+s")

    await play(LensDialog(session, dara), "o", "ctrl+s", story=look)
    lens = session.book.current_lens(dara, TODAY)
    assert lens is not None
    assert (lens.types, lens.source) == (("poets", "tax lawyers"), "said")


async def test_a_lens_says_where_it_came_from_and_can_be_ended(session: Session) -> None:
    reflection, dara = a_no(session)
    fields = actions.LensFields(mode="busy", busy_with="a book")
    session.do(actions.Reflect(reflection=reflection, lens=fields))

    async def look(pilot: Any, screen: Screen[Any]) -> None:
        before = str(screen.query_one("#before", Quiet).content)
        assert "¦ busy with a book (your guess)" in before
        assert "from their no of 17 Nov to meeting Chen Wei" in before
        await press(pilot, "e", "ctrl+s")

    await play(LensDialog(session, dara), story=look)
    assert session.book.current_lens(dara, TODAY) is None


# Check-in ---------------------------------------------------------------------------------------------------


async def test_a_check_in_shows_why_and_is_marked_as_sent_once_copied(session: Session) -> None:
    _, dara = a_no(session)

    async def look(pilot: Any, screen: Screen[Any]) -> None:
        text = " ".join(fact.text for fact in screen.query_one(Facts).facts)
        assert "0 of 4 yes in the last 24 months" in text
        assert "by luck" in text
        await press(pilot, "ctrl+t", "ctrl+s")

    host = await play(CheckInDialog(session, dara), story=look)
    assert "1. Are there specific people" in host.clipboard
    (checkin,) = session.book.checkins_of(dara)
    assert checkin.asked_on == TODAY


async def test_a_check_in_is_planned_for_a_day(session: Session) -> None:
    dara = add(session, "Dara Levy")
    await play(CheckInDialog(session, dara), "tab", Typed("3w"), "enter")
    (checkin,) = session.book.checkins_of(dara)
    assert (checkin.due_on, checkin.asked_on) == (TODAY + timedelta(21), None)


async def test_the_answers_become_a_lens_and_start_the_count_anew(session: Session) -> None:
    _, dara = a_no(session)
    planned = session.do(actions.PlanCheckIn(contact=dara)).id
    session.do(actions.AskCheckIn(checkin=planned or 0))

    async def look(pilot: Any, screen: Screen[Any]) -> None:
        assert screen.query_one("#what", Choice).value == "answer"
        await press(
            pilot,
            "tab",
            Typed("book designers"),
            "tab",
            "n",
            "tab",
            Typed("1 Mar"),
            "tab",
            Typed("ask in spring"),
        )
        await pilot.press("ctrl+s")

    await play(CheckInDialog(session, dara), story=look)
    (checkin,) = session.book.checkins_of(dara)
    assert (checkin.people_wanted, checkin.too_busy, checkin.notes) == (
        "book designers",
        "no",
        "ask in spring",
    )
    lens = session.book.current_lens(dara, TODAY)
    assert lens is not None
    assert (lens.mode, lens.types, lens.source) == ("only_type", ("book designers",), "said")
    assert not session.do(actions.Answers(contact=dara)).answer["check_in_due"]


async def test_nothing_answered_is_refused_before_anything_is_made(session: Session) -> None:
    dara = add(session, "Dara Levy")

    async def look(_: Any, screen: Screen[Any]) -> None:
        assert "what did they say?" in str(screen.query_one("#message", Static).content)

    await play(CheckInDialog(session, dara), "a", "ctrl+s", story=look)
    assert list(session.book.checkins_of(dara)) == []


# Messages ---------------------------------------------------------------------------------------------------


def draft_offer(session: Session) -> int:
    a, b = add(session, "Amara Okafor"), add(session, "Ben Ortiz")
    made = session.do(
        actions.MakeOffer(
            kind="connection",
            a=actions.NewSide(contact=a, why_told="Ben's sensors fit your kilns"),
            b=actions.NewSide(contact=b),
        )
    ).id
    assert made is not None
    return made


async def test_copying_an_ask_offers_to_mark_it_asked(session: Session) -> None:
    made = draft_offer(session)
    host = await play(MessageScreen(session, offer=made), "c", "y")
    assert host.clipboard.startswith("Hi Amara,")
    assert "Ben" not in host.clipboard
    assert session.book.offer(made).a.asked_on == TODAY
    assert isinstance(host.results[0], actions.Outcome)


async def test_the_other_drafts_are_a_key_away_and_a_side_can_be_asked_for(session: Session) -> None:
    made = draft_offer(session)

    async def look(_: Any, screen: Any) -> None:
        assert screen.heading() == "Message to Ben Ortiz"
        assert screen.query_one("#text", TextArea).text.startswith("Hi Ben,")

    await play(MessageScreen(session, offer=made), "2", story=look)
    await play(MessageScreen(session, offer=made, side="b"), story=look)


async def test_edited_words_are_what_is_copied_and_wait_when_left(session: Session) -> None:
    made = draft_offer(session)

    async def look(pilot: Any, screen: Any) -> None:
        screen.query_one("#text", TextArea).focus()
        await press(pilot, Typed("Dear "), "ctrl+t")
        assert pilot.app.clipboard.startswith("Dear Hi Amara")
        await press(pilot, "escape")
        again = MessageScreen(session, offer=made)
        await pilot.app.push_screen(again)
        await pilot.pause()
        assert again.message[2].startswith("Dear Hi Amara")

    await play(MessageScreen(session, offer=made), story=look)


async def test_a_message_is_saved_beside_the_book_and_never_over_another(session: Session) -> None:
    made = draft_offer(session)
    await play(MessageScreen(session, offer=made), "f", "ctrl+s")
    files = sorted(session.path.parent.glob("*.eml"))
    assert [file.name for file in files] == [
        "message-to-amara-okafor-2026-11-24-2.eml",
        "message-to-amara-okafor-2026-11-24.eml",
    ]
    assert message_from_bytes(files[0].read_bytes(), policy=default)["X-Unsent"] == "1"


async def test_the_mail_program_is_handed_the_message(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflection, _ = a_no(session)
    opened: list[str] = []

    def take(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(message_module, "open_mail", take)
    await play(MessageScreen(session, offer=session.book.reflection(reflection).offer), "o")
    (address,) = opened
    assert address.startswith("mailto:dara@example.org?subject=Thank%20you")
    assert "\r\n\r\nOne question" in unquote(address)


async def test_a_contact_is_written_to_about_what_is_open_or_with_the_two_questions(session: Session) -> None:
    dara, ewa = add(session, "Dara Levy"), add(session, "Ewa Nowak")
    made = offer(session, "connection", ewa, dara, days_ago=6)
    screen = MessageScreen(session, contact=dara)
    assert [(entry.which.purpose, entry.offer) for entry in screen.entries] == [
        ("nudge", made),
        ("check_in", None),
    ]
    await play(screen, "c", "y")
    assert session.book.offer(made).b.nudged_on == TODAY
    await play(MessageScreen(session, contact=dara), "c", "y")
    (checkin,) = session.book.checkins_of(dara)
    assert checkin.asked_on == TODAY


def test_an_offer_that_calls_for_nothing_is_said_so(session: Session) -> None:
    made = draft_offer(session)
    session.do(actions.Withdraw(offer=made))
    with pytest.raises(Refusal, match="nothing to write"):
        MessageScreen(session, offer=made)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_dialog_shows_its_keys_in_its_window(session: Session, size: tuple[int, int]) -> None:
    reflection, dara = a_no(session)

    async def look(_: Any, screen: Screen[Any]) -> None:
        assert screen.query_one("#hints").region.bottom < size[1]

    for screen, keys in (
        (LensDialog(session, dara), ("o",)),
        (CheckInDialog(session, dara), ("s",)),
        (CheckInDialog(session, dara), ("a",)),
        (MessageScreen(session, offer=session.book.reflection(reflection).offer), ("c",)),
    ):
        await play(screen, *keys, size=size, story=look)
