"""The names of keys, as the settings file writes them: ``o``, ``?``, ``f2``, ``ctrl+s``, ``shift+tab``."""

import re

NAMED = frozenset(
    (
        *("enter", "escape", "tab", "space", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown", "up", "down", "left", "right"),
        *(f"f{number}" for number in range(1, 13)),
    )
)
"""Keys that have a name instead of a character."""

_FORM = re.compile(r"((?:ctrl\+|alt\+|shift\+)*)(.+)", re.DOTALL)


def is_key(name: str) -> bool:
    """Whether a name is that of a key that a terminal sends."""
    found = _FORM.fullmatch(name)
    if found is None:
        return False
    modifiers, key = found.groups()
    if key in NAMED:
        return True
    if len(key) != 1 or not key.isprintable() or key.isspace():
        return False
    return not modifiers or (key.isascii() and (key.islower() or not key.isalpha()) and modifiers != "shift+")
