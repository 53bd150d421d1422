"""Today, the whole insight, who suits, own words: driven as a person would."""

import pytest

from crm.domain.messages.templates import WAY_OUT
from crm.domain.offer import SourceWord
from crm.session import actions
from crm.ui.screens.help import HelpScreen
from crm.ui.screens.insight import InsightScreen
from crm.ui.screens.message import MessageScreen
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.suits import SuitsScreen
from crm.ui.screens.template import TemplateDialog
from crm.ui.screens.templates import TemplatesScreen
from crm.ui.screens.today import MORNING_DONE, WEEK_DONE, TodayScreen
from tests.ui.core.conftest import Desk, settled
from tests.ui.learning.conftest import ago

WIDE, NARROW = (120, 40), (80, 24)


def person(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.session.book.contacts.values() if one.name.startswith(name))


def declined(desk: Desk, n: int) -> None:
    """Noes of as many new people to Amara, none with a reason, each skipped on purpose."""
    amara = person(desk, "Amara")
    for at in range(n):
        other = desk.add(f"Person {at}")
        made = desk.session.do(
            actions.MakeOffer(
                kind="connection",
                a=actions.NewSide(contact=amara),
                b=actions.NewSide(contact=other),
                made_on=ago(20),
            )
        ).id
        assert made is not None
        told = desk.session.do(actions.RecordAnswer(offer=made, side="b", answer="no", on=ago(20)))
        desk.session.do(actions.Reflect(reflection=told.answer["reflection"], skip=True))


async def test_the_last_line_names_what_a_key_does_to_the_line_under_the_cursor(desk: Desk) -> None:
    offer = desk.offer(person(desk, "Amara"), person(desk, "Ben"), asked="ab")
    desk.session.do(actions.RecordAnswer(offer=offer, side="a", answer="yes"))
    told = desk.session.do(actions.RecordAnswer(offer=offer, side="b", answer="no"))
    desk.session.do(actions.Reflect(reflection=told.answer["reflection"], skip=True))
    async with desk.app.run_test(size=NARROW) as pilot:
        await pilot.press("T")
        await settled(pilot)
        assert "Tell Amara Okafor about Ben Ortiz" in desk.text
        assert "X they were told" in desk.text
        await pilot.press("X")
        await settled(pilot)
        assert MORNING_DONE in desk.text
        assert "they were told" not in desk.text.splitlines()[-1]


async def test_a_morning_is_gone_through_line_by_line_until_it_is_done(desk: Desk) -> None:
    offer = desk.offer(person(desk, "Amara"), person(desk, "Ben"), asked="")
    desk.session.do(actions.RecordAnswer(offer=offer, side="a", answer="yes"))
    async with desk.app.run_test(size=NARROW) as pilot:
        await pilot.press("T")
        await settled(pilot)
        assert desk.shows(TodayScreen)
        assert "Ask Ben Ortiz about Amara Okafor, who said yes today" in desk.text
        assert WEEK_DONE in desk.text
        assert "X put by" not in desk.text
        await pilot.press("enter")
        await settled(pilot)
        assert desk.shows(MessageScreen)
        await pilot.press("ctrl+t", "y")
        await settled(pilot)
        assert desk.shows(TodayScreen)
        assert MORNING_DONE in desk.text
        assert "done" in desk.text
        await pilot.press("u")
        await settled(pilot)
        assert "Ask Ben Ortiz about Amara Okafor" in desk.text


async def test_m_on_a_line_starts_with_the_draft_that_the_line_is_about(desk: Desk) -> None:
    one, other = (actions.NewSide(contact=person(desk, name)) for name in ("Amara", "Ben"))
    made = desk.session.do(actions.MakeOffer(kind="connection", a=one, b=other, made_on=ago(9))).id
    assert made is not None
    desk.session.do(actions.MarkAsked(offer=made, side="b", on=ago(9)))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        await settled(pilot)
        assert "One friendly nudge: Ben Ortiz" in desk.text
        await pilot.press("m")
        await settled(pilot)
        message = desk.app.screen
        assert isinstance(message, MessageScreen)
        assert message.heading() == "Message to Ben Ortiz"
        assert message.entry.which.purpose == "nudge"


