"""The main screen, driven by keys: what a day at it looks like."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from crm.domain.finding.everywhere import TextIndex
from crm.domain.record import changed
from crm.session import actions
from crm.session.session import Session
from crm.ui.flows.reopening import dialog_of
from crm.ui.panes.contacts import ContactsPane
from crm.ui.screens.answer import AnswerDialog
from crm.ui.screens.contact import ContactScreen
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.help import HelpScreen
from crm.ui.screens.main import MainScreen
from crm.ui.screens.offer import OfferScreen
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.screens.which_side import WhichSide
from crm.ui.widgets.header import Header
from tests.ui.core.conftest import Desk, settled
from tests.ui.safety.conftest import until


async def test_an_empty_book_teaches_the_next_key(empty: Desk) -> None:
    async with empty.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "a  add someone you know" in empty.text
        assert "import them" in empty.text
        assert "offer an introduction" in empty.text
        await pilot.press("a")
        assert empty.shows(ContactForm)


async def test_three_panes_say_who_what_and_what_it_teaches(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        lines = desk.text.split("\n")
        assert "crm · people.json" in lines[0]
        assert "Amara Okafor · 1" in lines[1]
        assert "Ben Ortiz" in desk.text
        assert "Ben » asked today" in desk.text
        assert "Offer someone" in desk.text or "Next" in desk.text


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((120, 40), {"contacts", "offers", "insight"}),
        ((100, 30), {"contacts", "offers"}),
        ((80, 24), {"contacts", "offers"}),
        ((60, 20), {"contacts"}),
    ],
)
async def test_panes_by_size_and_all_of_them_by_keys(
    desk: Desk, size: tuple[int, int], panes: set[str]
) -> None:
    async with desk.app.run_test(size=size) as pilot:
        assert shown(desk) == panes
        for key, name in (("3", "insight"), ("2", "offers"), ("1", "contacts")):
            await pilot.press(key)
            assert name in shown(desk)
            assert desk.pane() == name
        await pilot.press("tab")
        assert desk.pane() == "offers"
        await pilot.press("shift+tab", "shift+tab")
        assert desk.pane() == "insight"
        assert all(len(line) <= size[0] for line in desk.text.split("\n"))


async def test_backspace_takes_the_answer_back_and_then_the_ask(empty: Desk) -> None:
    made = empty.offer(empty.add("Amara Okafor"), empty.add("Ben Ortiz"), asked="a")
    async with empty.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "2", "y")
        await settled(pilot)
        assert empty.session.book.offer(made).a.answer == "yes"
        await pilot.press("backspace")
        await settled(pilot)
        assert empty.session.book.offer(made).a.is_waiting
        await pilot.press("backspace")
        await settled(pilot)
        assert empty.session.book.offer(made).stage == "draft"
        assert "Took the ask to Amara Okafor back" in empty.news[-1]


async def test_backspace_takes_what_came_of_an_offer_back_step_by_step(empty: Desk) -> None:
    made = empty.offer(empty.add("Amara Okafor"), empty.add("Ben Ortiz"), asked="a")
    for key in ("a", "b"):
        empty.session.do(actions.RecordAnswer(offer=made, side=key, answer="yes"))
    ready = empty.session.book.offer(made)
    empty.session.do(actions.Introduce(offer=made))
    empty.session.do(actions.TellOutcome(offer=made, side="b", worth_it="yes"))
    stages = []
    async with empty.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "2")
        for key in ("backspace", "backspace", "x", "backspace"):
            await pilot.press(key)
            await settled(pilot)
            stages.append(empty.session.book.offer(made).stage)
    assert stages == ["introduced", "ready", "closed", "ready"]
    assert changed(empty.session.book.offer(made), updated="") == changed(ready, updated="")


async def test_a_pane_that_has_no_room_is_named_at_the_foot(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert " 3 Insight " in foot(desk)
        await pilot.press("3")
        await settled(pilot)
        assert " 1 Contacts " in foot(desk)
        await pilot.press("z")
        await settled(pilot)
        assert " 1 Contacts · 2 Offers " in foot(desk)
        await pilot.press("z")
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert "Contacts" not in foot(desk)


def foot(desk: Desk) -> str:
    """The lowest line of the panes."""
    return desk.text.split("\n")[desk.app.size.height - 2]


def shown(desk: Desk) -> set[str | None]:
    return {pane.id for pane in desk.main.panes.children if pane.display}


async def test_resizing_and_zoom_keep_the_focused_pane(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        for size, count in (((90, 30), 2), ((60, 20), 1), ((120, 40), 3)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert len(shown(desk)) == count
            assert "insight" in shown(desk)
        await pilot.press("z")
        assert shown(desk) == {"insight"}
        await pilot.press("1")
        assert shown(desk) == {"contacts"}
        await pilot.press("z")
        assert len(shown(desk)) == 3


async def test_a_yes_is_one_key_and_undo_takes_it_back(desk: Desk) -> None:
    desk.session.do(actions.RecordAnswer(offer=only_offer(desk), side="a", answer="yes"))
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("y")
        await settled(pilot)
        assert desk.session.book.offer(only_offer(desk)).stage == "ready"
        assert "both said yes: introduce them" in desk.text
        assert "u undoes it" in desk.news[-1]
        await pilot.press("u")
        await settled(pilot)
        assert desk.session.book.offer(only_offer(desk)).stage == "asking"
        assert desk.news[-1].startswith("Undone: ")
        await pilot.press("U")
        await settled(pilot)
        assert desk.session.book.offer(only_offer(desk)).stage == "ready"


async def test_a_no_asks_whose_then_why_then_reflects_at_once(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert desk.shows(WhichSide)
        await pilot.press("b")
        await settled(pilot)
        assert desk.shows(AnswerDialog)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert desk.session.book.offer(only_offer(desk)).b.answer == "no"
        assert desk.shows(ReflectionScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert desk.shows(MainScreen)
        assert "1 to reflect on" in desk.text.split("\n")[0]
        assert "to reflect on" in desk.text.split("\n", 3)[3]
        await pilot.press("r")
        await settled(pilot)
        assert desk.shows(ReflectionScreen)


async def test_nobody_is_taken_for_having_answered_a_closed_offer(desk: Desk) -> None:
    desk.session.do(actions.RecordAnswer(offer=only_offer(desk), side="b", answer="no"))
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "y")
        await settled(pilot)
        assert desk.shows(WhichSide)


async def test_enter_on_a_morning_line_does_it_and_stays(desk: Desk) -> None:
    desk.session.do(actions.RecordAnswer(offer=only_offer(desk), side="b", answer="no"))
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("3", "enter")
        await settled(pilot)
        assert desk.shows(ReflectionScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert desk.main.scope is None
        assert desk.pane() == "insight"


async def test_a_key_that_can_do_nothing_says_why(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await settled(pilot)
        assert desk.news[-1] == "An introduction needs a yes from both: so far 0 of 2"
        await pilot.press("e")
        await settled(pilot)
        assert desk.news[-1] == "Choose a contact first"


async def test_a_command_means_what_is_under_the_cursor_even_before_the_panes_followed(desk: Desk) -> None:
    chen = next(one.id for one in desk.session.book.contacts.values() if one.name == "Chen Wei")
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for _ in range(3):
            desk.main.contacts.people.action_cursor_down()
        desk.main.run("archive")
        await settled(pilot)
        assert desk.session.book.contact(chen).is_archived
        assert "Chen Wei" not in desk.text
        await pilot.press("u")
        await settled(pilot)
        assert "Chen Wei" in desk.text


async def test_find_filters_at_every_key_and_escape_clears(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"ort")
        await settled(pilot)
        assert "1 of 3" in desk.text
        assert desk.main.scope is not None
        assert desk.session.book.contact(desk.main.scope).name == "Ben Ortiz"
        await pilot.press("escape")
        await settled(pilot)
        assert "Chen Wei" in desk.text
        assert desk.main.focused is desk.main.contacts.people


async def test_find_looks_into_what_was_said_and_goes_there(desk: Desk) -> None:
    desk.session.do(
        actions.RecordAnswer(offer=only_offer(desk), side="b", answer="no", words="I am moving to Lisbon")
    )
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"lisbon")
        await until(pilot, lambda: "Said and written · 1" in desk.text)
        await pilot.press("down", "enter", "enter")
        await settled(pilot)
        assert desk.shows(OfferScreen)


async def test_find_lists_a_person_once_and_what_was_written_below(desk: Desk) -> None:
    ben = next(one.id for one in desk.session.book.contacts.values() if one.name == "Ben Ortiz")
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"ortiz")
        await until(pilot, lambda: desk.session.book.known(TextIndex) is not None)
        await settled(pilot)
        assert "Said and written" not in desk.text
        desk.main.do(actions.AddNote(contact=ben, text="Ortiz is his mother's name"))
        await settled(pilot)
        assert "Said and written · 1" in desk.text
        assert "Ortiz is his mother" in desk.text


async def test_enter_after_a_search_goes_to_what_was_found_and_adds_nobody(desk: Desk) -> None:
    desk.session.do(
        actions.RecordAnswer(offer=only_offer(desk), side="b", answer="no", words="I am moving to Lisbon")
    )
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"lisbon")
        await until(pilot, lambda: "Said and written · 1" in desk.text)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert desk.shows(OfferScreen)
        await pilot.press("escape", "up", "enter")
        await settled(pilot)
        assert desk.shows(ContactForm), "whoever is not there can still be added"


async def test_nobody_found_offers_to_add_them(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"Zoé", "enter")
        await settled(pilot)
        assert desk.shows(ContactForm)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert any(one.name == "Zoé" for one in desk.session.book.contacts.values())
        assert desk.main.context.contact is not None
        assert desk.main.context.contact.name == "Zoé"


async def test_whom_a_search_was_to_add_waits_for_that_name_only(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        zoe = ("slash", *"Zoé/X", "enter", "!", "escape")
        await pilot.press(*zoe)
        await settled(pilot)
        (key,) = desk.app.drafts
        assert isinstance(dialog_of(desk.session, key), ContactForm)
        await pilot.press("escape", "a")
        await settled(pilot)
        assert desk.app.screen.query_one("#name", Input).value == ""
        await pilot.press(*"Ada Novak", "ctrl+s")
        await settled(pilot)
        assert desk.main.context.contact is not None
        assert desk.main.context.contact.name == "Ada Novak"
        await pilot.press(*zoe[:-2])
        await settled(pilot)
        assert desk.app.screen.query_one("#name", Input).value == "Zoé/X!"


async def test_a_search_counts_all_who_are_searched(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "d", "slash", *"amara")
        await settled(pilot)
        assert "1 of 3" in desk.text, "Amara was, and is found"


async def test_enter_opens_a_person_and_an_offer(desk: Desk) -> None:
    async with desk.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down", "enter")
        await settled(pilot)
        assert desk.shows(ContactScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("2", "enter")
        await settled(pilot)
        assert desk.shows(OfferScreen)
        assert "you both build sensors" in desk.text
        await pilot.press("w")
        await settled(pilot)
        assert desk.shows(WhichSide)


async def test_names_are_shown_literally(empty: Desk) -> None:
    empty.add("[bold]Ann[/] \x1b[31mRed")
    empty.add("王小明 \u202eevil")
    async with empty.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        assert "[bold]Ann[/] [31mRed" in empty.text
        assert "\x1b" not in empty.text
        assert "\u202e" not in empty.text


async def test_help_and_back(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await settled(pilot)
        assert desk.shows(HelpScreen)
        await pilot.press("pagedown", "escape")
        await settled(pilot)
        assert desk.shows(MainScreen)


async def test_what_another_program_wrote_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    async with desk.app.run_test(size=(120, 40)) as pilot:
        desk.session.saved(5)
        other = Session.open(tmp_path / "people.json", today=date(2025, 11, 24))
        other.do(actions.AddContact(name="Dara Levy"))
        other.saved(5)
        other.close()
        desk.main._polling.look()
        await until(pilot, lambda: "Dara Levy" in desk.text)
        assert "u undoes it" in desk.news[-1]


async def test_a_look_at_the_file_that_ends_while_the_screen_is_taken_down_breaks_nothing(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await desk.main.query_one(Header).remove()
        desk.main.polled(None)


async def test_quitting_waits_for_the_save(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        desk.main.do(actions.AddContact(name="Dara Levy"))
        await pilot.press("q")
        await until(pilot, lambda: desk.app.return_code == 0)
    assert str(desk.session.status).startswith("saved")


async def test_a_staged_book_shows_people_first_and_the_rest_when_it_is_read(
    desk: Desk, tmp_path: Path
) -> None:
    desk.session.saved(5)
    desk.session.close()
    session = Session.open(tmp_path / "people.json", today=date(2025, 11, 24), staged=True)
    staged = Desk(session)
    async with staged.app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: staged.main.loaded)
        await settled(pilot)
        assert "Ben » asked today" in staged.text
        assert staged.main.query_one(ContactsPane).contact is None
    session.close()


def only_offer(desk: Desk) -> int:
    (offer,) = desk.session.book.offers
    return offer


async def test_the_palette_holds_the_commands_and_runs_them(desk: Desk) -> None:
    async with desk.app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"whole window")
        await until(pilot, lambda: "Give the whole window" in desk.text)
        await pilot.press("enter")
        await until(pilot, lambda: desk.shows(MainScreen) and shown(desk) == {"contacts"})


async def test_a_key_in_the_footer_can_be_clicked(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        line = desk.text.split("\n")[-1]
        await pilot.click(offset=(line.index("? help"), 23))
        await settled(pilot)
        assert desk.shows(HelpScreen)


async def test_the_colours_can_be_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    other = Desk(desk.session)
    async with other.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        assert "Ben » asked today" in other.text


@pytest.mark.parametrize("width", [80, 120])
async def test_an_offer_names_on_its_last_line_what_can_be_done_with_it_now(desk: Desk, width: int) -> None:
    made, do = only_offer(desk), desk.session.do

    async def last(pilot: Pilot[int]) -> str:
        await pilot.press("2", "enter")
        await settled(pilot)
        assert desk.shows(OfferScreen)
        line = next(line for line in reversed(desk.text.splitlines()) if "╯" in line and "Esc back" in line)
        await pilot.press("escape")
        await settled(pilot)
        return line

    async with desk.app.run_test(size=(width, 24)) as pilot:
        asked = await last(pilot)
        assert "y yes  n no  w later  Backspace take back  x withdraw  m message" in asked
        do(actions.RecordAnswer(offer=made, side="a", answer="yes"))
        do(actions.RecordAnswer(offer=made, side="b", answer="yes"))
        desk.main.see()
        ready = await last(pilot)
        assert "i introduced  Backspace take back" in ready
        assert "y yes" not in ready
        do(actions.Introduce(offer=made))
        desk.main.see()
        introduced = await last(pilot)
        assert "h how it went  Backspace take back  m message  Esc back" in introduced
        for _ in range(2):
            desk.session.undo()
        do(actions.RecordAnswer(offer=made, side="b", answer="no"))
        desk.main.see()
        declined = await last(pilot)
        assert "r reflect  Backspace take back" in declined
        assert "x withdraw" not in declined
        assert "s asked" not in declined
