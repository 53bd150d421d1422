"""Changing a setting leaves everything else in the file as its owner wrote it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_config_path

from crm.domain.record import Refusal
from crm.settings.entries import every_entry
from crm.settings.file import change, load, settings_path
from crm.settings.known import Keyed, Names
from crm.settings.reading import read
from crm.settings.values import Value
from crm.settings.writing import KEYS_HEAD, changed, template

COMMANDS = (("new_offer", ("o",), "Offer."), ("next_pane", ("tab", "right"), "Go on."))
NAMES = Names({name: Keyed(keys, ("screen",)) for name, keys, _ in COMMANDS}, ("crm", "nord"))

MINE = """\
# My colours
theme = "nord"   # like the editor

week_starts = "sunday"
[rules] # mine
open_asks = 3
# a thought on load
load_asks = 5

[keys]
next_pane = [  # two of them
  "tab",
  "n",
]
"""


def test_a_setting_that_is_there_keeps_its_place_and_its_comment() -> None:
    assert changed(MINE, ("theme",), "crm") == MINE.replace('"nord"   #', '"crm"   #')
    assert changed(MINE, ("rules", "load_asks"), 7) == MINE.replace("5", "7")


def test_a_setting_over_several_lines_becomes_one() -> None:
    made = changed(MINE, ("keys", "next_pane"), ("n", "tab"))
    assert made.endswith('[keys]\nnext_pane = ["n", "tab"]\n')
    assert made.startswith(MINE[: MINE.index("next_pane")])


def test_a_new_setting_goes_into_its_table() -> None:
    assert 'week_starts = "sunday"\ndates = "ISO"\n[rules]' in changed(MINE, ("dates",), "ISO")
    assert "load_asks = 5\nnudge_day = 8\n\n[keys]" in changed(MINE, ("rules", "nudge_day"), 8)
    assert changed('theme = "nord"', ("keys", "undo"), ("z",)) == 'theme = "nord"\n\n[keys]\nundo = "z"\n'


def test_a_setting_back_at_its_default_goes() -> None:
    assert changed(MINE, ("rules", "open_asks"), None) == MINE.replace("open_asks = 3\n", "")
    assert changed(MINE, ("dates",), None) == MINE


def test_a_setting_takes_the_place_of_the_comment_that_shows_it() -> None:
    start = template(COMMANDS)
    made = changed(start, ("rules", "open_asks"), 3)
    before, after = start.splitlines(), made.splitlines()
    assert len(before) == len(after)
    assert [(b, a) for b, a in zip(before, after, strict=True) if a != b] == [
        (before[after.index("open_asks = 3")], "open_asks = 3")
    ]
    assert changed(made, ("rules", "open_asks"), None).count("open_asks") == 0


def test_the_first_file_has_every_setting_and_none_in_force() -> None:
    start = template(COMMANDS)
    assert read(start, NAMES) == read("", NAMES)
    shown = read(
        "\n".join(
            line.removeprefix("# ") if " = " in line and line not in KEYS_HEAD else line
            for line in start.splitlines()
        ),
        NAMES,
    )
    assert shown.faults == ()
    assert shown.settings.keys == {name: keys for name, keys, _ in COMMANDS}
    assert all(f"# {entry.path[-1]} = " in start for entry in every_entry())


@pytest.mark.parametrize(
    "text",
    ["rules = { open_asks = 3, nudge_day = 6 }\n", 'theme = "nord"\n[rules]\n[keys', "keys = 3"],
)
def test_what_only_its_owner_can_change_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        changed(text, ("rules", "open_asks") if "keys = 3" not in text else ("keys", "undo"), 4)


NOISE = st.lists(
    st.sampled_from(
        ["", "# a thought", "  # nudge_day = 3", '# theme = "x"', "# [keys]", "#"],
    ),
    max_size=3,
)
TOP = st.sampled_from(
    [
        'theme = "nord" # "#"',
        "dates='ISO'",
        '"glyphs" = """ascii"""',
        'x = [\n[1],\n "#"]',
    ]
)
RULE = st.sampled_from(["open_asks=4", "nudge_day = 8 # eight", "'load_days' = 31", "nudge_share = 0.75"])
KEY = st.sampled_from(['undo = ["u",\n # two\n "z"]', "new_offer='O'"])


def named(line: tuple[str, list[str]]) -> str:
    """The name that a line sets."""
    return line[0].split("=")[0].strip(" \"'")


def block(heading: str, one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A table of some settings, with blank lines and comments between them."""
    settings = st.lists(st.tuples(one, NOISE), unique_by=named, max_size=3)
    return st.tuples(NOISE, settings).map(
        lambda parts: "\n".join(
            [heading, *parts[0], *(line for first, more in parts[1] for line in (first, *more))]
        )
    )


