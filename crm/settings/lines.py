"""Where a setting stands in the text of its file.

The place is found by reading the file line by line: as long as the first lines lack the setting it is further on.
What is not closed yet (a list or a text over several lines) cannot be read, so that this holds for every way to write it.
"""

import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from crm.settings.values import Path


class Place(NamedTuple):
    """The lines of a setting, counted from 0: the first, and the one behind the last."""

    first: int
    end: int


def place_of(text: str, path: Path) -> Place | None:
    """The lines on which a setting is written; None when it is not there.

    ``text`` is TOML that can be read.
    """
    lines, first = text.splitlines(keepends=True), 0
    for end in range(1, len(lines) + 1):
        known = read_or_none("".join(lines[:end]))
        if known is None:
            continue
        if has(known, path):
            return Place(first, end)
        first = end
    return None


def read_or_none(text: str) -> dict[str, Any] | None:
    """What a text says, or None when it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def has(values: dict[str, Any], path: Path) -> bool:
    """Whether a value is among those read."""
    found: Any = values
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return False
        found = found[name]
    return True


def leaves(values: dict[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with its path, tables opened."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from leaves(value, (*above, name))
        else:
            yield (*above, name), value
