"""The names that a settings file may use and that the screens know."""

from collections.abc import Collection, Mapping

from msgspec import Struct


class Keyed(Struct, frozen=True):
    """What the table of commands says of a key: those of the command, and where they are heard."""

    keys: tuple[str, ...]
    where: tuple[str, ...]


class Names(Struct, frozen=True):
    """The names that only the screens know: commands with their keys, and themes. Without them they are not looked at."""

    commands: Mapping[str, Keyed] | None = None
    themes: Collection[str] | None = None
