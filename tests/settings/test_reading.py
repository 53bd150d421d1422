"""Reading the settings: what holds is taken; what does not is told with its line, and the default stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from crm.domain.days.today import Calendar
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.settings.entries import by_path, every_entry
from crm.settings.keynames import is_key
from crm.settings.known import FixedKeys, Keyed, Names
from crm.settings.reading import Refused, checked, read
from crm.settings.rules import RULES
from crm.settings.values import Settings
from crm.settings.writing import literal

NAMES = Names(
    {
        "new_offer": Keyed(("o",), ("screen",)),
        "add_contact": Keyed(("a",), ("screen",)),
        "undo": Keyed(("u",), ("screen",)),
        "next_pane": Keyed(("tab", "right"), ("screen",)),
        "dialog_save": Keyed(("ctrl+s",), ("dialog", "offer")),
        "dialog_plan": Keyed(("ctrl+n",), ("offer",)),
    },
    frozenset(("crm", "crm-light", "nord")),
)


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.what) for fault in read(text, NAMES).faults]


def test_nothing_written_means_as_it_comes() -> None:
    assert read("", NAMES).settings == Settings()
    assert read("# nothing\n\n[rules]\n[keys]\n", NAMES) == read("", NAMES)


def test_what_is_written_holds() -> None:
    text = """
