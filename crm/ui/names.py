"""The names that a settings file may use and that only the screens know: commands with their keys, and themes."""

from textual.theme import BUILTIN_THEMES

from crm.settings.known import FixedKeys, Keyed, Names
from crm.ui.commands import COMMANDS, Command
from crm.ui.themes import DARK, LIGHT

FIXED = frozenset(("dialog_next", "dialog_accept"))
"""Keys that belong to the fields of a dialog: what types text moves on and ends with them."""

_IN_LISTS = tuple(one.id for one in COMMANDS if one.owner == "list")
_IN_DIALOGS = ("dialog_save", "dialog_editor", "dialog_close", "palette")

FIXED_KEYS = (
    FixedKeys(
        "where you go through new people",
        ("T", "m", "n", "p", "a", "space", "left", "right", "tab"),
        ("tag", "archive", "note", "edit", "undo", *_IN_LISTS, *_IN_DIALOGS),
    ),
    FixedKeys(
        "where you make one of two people",
        ("m", "x", "b", "s", "left", "right", "tab"),
        ("undo", *_IN_LISTS, *_IN_DIALOGS),
    ),
    FixedKeys("in a reflection", ("s", "X", "left"), ("dialog_skip", "dialog_back", *_IN_DIALOGS)),
)
"""Keys of screens that have letters of their own. Enter is none of them: it goes on everywhere."""

THEMES = (DARK.name, LIGHT.name, *BUILTIN_THEMES)


def remappable() -> tuple[Command, ...]:
    """The commands whose keys can be set."""
    return tuple(one for one in COMMANDS if one.id not in FIXED)


def names() -> Names:
    """What a settings file may name."""
    return Names({one.id: Keyed(one.keys, one.places) for one in remappable()}, THEMES, FIXED_KEYS)
