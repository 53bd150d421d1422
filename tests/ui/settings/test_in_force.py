"""What the settings file says is what the app does and shows."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from crm import ui
from crm.session.session import Session
from crm.ui.app import CrmApp
from crm.ui.commands import COMMANDS, availability, command, with_keys
from crm.ui.context import Context
from crm.ui.glyphs import ASCII, ascii_for, is_plain_terminal
from crm.ui.keys import Keys
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.help import HelpScreen
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.screens.template import TemplateDialog
from tests.ui.safety.conftest import until
from tests.ui.settings.conftest import TODAY, Desk, settled

UI = Path(ui.__file__).parent

KEYS = """
[keys]
new_offer = "f7"
add_contact = ["ctrl+n", "b"]
undo = ","
settings = "f2"
dialog_close = "f3"
"""


async def test_a_remapped_key_works_and_stands_in_footer_help_and_palette(desk: Desk) -> None:
    async with desk.open(KEYS, size=(120, 70)) as pilot:
        await settled(pilot)
        assert " f7 offer " in desk.footer
        assert " o offer " not in desk.footer
        assert " , undo " in desk.footer
        await pilot.press("o")
        assert not desk.shows(OfferForm)
        await pilot.press("f7")
        await pilot.pause()
        assert desk.shows(OfferForm)
        assert "f3 leave" in desk.text
        await pilot.press("f3", "question_mark")
        await pilot.pause()
        assert desk.shows(HelpScreen)
        assert re.search("f7 +Offer to introduce", desk.text)
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: "add  (ctrl+n)" in desk.text)


async def test_the_other_key_of_a_command_works_too_and_undo_names_its_key(desk: Desk) -> None:
    async with desk.open(KEYS) as pilot:
        await settled(pilot)
        await pilot.press("b")
        await pilot.pause()
        assert desk.shows(ContactForm)
        await pilot.press(*"Chen Wei", "ctrl+s")
        await settled(pilot)
        assert desk.news == ["Added Chen Wei. , undoes it"]
        await pilot.press("comma")
        await settled(pilot)
        assert desk.news[-1].startswith("Undone: added Chen Wei. U does it again")


def test_a_reason_names_the_key_in_force() -> None:
    keys = Keys({"add_contact": ("ctrl+n",)})
    assert (
        availability(command("note"), Context(TODAY, keys=keys))
        == "there is nobody here yet: ctrl+n adds a contact"
    )
    assert with_keys("{undo} and {what}", Keys()) == "u and {what}"


async def test_days_weeks_and_rules_are_as_set(desk: Desk) -> None:
    text = 'dates = "Nov 21"\nweek_starts = "sunday"\ntheme = "crm-light"\n[rules]\nopen_asks = 7\n'
    async with desk.open(text) as pilot:
        await settled(pilot)
        assert "This week" in desk.text
        assert "Nov 22 ⇄ Amara" in desk.text
        assert desk.app.theme == "crm-light"
        assert desk.session.thresholds.open_asks == 7
    async with desk.open('dates = "ISO"') as pilot:
        await settled(pilot)
        assert "Last week" in desk.text
        assert "11-22  ⇄ Amara" in desk.text
        assert desk.app.theme == "crm"


async def test_what_does_not_hold_is_said_and_the_default_stands(desk: Desk) -> None:
    async with desk.open('them = "nord"\ntheme = "nrd"\ndates = 3\nweek_starts = 4\n') as pilot:
        await settled(pilot)
        assert desk.app.theme == "crm"
        assert desk.news == [
            "settings.toml, line 1: there is no setting them: did you mean theme?",
            'settings.toml, line 2: there is no theme "nrd": did you mean nord?',
            'settings.toml, line 3: dates cannot be 3: one of "21 Nov", "Nov 21", "ISO"',
            "and 1 more: see crm settings",
        ]


async def test_nothing_moves_where_motion_is_reduced(desk: Desk) -> None:
    async with desk.open('motion = "reduced"') as pilot:
        await settled(pilot)
        assert desk.app.animation_level == "none"
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(desk.app.focused, Input)
        assert not desk.app.focused.cursor_blink


# Without box characters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ['glyphs = "ascii"', "TERM"])
async def test_a_plain_terminal_gets_letters_and_dashes(how: str, desk: Desk) -> None:
    opened = desk.open(how) if how != "TERM" else desk.open(TERM="linux")
    async with opened as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert desk.text.isascii()
        assert "+- 1 Contacts ---" in desk.text
        assert "= Amara" in desk.text
        await pilot.press("question_mark")
        await pilot.pause()
        assert desk.text.isascii()


async def test_signs_can_be_had_all_the_same(desk: Desk) -> None:
    async with desk.open('glyphs = "unicode"', TERM="linux") as pilot:
        await settled(pilot)
        assert "╭─ 1 Contacts" in desk.text


@pytest.mark.parametrize(
    ("environ", "plain"),
    [
        ({"TERM": "linux", "LANG": "en_US.UTF-8"}, True),
        ({"TERM": "dumb"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "LANG": "de_DE.utf8"}, False),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1"}, True),
        ({"TERM": "xterm", "LANG": "de_DE.UTF-8", "LC_ALL": "C"}, True),
        ({"TERM": "xterm", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
    ],
)
def test_which_terminals_are_plain(environ: dict[str, str], plain: bool) -> None:
    assert is_plain_terminal(environ) == plain


def test_what_stands_in_for_a_sign_is_ascii_and_as_wide() -> None:
    assert all(len(one) == 1 and one.isascii() for one in ASCII.values())
    drawn = "".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    assert all(ascii_for(char).isascii() for char in set(drawn) if not char.isalpha())
    assert ascii_for("é") == "é"
    assert ascii_for("陈") == "陈"
    assert ascii_for("⚑") == "*"
    assert ascii_for("🔎") == "**"


async def test_without_colours_the_cursor_and_every_word_is_still_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk.open() as pilot:
        await settled(pilot)
        assert desk.app.no_color
        styles = {
            segment.style.color.triplet
            for strip in desk.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.style.color.triplet
        }
        assert all(one.red == one.green == one.blue for one in styles)


def test_every_key_of_the_table_can_be_bound() -> None:
    assert all(key for one in COMMANDS for key in one.keys)


def test_the_app_alone_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the command line reads the settings: what a test or a script opens is as it comes."""
    config = tmp_path / "settings.toml"
    config.write_text('theme = "nord"')
    monkeypatch.setenv("CRM_CONFIG", str(config))
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    session = Session.open(tmp_path / "people.json", today=TODAY)
    assert CrmApp(session).manner.settings.theme == "crm"
    session.close()


