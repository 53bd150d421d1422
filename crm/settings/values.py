"""The settings as one value, and what is said of a file that holds them."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from crm.domain.days.today import Calendar
from crm.insight.thresholds import DEFAULTS, Thresholds

Glyphs = Literal["auto", "unicode", "ascii"]
"""Which signs are drawn: whatever the terminal can show, all of them, or letters and dashes only."""

Motion = Literal["full", "reduced"]
"""Whether anything on the screen moves by itself."""

THEME = "crm"

Value = str | int | float | tuple[str, ...]
Path = tuple[str, ...]
"""Where a setting stands in the file: ``("theme",)``, ``("rules", "open_asks")``, ``("keys", "undo")``."""


class Settings(Struct, frozen=True):
    """Everything that can be set. ``keys`` holds what differs from the table of commands, by command id."""

    theme: str = THEME
    glyphs: Glyphs = "auto"
    motion: Motion = "full"
    calendar: Calendar = field(default_factory=Calendar)
    thresholds: Thresholds = DEFAULTS
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Fault(Struct, frozen=True, order=True):
    """Something in the file that does not hold: its line, counted from 1, and what is wrong with it."""

    line: int
    what: str


class Read(Struct, frozen=True):
    """What a file says. Where there is a fault, the default stands."""

    settings: Settings = field(default_factory=Settings)
    faults: tuple[Fault, ...] = ()
