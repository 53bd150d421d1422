"""The table of what can be set. Reader, writer, settings screen, ``crm settings`` and the README all follow it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from crm.domain.days.daywords import WEEKDAY_NAMES
from crm.domain.days.today import DayStyle
from crm.insight.thresholds import DEFAULTS
from crm.settings.rules import RULES
from crm.settings.values import THEME, Glyphs, Motion, Path, Settings, Value

WEEKDAYS = tuple(name.lower() for name in WEEKDAY_NAMES)


@dataclass(frozen=True)
class Entry:
    """One setting: where it stands, its default, what it is for in a sentence, and what it may be.

    A setting with ``choices`` is one of them, one with ``least`` and ``most`` a number between them.
    """

    path: Path
    default: Value
    words: str
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 0

    @property
    def name(self) -> str:
        """The name as it is said: ``theme``, ``rules.open_asks``."""
        return ".".join(self.path)


ENTRIES: tuple[Entry, ...] = (
    Entry(("theme",), THEME, "the colours: crm, crm-light, or a theme of Textual's such as nord or gruvbox"),
    Entry(("dates",), "21 Nov", "how days are written", get_args(DayStyle)),
    Entry(("week_starts",), "monday", "the first day of the week", WEEKDAYS),
    Entry(
        ("glyphs",),
        "auto",
        "the signs: ascii for terminals without box characters; auto finds out",
        get_args(Glyphs),
    ),
    Entry(("motion",), "full", "reduced: nothing blinks, slides or fades", get_args(Motion)),
)
"""The settings above the first table of the file."""


def rules() -> Iterator[Entry]:
    """The numbers of the rules, each with its default."""
    for name, rule in RULES.items():
        yield Entry(("rules", name), getattr(DEFAULTS, name), rule.words, least=rule.least, most=rule.most)


def every_entry() -> tuple[Entry, ...]:
    """All settings but the keys, whose names are those of the commands."""
    return (*ENTRIES, *rules())


def by_path() -> Mapping[Path, Entry]:
    """The settings by where they stand in the file."""
    return {entry.path: entry for entry in every_entry()}


def in_force(settings: Settings, entry: Entry) -> Value:
    """What holds for a setting, as the file would write it."""
    if entry.path[0] == "rules":
        value: Value = getattr(settings.thresholds, entry.path[1])
        return value
    calendar = settings.calendar
    special = {"dates": calendar.style, "week_starts": WEEKDAYS[calendar.week_starts]}
    name = entry.path[0]
    return special[name] if name in special else str(getattr(settings, name))