DIALOG_KEYS = """
[keys]
dialog_editor = "f9"
dialog_copy = "ctrl+y"
dialog_words = "f6"
dialog_save = "f2"
"""


async def test_the_keys_of_dialogs_are_remapped_and_shown_where_they_work(desk: Desk) -> None:
    async with desk.open(DIALOG_KEYS) as pilot:
        await settled(pilot)
        await pilot.press("down", "N")
        await settled(pilot)
        assert "f2 save   f9 editor" in desk.text
        await pilot.press("ctrl+g", *"met her", "f9")
        await pilot.pause()
        assert "this terminal cannot be handed to an editor" in desk.text
        await pilot.press("f2")
        await settled(pilot)
        assert desk.news[-1].startswith("Noted")
        await pilot.press("m")
        await settled(pilot)
        assert "ctrl+y copy" in desk.text
        assert "f6 own words" in desk.text
        await pilot.press("f6")
        await settled(pilot)
        assert desk.shows(TemplateDialog)
        await pilot.press("f6")
        await settled(pilot)
        assert "f2 goes back to them" in desk.text


REFLECTION_KEYS = """
[keys]
dialog_skip = "f5"
dialog_back = "f6"
dialog_columns = "f8"
"""


async def test_the_keys_of_a_reflection_and_of_an_import_are_remapped(desk: Desk) -> None:
    async with desk.open(REFLECTION_KEYS) as pilot:
        await settled(pilot)
        await pilot.press("2", "n")
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert desk.shows(ReflectionScreen)
        assert "f5 skip" in desk.text
        await pilot.press("tab", "tab", "ctrl+n", "f5")
        await settled(pilot)
        assert "Is this a connection" in desk.text
        assert "f6 back" in desk.text
        await pilot.press("ctrl+b", "f6")
        await settled(pilot)
        assert "Was I clear" in desk.text
        await pilot.press("s")
        await settled(pilot)
        assert "Is this a connection" in desk.text, "a plain letter stays what it is"
        await pilot.press("escape", "I")
        await settled(pilot)
        await pilot.press("f8")
        await settled(pilot)
        assert "only a table (CSV) has columns" in desk.text
