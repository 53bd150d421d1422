"""Which key does what: the table's keys, and those that its owner has set instead."""

import re
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from msgspec import Struct


class HasKeys(Protocol):
    """A command, as far as its keys are concerned."""

    @property
    def id(self) -> str: ...

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it comes with, in Textual's notation; the first is the one shown."""
        ...


_SHOWN = {
    "enter": "⏎",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
    "space": "Space",
    "comma": ",",
}


def shown_key(key: str) -> str:
    """A key of Textual's notation as it is printed on the screen."""
    return _SHOWN.get(key, key)


class Keys(Struct, frozen=True):
    """The keys in force. ``own`` holds those of commands, by id, that differ from the table."""

    own: Mapping[str, tuple[str, ...]] = {}

    def of(self, command: HasKeys) -> tuple[str, ...]:
        """The keys of a command."""
        return self.own.get(command.id, command.keys)

    def shown(self, command: HasKeys) -> str:
        """The first key of a command as it is printed on the screen."""
        return shown_key(self.of(command)[0])

    @property
    def keymap(self) -> dict[str, str]:
        """What Textual is to put in the place of the table's keys."""
        return {name: bound(keys) for name, keys in self.own.items()}


def bound(keys: tuple[str, ...]) -> str:
    """Keys as a binding writes them: with commas between, so that a comma itself goes by its name."""
    return ",".join("comma" if key == "," else key for key in keys)


@runtime_checkable
class SetsKeys(Protocol):
    """The app, as far as keys are concerned."""

    @property
    def keys(self) -> Keys:
        """The keys in force."""
        ...


def keys_of(app: object) -> Keys:
    """The keys that an app goes by; those of the table where it has none of its own."""
    return app.keys if isinstance(app, SetsKeys) else Keys()


def filled(text: str, shown: Mapping[str, str]) -> str:
    """A text in which ``{undo}`` stands for the key of that command."""
    return re.sub(r"\{(\w+)\}", lambda found: shown.get(found[1], found[0]), text)
