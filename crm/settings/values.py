"""The settings as one value, and what is said of a file that holds them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from crm.domain.today import Calendar
from crm.insight.thresholds import DEFAULTS, Thresholds

Glyphs = Literal["auto", "unicode", "ascii"]
"""Which signs are drawn: whatever the terminal can show, all of them, or letters and dashes only."""

Motion = Literal["full", "reduced"]
"""Whether anything on the screen moves by itself."""

THEME = "crm"

Value = str | int | float | tuple[str, ...]
Path = tuple[str, ...]
"""Where a setting stands in the file: ``("theme",)``, ``("rules", "open_asks")``, ``("keys", "undo")``."""


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. ``keys`` holds what differs from the table of commands, by command id."""

    theme: str = THEME
    glyphs: Glyphs = "auto"
    motion: Motion = "full"
    calendar: Calendar = field(default_factory=Calendar)
    thresholds: Thresholds = DEFAULTS
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Keyed(NamedTuple):
    """What the table of commands says of a key: those of the command, and where they are heard."""

    keys: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Names:
    """The names that only the screens know: commands with their keys, and themes. Without them they are not looked at."""

    commands: Mapping[str, Keyed] | None = None
    themes: Collection[str] | None = None


class Fault(NamedTuple):
    """Something in the file that does not hold: its line, counted from 1, and what is wrong with it."""

    line: int
    what: str


@dataclass(frozen=True)
class Read:
    """What a file says. Where there is a fault, the default stands."""

    settings: Settings = field(default_factory=Settings)
    faults: tuple[Fault, ...] = ()
