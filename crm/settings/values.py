"""The settings as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crm.domain.today import Calendar
from crm.insight.thresholds import DEFAULTS, Thresholds

Glyphs = Literal["auto", "unicode", "ascii"]
"""Which signs are drawn: whatever the terminal can show, all of them, or letters and dashes only."""

Motion = Literal["full", "reduced"]
"""Whether anything on the screen moves by itself."""

THEME = "crm"


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. ``keys`` holds what differs from the table of commands, by command id."""

    theme: str = THEME
    glyphs: Glyphs = "auto"
    motion: Motion = "full"
    calendar: Calendar = field(default_factory=Calendar)
    thresholds: Thresholds = DEFAULTS
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
