"""The names that a settings file may use and that the screens know."""

from collections.abc import Collection, Mapping

from msgspec import Struct


class Keyed(Struct, frozen=True):
    """What the table of commands says of a key: those of the command, and where they are heard."""

    keys: tuple[str, ...]
    where: tuple[str, ...]


class FixedKeys(Struct, frozen=True):
    """The single keys that a screen has for itself, in words where that is, and the commands that are heard there too."""

    where: str
    keys: Collection[str]
    heard: Collection[str]


class Names(Struct, frozen=True):
    """The names that only the screens know: commands with their keys, and themes. Without them they are not looked at.

    ``fixed`` are keys that no command can have where it would be heard beside them.
    """

    commands: Mapping[str, Keyed] | None = None
    themes: Collection[str] | None = None
    fixed: Collection[FixedKeys] = ()

    def fixed_where(self, key: str, command: str) -> str | None:
        """Where a command cannot have a key, since that has another meaning there; None where it can."""
        return next((one.where for one in self.fixed if command in one.heard and key in one.keys), None)