theme = "nord"
dates = "iso"
week_starts = "Sunday"
glyphs = "ascii"
motion = "reduced"
[rules]
open_asks = 3
nudge_share = 1
[keys]
new_offer = "O"
undo = ["u", "ctrl+z"]
"""
    found = read(text, NAMES)
    assert found.faults == ()
    assert found.settings == Settings(
        "nord",
        "ascii",
        "reduced",
        Calendar("ISO", 6),
        Thresholds(open_asks=3, nudge_share=1.0),
        {"new_offer": ("O",), "undo": ("u", "ctrl+z")},
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\n# mine\nthem = "nord"\n', 3, "there is no setting them: did you mean theme?"),
        ('theme = "nrod"', 1, 'there is no theme "nrod": did you mean nord?'),
        ('dates = "21.11."', 1, 'dates cannot be "21.11.": one of "21 Nov", "Nov 21", "ISO"'),
        ("theme = 3", 1, "theme is a word in quotes, not 3"),
        ("[rules]\n\nopen_asks = 0\n", 3, "rules.open_asks cannot be 0: it is between 1 and 50"),
        ('[rules]\nopen_asks = "3"', 2, 'rules.open_asks is a whole number, not "3"'),
        ("[rules]\nopen_asks = true", 2, "rules.open_asks is a whole number, not true"),
        ("[rules]\nnudge_share = nan", 2, "rules.nudge_share cannot be nan: it is between 0.5 and 1"),
        ("open_asks = 3", 1, "there is no setting open_asks: it stands under [rules]"),
        ('[keys]\ntheme = "nord"', 2, "there is no command theme"),
        ("rules = 3", 1, "there is no setting rules: [rules] is a table"),
        ('[keys]\nnew_ofer = "O"', 2, "there is no command new_ofer: did you mean new_offer?"),
        ('[keys]\nundo = "control z"', 2, 'keys.undo: "control z" is no key'),
        ("[keys]\nundo = []", 2, 'keys.undo is a key such as "o", or a list of keys, not []'),
        ("[keys]\nundo = [\n  1,\n]", 2, 'keys.undo is a key such as "o", or a list of keys, not [1]'),
        (
            '[keys]\nundo = "a"',
            2,
            'keys.undo: "a" is the key of add_contact; give add_contact another key first',
        ),
    ],
)
def test_what_does_not_hold_is_told_with_its_line(text: str, line: int, said: str) -> None:
    ((at, what),) = faults(text)
    assert at == line
    assert what.startswith(said)
    assert read(text, NAMES).settings == Settings()


def test_a_file_that_is_no_toml_says_where() -> None:
    ((line, what),) = faults('theme = "nord"\ndates = \n')
    assert line == 2
    assert "cannot be read" in what
    ((line, _),) = faults("[keys]\nundo = [")
    assert line == 2


def test_one_fault_does_not_take_the_rest_along() -> None:
    found = read('theme = "nord"\nweek_starts = "someday"\n[rules]\nload_asks = 8\n', NAMES)
    assert [fault.line for fault in found.faults] == [2]
    assert found.settings == Settings("nord", thresholds=Thresholds(load_asks=8))


def test_two_commands_can_change_places() -> None:
    found = read('[keys]\nnew_offer = "a"\nadd_contact = "o"\n', NAMES)
    assert found.faults == ()
    assert found.settings.keys == {"new_offer": ("a",), "add_contact": ("o",)}


def test_of_two_that_want_a_key_the_first_has_it() -> None:
    found = read('[keys]\nnew_offer = "x"\nundo = "x"\n', NAMES)
    assert [(fault.line, fault.what) for fault in found.faults] == [
        (3, 'keys.undo: "x" is the key of new_offer')
    ]
    assert found.settings.keys == {"new_offer": ("x",)}


def test_a_refused_key_may_make_another_one_clash() -> None:
    """undo cannot have tab, so it keeps u, so new_offer cannot have u."""
    found = read('[keys]\nnew_offer = "u"\nundo = "tab"\n', NAMES)
    assert [fault.line for fault in found.faults] == [2, 3]
    assert found.settings.keys == {}


def test_a_key_of_a_dialog_may_be_one_of_the_screen_too() -> None:
    assert faults('[keys]\ndialog_save = "o"') == []


def test_two_dialogs_may_have_one_key_for_two_things() -> None:
    assert faults('[keys]\ndialog_save = "ctrl+n"') != []
    assert faults('[keys]\ndialog_plan = "ctrl+s"') != []
    elsewhere = Names({**(NAMES.commands or {}), "dialog_skip": Keyed(("f5",), ("reflection",))})
    assert read('[keys]\ndialog_skip = "ctrl+n"', elsewhere).faults == ()


def test_a_fixed_key_of_a_screen_is_no_key_of_a_command_that_is_heard_there() -> None:
    fixed = (FixedKeys("where cards are gone through", ("m", "space"), ("undo",)),)
    names = Names(NAMES.commands, fixed=fixed)
    found = read('[keys]\nnew_offer = "m"\nundo = ["z", "m"]\n', names)
    assert [(fault.line, fault.what) for fault in found.faults] == [
        (3, 'keys.undo: "m" always does something else where cards are gone through')
    ]
    assert found.settings.keys == {"new_offer": ("m",)}


def test_without_the_screens_their_names_are_not_looked_at() -> None:
    found = read('theme = "whatever"\n[keys]\nwhat = "a"\n')
    assert found.faults == ()
    assert found.settings.keys == {"what": ("a",)}


def test_every_number_of_the_rules_can_be_set_and_its_default_is_within_its_bounds() -> None:
    """Some cannot be set: they keep what is said within what the record supports."""
    honest = {"min_n", "shrink", "compare_n", "trend_months"}
    assert {one.name for one in fields(Thresholds)} - set(RULES) == honest
    assert set(RULES) <= {one.name for one in fields(Thresholds)}
    for entry in every_entry():
        assert checked(entry, entry.default) == entry.default
        assert entry.words
    assert (
        read("[rules]\n" + "".join(f"{n} = {getattr(DEFAULTS, n)}\n" for n in RULES)).settings == Settings()
    )


@pytest.mark.parametrize(
    "name", [*"oO?,.1é", "f2", "ctrl+s", "shift+tab", "ctrl+shift+up", "escape", "alt+x"]
)
def test_keys(name: str) -> None:
    assert is_key(name)


@pytest.mark.parametrize(
    "name", ["", " ", "oo", "ctrl+", "ctrl+S", "shift+a", "f13", "hyper+a", "a,b", "\n", "control z"]
)
def test_no_keys(name: str) -> None:
    assert not is_key(name)


VALUES = st.recursive(
    st.one_of(st.text(max_size=8), st.integers(-5, 10**6), st.floats(), st.booleans()),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=3,
)
PATHS = st.one_of(
    st.sampled_from([entry.path for entry in every_entry()]),
    st.tuples(st.just("keys"), st.sampled_from([*(NAMES.commands or ()), "nothing"])),
    st.tuples(st.sampled_from(["rules", "colours"]), st.text("abc_", min_size=1, max_size=4)),
)


@given(st.dictionaries(PATHS, VALUES, max_size=5))
def test_whatever_is_written_each_setting_holds_or_is_told(given_: dict[tuple[str, ...], object]) -> None:
    """A value that is taken is one that the setting may have, every other one is told, with the line it stands on."""
    lines = [f"{'.'.join(path)} = {toml(value)}" for path, value in given_.items()]
    found = read("\n".join(lines), NAMES)
    told = {fault.line for fault in found.faults}
    for number, (path, value) in enumerate(given_.items(), 1):
        try:
            entry = by_path()[path]
            fine = checked(entry, value) is not None and (path != ("theme",) or value in (NAMES.themes or ()))
        except (KeyError, Refused):
            fine = path[0] == "keys" and path[1] in found.settings.keys
        assert (number in told) == (not fine)


def toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(char):08X}" for char in value) + '"'
    return literal(value)  # type: ignore[arg-type]  # numbers and truth values alike


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    found = read(text, NAMES)
    assert all(1 <= fault.line <= max(1, len(text.splitlines())) for fault in found.faults)
    if not found.faults:
        tomllib.loads(text)
