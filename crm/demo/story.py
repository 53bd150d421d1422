"""The story as it is written: lines with days counted from today, and short keys for people and offers."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from crm.domain.days.daywords import MONTH_NAMES

FILES = ("people.jsonl", "story.jsonl")

DAY_FIELDS = frozenset(
    {"on", "made_on", "spoke_on", "revisit_on", "until", "review_on", "due_on", "check_in", "bio_updated"}
)
"""Fields that hold a day: in the story, a number of days from today."""

_MONTH = re.compile(r"\{month([+-]\d+)\}")


@dataclass(frozen=True)
class Line:
    """One line of the story: on which day, the key under which its record is spoken of, and the action."""

    day: date
    key: str
    action: dict[str, Any]


def lines(today: date) -> Iterator[Line]:
    """The whole story, told so that it ends today, in the order of its days."""
    told = [json.loads(line) for name in FILES for line in _text(name).splitlines()]
    for line in sorted(told, key=lambda one: int(one["day"])):
        day = today + timedelta(days=line.pop("day"))
        yield Line(day, line.pop("key", ""), _dated(line, today))


def _text(name: str) -> str:
    return (files("crm.demo") / name).read_text("utf-8")


def _dated(value: Any, today: date) -> Any:
    """The same with numbers of days as days, and months by their names."""
    if isinstance(value, dict):
        return {
            name: (today + timedelta(days=item)).isoformat()
            if name in DAY_FIELDS and isinstance(item, int)
            else _dated(item, today)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_dated(item, today) for item in value]
    if isinstance(value, str) and "{month" in value:
        return _MONTH.sub(lambda found: _month(today + timedelta(days=int(found[1]))), value)
    return value


def _month(day: date) -> str:
    return MONTH_NAMES[day.month - 1]