async def test_whoever_waits_for_word_is_told_and_gone_from_the_list(desk: Desk) -> None:
    offer = desk.offer(person(desk, "Amara"), person(desk, "Ben"))
    desk.session.do(actions.RecordAnswer(offer=offer, side="a", answer="yes"))
    told = desk.session.do(actions.RecordAnswer(offer=offer, side="b", answer="no"))
    desk.session.do(actions.Reflect(reflection=told.answer["reflection"], skip=True))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        await settled(pilot)
        assert "Tell Amara Okafor about Ben Ortiz: it will not come about (said yes)" in desk.text
        await pilot.press("enter")
        await settled(pilot)
        message = desk.app.screen
        assert isinstance(message, MessageScreen)
        assert "the timing is not right" in message.message[2]
        assert "Ben" not in message.message[2]
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert "Told?" in desk.text
        await pilot.press("y")
        await settled(pilot)
        assert "Tell Amara" not in desk.text
        assert "Noted that they were told" in desk.news[-1]


async def test_lines_of_the_week_are_put_by_and_others_are_not(desk: Desk) -> None:
    declined(desk, 6)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        await settled(pilot)
        assert "Of 6 noes, 6 have no reason yet" in desk.text
        await pilot.press("g", "X")
        await settled(pilot)
        assert "6 have no reason" not in desk.text
        assert WEEK_DONE in desk.text
        await pilot.press("u")
        await settled(pilot)
        assert "Of 6 noes, 6 have no reason yet" in desk.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_whole_insight_stands_on_one_screen(desk: Desk, size: tuple[int, int]) -> None:
    declined(desk, 6)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.press("v")
        await settled(pilot)
        assert desk.shows(InsightScreen)
        assert "Of 6 noes, 6 have no reason yet" in desk.text
        assert "6 noes, last 12 months" in desk.text
        assert "0 of 6 yes, plausibly 0-39%" in desk.text
        assert "100%" in desk.text
        await pilot.press("X")
        await settled(pilot)
        assert "Of 6 noes" not in desk.text
        assert "1 finding put by" in desk.text
        await pilot.press("escape")
        await settled(pilot)
        assert not desk.shows(InsightScreen)


async def test_enter_on_a_finding_does_its_one_act(desk: Desk) -> None:
    declined(desk, 6)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("v", "enter")
        await settled(pilot)
        assert desk.shows(MessageScreen)
        assert "Thank you for telling me" in desk.text


async def test_who_suits_both_ways_with_the_words_that_match_and_whom_it_leaves_out(desk: Desk) -> None:
    amara, chen, dara = person(desk, "Amara"), person(desk, "Chen"), desk.add("Dara Levy")
    desk.session.do(actions.EditContact(contact=dara, title="Potter"))
    desk.session.do(actions.SetLens(contact=dara, mode="busy", source="said"))
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.main.go_to_contact(amara)
        await pilot.press("W")
        await settled(pilot)
        assert desk.shows(SuitsScreen)
        left, right = (
            "\n".join(line[part] for line in desk.text.splitlines())
            for part in (slice(0, 60), slice(60, 120))
        )
        assert "Amara hopes for potters; Ben: potter (title)" in left
        assert "Chen hopes for hardware; Amara: hardware (tag)" in right
        assert "Chen Wei" not in left
        assert "1 other left out" in left
        await pilot.press("G", "enter")
        await settled(pilot)
        assert "Dara Levy: Dara is busy" in desk.text
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert desk.shows(OfferForm)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert not desk.shows(OfferForm)
    (offer,) = desk.session.book.offers.values()
    assert (offer.a.contact, offer.b.contact) == (amara, chen)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("guess", "▲ think: Ben seems to want only to meet sailors (your guess"),
        ("said", "Nobody to offer them now: whoever comes to mind is left out for a reason. 1 left out"),
    ],
)
async def test_a_lens_that_was_said_leaves_out_and_your_own_guess_does_not(
    desk: Desk, source: SourceWord, said: str
) -> None:
    ben = person(desk, "Ben")
    desk.session.do(actions.SetLens(contact=ben, mode="only_type", types=("sailors",), source=source))
    async with desk.app.run_test(size=(160, 40)) as pilot:
        desk.main.go_to_contact(person(desk, "Amara"))
        await pilot.press("W")
        await settled(pilot)
        lines = (line.split("│")[1] for line in desk.text.splitlines() if line.count("│") > 1)
        assert said in " ".join(" ".join(lines).replace("▌", " ").split())


