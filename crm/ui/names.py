"""The names that a settings file may use and that only the screens know: commands with their keys, and themes."""

from textual.theme import BUILTIN_THEMES

from crm.settings.known import Keyed, Names
from crm.ui.commands import COMMANDS, Command
from crm.ui.themes import DARK, LIGHT

FIXED = frozenset(("dialog_next", "dialog_accept"))
"""Keys that belong to the fields of a dialog: what types text moves on and ends with them."""

THEMES = (DARK.name, LIGHT.name, *BUILTIN_THEMES)


def remappable() -> tuple[Command, ...]:
    """The commands whose keys can be set."""
    return tuple(one for one in COMMANDS if one.id not in FIXED)


def names() -> Names:
    """What a settings file may name."""
    return Names({one.id: Keyed(one.keys, one.places) for one in remappable()}, THEMES)
