"""The reflection driven by keys, as a connector would: every step, every way out, and back again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from crm.domain.reflecting.steps import CARD
from crm.domain.reflection import Reflection
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.screens.reflection.panel import EvidencePanel
from crm.ui.widgets.asking import Asking
from crm.ui.widgets.choice import Choice, MultiChoice
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.facts import Facts
from crm.ui.widgets.list_input import ValuesInput
from crm.ui.widgets.words_input import WordsInput
from tests.ui.reflection.keys import Story, Typed, press
from tests.ui.reflection.stories import TODAY, Host, a_no, open_book

SMALL = (80, 24)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_book(tmp_path)
    a_no(opened)
    yield opened
    opened.close()


def owed(session: Session) -> int:
    return max(session.book.reflections)


def kept(session: Session) -> Reflection:
    return session.book.reflection(owed(session))


async def play(
    session: Session, *keys: str, size: tuple[int, int] = SMALL, story: Story | None = None
) -> Host:
    """Open the reflection, press keys, and look at what stands there."""
    host = Host(ReflectionScreen(session, owed(session)))
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        await pilot.pause()
        if story is not None:
            await story(pilot, host.screen)
    return host


# The whole way ----------------------------------------------------------------------------------------------


async def test_a_no_is_reflected_on_in_twelve_keys_beside_the_words(session: Session) -> None:
    keys = ("p", "t", "a", "enter", "enter", "o", Typed("hardware people"), "enter", "enter", "4", "enter")
    assert len([key for key in keys if not isinstance(key, Typed)]) <= 12
    host = await play(session, *keys)
    done = kept(session)
    assert host.results
    assert done.status == "done"
    assert (done.clear, done.missing, done.kind_true, done.focus) == (
        "partly",
        ("why them", "the size of the ask"),
        "favor",
        "only_type",
    )
    assert [(effect.key, effect.dropped) for effect in done.effects] == [
        ("lesson/why them", False),
        ("lesson/the size of the ask", False),
        ("closed_to/favor", False),
        ("lens", True),
        ("check_in", False),
    ]
    lens = session.book.lens(done.lens or 0)
    assert (lens.types, lens.source) == (("hardware people",), "said")
    assert not lens.holds_on(TODAY)
    assert session.book.checkin(done.checkin or 0).due_on == TODAY + timedelta(7)


async def test_the_title_says_who_said_no_to_meeting_whom(session: Session) -> None:
    async def look(_: Pilot[None], screen: ReflectionScreen) -> None:
        assert str(screen.query_one("#dialog").border_title) == "Dara Levy said no to meeting Chen Wei"
        assert "favor" in str(screen.query_one("#dialog").border_subtitle)

    await play(session, story=look)


@pytest.mark.parametrize("more", ["t", Typed("She asks twenty minutes")])
async def test_where_the_next_offers_are_reminded_it_is_asked_of_what(
    session: Session, more: str | Typed
) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        def prompt() -> str:
            return str(screen.query_one(".prompt", Static).content)

        assert "would you have said yes?" in prompt()
        await press(pilot, "p")
        assert "what was missing" in prompt()
        await press(pilot, *((more,) if more == "t" else ("tab", more)))
        assert "would you have said yes?" in prompt()

    await play(session, story=look)


async def test_one_step_of_undo_takes_the_whole_reflection_back(session: Session) -> None:
    before = kept(session)
    await play(session, "n", "enter", "enter", "b", "enter", "enter", "enter")
    assert kept(session).status == "done"
    session.undo()
    assert kept(session) == before
    assert not session.book.lenses


async def test_enter_alone_accepts_what_is_filled_in_and_leaves_the_rest_open(session: Session) -> None:
    await play(session, *["enter"] * 5)
    done = kept(session)
    assert (done.status, done.clear, done.kind_true, done.focus) == ("done", None, "favor", "only_type")
    assert [effect.key for effect in done.effects] == ["closed_to/favor", "lens", "check_in"]


async def test_what_their_words_name_is_filled_in_at_the_focus_and_said_so(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        assert screen.query_one("#focus", Choice).value == "only_type"
        assert screen.query_one("#types", ValuesInput).values == ("hardware people",)
        assert screen.query_one("#source", Choice).value == "said"
        prompt = screen.query_one(".prompt", Static)
        assert "from their words" in str(prompt.content)
        await press(pilot, "n")
        assert "from their words" not in str(prompt.content)

    await play(session, "enter", "enter", story=look)


async def test_letters_that_change_the_focus_faster_than_it_is_drawn_leave_the_keys_with_it(
    session: Session,
) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        focus = screen.query_one("#focus", Asking)
        focus.take(0)
        focus.take(2)
        await pilot.pause()
        assert screen.focused is focus
        await press(pilot, "b")
        assert screen.query_one("#focus", Choice).value == "busy"

    await play(session, "enter", "enter", story=look)


# Evidence ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("enters", "expected"),
    [
        (0, ("No more mentoring", "You both love", "13 words, 439 days old when sent", "after 3 days")),
        (1, ("Offered as", "favor")),
        (2, ("30 Jul, favor", "“Swamped with the manuscript, sorry!”")),
        (3, ("4 no, 0 yes, 0 later, 0 silent, of 4 asked", "by luck", "favor, Amara Okafor")),
    ],
)
async def test_the_evidence_stands_beside_each_question(
    session: Session, enters: int, expected: tuple[str, ...]
) -> None:
    async def look(_: Pilot[None], screen: ReflectionScreen) -> None:
        text = " ".join(f"{fact.label} {fact.text}" for fact in screen.query_one(Facts).facts)
        for words in expected:
            assert words in text

    await play(session, *["enter"] * enters, story=look)


async def test_the_test_of_the_kind_follows_the_kind(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        tests = screen.query_one("#tests", Static)
        assert "How big is the ask?" in str(tests.content)
        await pilot.press("r")
        assert "Have you spoken about the service?" in str(tests.content)
        await pilot.press("c")
        assert "What does Chen gain?" in str(tests.content)

    await play(session, "enter", story=look)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_card_fits_its_window(session: Session, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        for step in range(1, CARD + 1):
            for key in {1: ["p"], 3: ["o"], 4: ["d", "2", "w"]}.get(step, []):
                await pilot.press(key)
            await pilot.pause()
            assert screen.query_one("#body").max_scroll_y == 0, step
            assert screen.query_one("#hints").region.bottom < size[1], step
            panel, body = screen.query_one(EvidencePanel).region, screen.query_one("#body").region
            if step < CARD:
                assert panel.right <= body.x if size[0] >= 110 else panel.bottom <= body.y
            await pilot.press("enter")
            await pilot.pause()

    host = Host(ReflectionScreen(session, owed(session)))
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(host.screen, ReflectionScreen)
        await look(pilot, host.screen)


async def test_why_a_kind_is_filled_in_as_closed_stands_beside_it_and_a_focus_takes_it_back(
    tmp_path: Path,
) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        def told() -> str:
            return " ".join(f"{fact.label} {fact.text}" for fact in screen.query_one(Facts).facts)

        assert screen.query_one("#closed_to", MultiChoice).values == ("favor",)
        assert "Closed? third no to a favor, with no other reason and no yes" in told()
        assert "By luck? 0 of 3; at your usual 8 in 10" in told()
        await pilot.press("r")
        assert "third no" not in told()
        await pilot.press("f")
        assert "third no to a favor" in told()
        await press(pilot, "enter", "b", Typed("a launch"), "escape")

    opened = open_book(tmp_path)
    a_no(opened, words="Thanks, but not for me.")
    await play(opened, "enter", story=look)
    left = kept(opened)
    assert (left.step, left.focus, left.closed_to) == (3, "busy", ())
    assert [effect.what for effect in left.effects] == ["lens"]
    opened.close()


# Putting by and taking up -------------------------------------------------------------------------------------

AT_STEP = {
    1: ("p", "t", "tab", Typed("She asks twenty minutes")),
    2: ("r", "tab", "c"),
    3: ("b", Typed("a book"), "tab", Typed("2w")),
    4: ("d", Typed("3w"), "tab", Typed("new job?")),
    5: ("1", "tab", Typed("prefers mail")),
}


async def shown(session: Session) -> dict[str, object]:
    """What stands in the fields of the card at which the reflection resumes."""
    found: dict[str, object] = {}

    async def look(_: Pilot[None], screen: ReflectionScreen) -> None:
        found["step"] = screen.state.step
        for field in screen.step.query("*"):
            if isinstance(field, Choice):
                found[str(field.id)] = field.value
            elif isinstance(field, MultiChoice):
                found[str(field.id)] = field.values
            elif isinstance(field, WordsInput):
                found[str(field.id)] = field.text
            elif isinstance(field, Input) and field.id:
                found[field.id] = field.value

    await play(session, story=look)
    return found


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
async def test_esc_puts_by_what_was_typed_and_a_restart_resumes_there(
    session: Session, tmp_path: Path, step: int
) -> None:
    keys = [key for before in range(1, step) for key in (*AT_STEP[before], "enter")]
    host = await play(session, *keys, *AT_STEP[step], "escape")
    assert host.results != [None]
    assert (kept(session).status, kept(session).step) == ("partial", step)
    session.close()

    again = open_book(tmp_path)
    try:
        found = await shown(again)
        assert kept(again).status == "partial"
    finally:
        again.close()
    expected: dict[int, dict[str, object]] = {
        1: {
            "clear": "partly",
            "missing": ("why them",),
            "better_why": "She asks twenty minutes",
            "carry": "yes",
        },
        2: {"kind": "referral", "open_to": ("connection",)},
        3: {"focus": "busy", "busy_with": "a book"},
        4: {"when": "day", "note": "new job?"},
        5: {"learned_decliner": "prefers mail"},
    }
    assert found["step"] == step
    for name, value in expected[step].items():
        assert found[name] == value, name
    if step == CARD:
        effects = found["effects"]
        assert isinstance(effects, tuple)
        assert "lesson/why them" not in effects
        assert "lens" in effects


async def test_days_come_back_as_days(session: Session) -> None:
    keys = [key for step in (1, 2, 3, 4) for key in (*AT_STEP[step], "enter")]
    await play(session, *keys, "escape")
    left = kept(session)
    assert session.book.lens(left.lens or 0).until == TODAY + timedelta(14)
    assert session.book.checkin(left.checkin or 0).due_on == TODAY + timedelta(21)


async def test_esc_on_an_untouched_reflection_leaves_it_owed_and_undo_free(session: Session) -> None:
    last = session.can_undo
    host = await play(session, "escape")
    assert host.results == [None]
    assert kept(session).status == "owed"
    assert session.can_undo == last


async def test_closing_the_app_keeps_what_was_typed(session: Session) -> None:
    await play(session, "n", "enter", "enter", "b", Typed("a launch"))
    left = kept(session)
    assert (left.status, left.step, left.clear) == ("partial", 3, "no")
    assert session.book.lens(left.lens or 0).busy_with == "a launch"


async def test_a_day_that_is_no_day_is_pointed_out_and_then_left_out(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        await pilot.press("enter")
        assert screen.state.step == 3
        assert "not understood as a day" in str(screen.query_one("#message", Static).content)
        await pilot.press("escape")
        assert screen.is_current
        assert "Esc again" in str(screen.query_one("#message", Static).content)
        await pilot.press("escape")

    await play(session, "enter", "enter", "b", "x", "tab", Typed("someday soon"), story=look)
    left = kept(session)
    assert left.status == "partial"
    assert session.book.lens(left.lens or 0).until is None
    assert session.book.lens(left.lens or 0).busy_with == "x"


# Skipping, going back, dropping -------------------------------------------------------------------------------


async def test_a_step_is_skipped_with_one_key_and_stays_countable(session: Session) -> None:
    await play(session, "s", "s", "s", "s", "enter")
    done = kept(session)
    assert done.status == "done"
    assert (done.clear, done.kind_true, done.focus, done.checkin, done.effects) == (
        None,
        None,
        None,
        None,
        (),
    )


async def test_skipping_from_inside_a_text_takes_ctrl_n(session: Session) -> None:
    async def look(_: Pilot[None], screen: ReflectionScreen) -> None:
        assert screen.state.step == 2
        assert screen.state.answers.better_why == "say so"

    await play(session, "tab", "tab", Typed("say so"), "ctrl+n", story=look)


async def test_the_whole_reflection_can_be_put_away_on_purpose(session: Session) -> None:
    await play(session, "p", "t", "X")
    away = kept(session)
    assert (away.status, away.clear, away.missing) == ("skipped", "partly", ("why them",))
    assert not any(not effect.dropped for effect in away.effects)


async def test_back_shows_what_was_answered(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        assert screen.state.step == 2
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert screen.query_one("#clear", Choice).value == "no"
        await pilot.press("y", "enter")
        await pilot.pause()
        assert screen.state.answers.clear == "yes"

    await play(session, "n", "enter", "c", "enter", "ctrl+b", story=look)


async def test_a_dropped_effect_does_not_act_and_can_be_taken_up_again(session: Session) -> None:
    await play(session, "p", "t", "enter", "enter", "enter", "enter", "1", "2", "2", "enter")
    assert [(effect.key, effect.dropped) for effect in kept(session).effects] == [
        ("lesson/why them", True),
        ("closed_to/favor", False),
        ("lens", False),
        ("check_in", False),
    ]


async def test_ctrl_s_goes_to_the_card_first_and_is_done_there(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        assert screen.state.step == CARD
        assert kept(session).status == "owed"
        await pilot.press("ctrl+s")

    await play(session, "p", "t", "ctrl+s", story=look)
    assert kept(session).status == "done"
    assert [effect.key for effect in kept(session).effects] == ["lesson/why them"]


async def test_the_card_says_what_the_session_then_does(session: Session) -> None:
    promised: list[str] = []

    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        promised.extend(screen.state.effects)
        await pilot.press("enter")

    keys = ("n", "tab", Typed("He asks one call"), "enter", "tab", "r", "enter", "b", "enter", "n", "enter")
    await play(session, *keys, story=look)
    assert [effect.key for effect in kept(session).effects] == promised
    assert "lesson/a clearer why" in promised
    assert "open_to/referral" in promised


async def test_a_refusal_at_the_end_leaves_everything_as_it_was_typed(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        session.undo()  # the no is gone: taken back by another hand
        await pilot.press("enter")
        await pilot.pause()
        assert screen.is_current
        assert "there is no reflection" in str(screen.query_one("#message", Static).content)

    await play(session, *["enter"] * 4, story=look)


async def test_a_check_in_for_now_opens_at_once(session: Session) -> None:
    async def look(pilot: Pilot[None], _: Screen[object]) -> None:
        assert isinstance(pilot.app.screen, CheckInDialog)
        await pilot.press("escape")

    host = await play(session, "s", "s", "s", "n", "enter", "enter", story=look)
    assert isinstance(host.results[0], Outcome)
    assert session.book.checkin(kept(session).checkin or 0).due_on == TODAY


async def test_a_check_in_dropped_on_the_card_has_no_day(session: Session) -> None:
    await play(session, "s", "s", "s", "enter", "1", "enter")
    assert [(effect.key, effect.dropped) for effect in kept(session).effects] == [("check_in", True)]
    assert session.book.checkin(kept(session).checkin or 0).due_on is None


# What cannot be gone on from ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["enter", "ctrl+s"])
@pytest.mark.parametrize(
    ("way", "said"),
    [
        (
            ("enter", "enter", "b", Typed("a book"), "tab", Typed("gibber"), "tab"),
            "is not understood as a day",
        ),
        (("enter", "enter", "enter", "d", "ctrl+u", "tab"), "on which day? Or choose not now"),
        (("enter", "enter", "enter", "d", Typed("gibber"), "tab"), "is not understood as a day"),
    ],
)
async def test_a_line_that_is_refused_is_where_one_types_on(
    session: Session, way: tuple[str, ...], said: str, key: str
) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        at, message = screen.state.step, screen.query_one("#message", Static)
        field = screen.step.query_one(DayInput).query_one(Input)
        await press(pilot, key)
        assert said in str(message.content)
        assert screen.state.step == at
        assert screen.focused is field
        await press(pilot, "ctrl+u", Typed("gibber"), "tab")
        await press(pilot, "escape")
        assert "again leaves it out" in str(message.content)
        assert screen.focused is field
        await press(pilot, "ctrl+u", Typed("2w"))
        assert not message.display
        await press(pilot, "enter")
        await pilot.pause()
        assert screen.state.step == at + 1

    await play(session, *way, story=look)


async def test_only_a_type_of_person_asks_which_type(session: Session) -> None:
    async def look(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        types, message = screen.query_one("#types", ValuesInput), screen.query_one("#message", Static)
        await press(pilot, "ctrl+u", "tab", "enter")
        assert "which type of person?" in str(message.content)
        assert screen.state.step == 3
        assert screen.focused is types
        await press(pilot, Typed("investors"))
        assert not message.display
        await press(pilot, "enter")
        await pilot.pause()
        assert screen.state.step == 4

    await play(session, "enter", "enter", "o", story=look)


async def test_a_type_that_is_not_known_can_be_left_open(session: Session) -> None:
    async def skip(pilot: Pilot[None], screen: ReflectionScreen) -> None:
        await press(pilot, "s")
        await pilot.pause()
        assert screen.state.step == 4

    way = ("enter", "enter", "o", "ctrl+u", "shift+tab")
    await play(session, *way, story=skip)
    host = await play(session, "ctrl+b", *way[2:], "escape")
    assert host.results, "Esc asks for nothing"
    assert (kept(session).step, kept(session).lens) == (3, None)