async def test_own_words_are_written_from_a_draft_and_a_wrong_field_is_refused(desk: Desk) -> None:
    desk.offer(person(desk, "Amara"), person(desk, "Ben"), asked="")
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "m")
        await settled(pilot)
        await pilot.press("ctrl+r")
        await settled(pilot)
        dialog = desk.app.screen
        assert isinstance(dialog, TemplateDialog)
        text = dialog.query_one("#text")
        text.text = "Dear ${frist}, meet ${other}."  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "there is no field ${frist} here: did you mean first?" in desk.text
        text.text = "Dear ${first}, meet ${other}."  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert desk.shows(MessageScreen)
        assert "Dear Amara, meet someone I know." in desk.text
        assert WAY_OUT["ask/peer"].split(",")[0] in desk.text


async def test_all_templates_with_those_in_ones_own_words(desk: Desk) -> None:
    desk.session.do(actions.SetTemplate(name="nudge", subject="Ping", body="Hi ${first}"))
    async with desk.app.run_test(size=NARROW) as pilot:
        await pilot.press("E")
        await settled(pilot)
        assert desk.shows(TemplatesScreen)
        assert "1 in your own words" in desk.text
        row = next(line for line in desk.text.splitlines() if "One friendly reminder" in line)
        assert "Ping" in row
        assert "your own words" in row
        await pilot.press("enter", "ctrl+r", "ctrl+s")
        await settled(pilot)
        assert desk.shows(TemplatesScreen)


@pytest.mark.parametrize("way", [("T",), ("v",), ("down", "W"), ("down", "enter")])
async def test_the_help_is_there_on_every_screen_with_the_keys_of_that_screen(
    desk: Desk, way: tuple[str, ...]
) -> None:
    async with desk.app.run_test(size=(120, 70)) as pilot:
        await pilot.press(*way)
        await settled(pilot)
        screen = desk.app.screen
        await pilot.press("question_mark")
        await settled(pilot)
        assert desk.shows(HelpScreen)
        assert "Draft the note to one side" in desk.text
        assert "Go down one row" in desk.text
        assert "Import contacts" not in desk.text, "a key of the main screen does nothing here"
        await pilot.press("escape")
        await settled(pilot)
        assert desk.app.screen is screen


@pytest.mark.parametrize(
    ("wants", "said"),
    [
        (
            (),
            "What they hope for is not written down yet: e on their card does that. o offers them somebody now.",
        ),
        (("falconers",), "Nobody in your book is what they hope for. e on their card"),
    ],
)
async def test_of_whom_nobody_suits_it_is_said_whether_their_hopes_are_known(
    desk: Desk, wants: tuple[str, ...], said: str
) -> None:
    new = desk.session.do(actions.AddContact(name="Tomoko Abe", wants=wants)).id or 0
    async with desk.app.run_test(size=(200, 60)) as pilot:
        desk.main.go_to_contact(new)
        await pilot.press("W")
        await settled(pilot)
        left = " ".join(line.split("│")[1] for line in desk.text.splitlines() if line.count("│") > 1)
        assert said in " ".join(left.split())