FILES = st.tuples(block("", TOP), block("[rules]", RULE), block(" [ keys ] # mine", KEY)).map("\n".join)
CHANGES = st.one_of(
    st.tuples(st.just(("theme",)), st.one_of(st.none(), st.sampled_from(["crm", 'a "b" # c']))),
    st.tuples(st.just(("dates",)), st.sampled_from([None, "ISO", "Nov 21"])),
    st.tuples(
        st.sampled_from([("rules", "open_asks"), ("rules", "nudge_day"), ("rules", "person_n")]),
        st.one_of(st.none(), st.integers(2, 90)),
    ),
    st.tuples(
        st.sampled_from([("keys", "undo"), ("keys", "redo")]),
        st.sampled_from([None, ("u",), (",", "#"), ("ctrl+z", "\\")]),
    ),
)


@given(FILES, st.lists(CHANGES, min_size=1, max_size=4))
def test_any_change_of_any_file_says_that_and_loses_no_comment(
    text: str, changes: list[tuple[tuple[str, ...], Value | None]]
) -> None:
    meant = tomllib.loads(text)
    kept = [line for line in text.splitlines() if line.lstrip().startswith("# a thought")]
    for path, value in changes:
        text = changed(text, path, value)
        table = meant if len(path) == 1 else meant.setdefault(path[0], {})
        table.pop(path[-1], None)
        if value is not None:
            table[path[-1]] = value
    read_back = tomllib.loads(text)
    assert normal(read_back) == normal(meant)
    assert [line for line in text.splitlines() if line.lstrip().startswith("# a thought")] == kept


def normal(value: object) -> object:
    """One key alone may be written without its list."""
    if isinstance(value, dict):
        return {name: normal(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return value[0] if len(value) == 1 and isinstance(value[0], str) else list(value)
    return value


# The file ---------------------------------------------------------------------------------------------------


def test_a_change_makes_the_file_and_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "settings.toml"
    assert not load(path=path).found
    change(path, ("rules", "nudge_day"), 8)
    change(path, ("keys", "undo"), ("z",))
    change(path, ("theme",), "nord")
    found = load(path=path)
    assert found.found
    assert found.settings.thresholds.nudge_day == 8
    assert found.settings.keys == {"undo": ("z",)}
    assert found.settings.theme == "nord"
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


def test_a_file_that_cannot_be_read_is_a_fault_and_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = '\xff'")
    assert [fault.what for fault in load(path=path).faults] == [
        "this file cannot be read: it is not UTF-8 text"
    ]
    with pytest.raises(Refusal):
        change(path, ("theme",), "nord")
    assert path.read_bytes() == b"theme = '\xff'"
    assert load(path=tmp_path).faults[0].what.startswith("this file cannot be read: ")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_without_an_end_is_a_fault() -> None:
    assert "far too long" in load(path=Path("/dev/zero")).faults[0].what
    with pytest.raises(Refusal, match="far too long"):
        change(Path("/dev/zero"), ("theme",), "nord")


def test_a_link_to_the_file_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    real.write_text('theme = "crm"\n')
    link.symlink_to(real)
    change(link, ("theme",), "nord")
    assert link.is_symlink()
    assert real.read_text() == 'theme = "nord"\n'


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CRM_CONFIG", raising=False)
    for base in (str(tmp_path), "", "relative"):
        monkeypatch.setenv("XDG_CONFIG_HOME", base)
        if base != "relative":
            assert settings_path() == user_config_path("crm", appauthor=False) / "settings.toml"
        assert settings_path().is_absolute()
    monkeypatch.setenv("CRM_CONFIG", "~/mine.toml")
    assert settings_path() == Path.home() / "mine.toml"
