"""Reading the settings: what holds is taken, what does not is reported with its line and the nearest known name."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from crm.domain.days.today import Calendar
from crm.insight.thresholds import Thresholds
from crm.settings.entries import WEEKDAYS, Entry, by_path
from crm.settings.keynames import is_key
from crm.settings.known import Keyed, Names
from crm.settings.lines import leaves, place_of
from crm.settings.values import Fault, Path, Read, Settings, Value

TABLES = ("rules", "keys")


class Refused(Exception):
    """A value that cannot be taken, with the reason."""


def read(text: str, names: Names | None = None) -> Read:
    """The settings that a text holds."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Read(faults=(_unreadable(text, error),))
    names = names or Names()
    known, taken, refused = by_path(), dict[Path, Value](), list[tuple[Path, str]]()
    for path, value in leaves(values):
        try:
            taken[path] = _value(path, value, known, names)
        except Refused as reason:
            refused.append((path, str(reason)))
    for path, why in _clashes(taken, names):
        del taken[path]
        refused.append((path, why))
    found = (Fault(_line(text, path), what) for path, what in refused)
    return Read(_settings(taken), tuple(sorted(found)))


def checked(entry: Entry, value: Any) -> Value:
    """A value as one of this setting.

    Raises:
        Refused: when it cannot be one, with the reason.
    """
    if entry.choices:
        word = next((one for one in entry.choices if isinstance(value, str) and _same(one, value)), None)
        if word is None:
            raise Refused(f"{entry.name} cannot be {_told(value)}: {_one_of(entry.choices)}")
        return word
    if isinstance(entry.default, str):
        if not isinstance(value, str):
            raise Refused(f"{entry.name} is a word in quotes, not {_told(value)}")
        return value
    return _number(entry, value)


def checked_keys(command: str, value: Any, names: Names) -> tuple[str, ...]:
    """A value as the keys of a command.

    Raises:
        Refused: for a command that does not exist, what is no key, or one that has a meaning of its own where the
            command is heard.
    """
    if names.commands is not None and command not in names.commands:
        raise Refused(f"there is no command {command}{nearest(command, names.commands)}")
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list | tuple) or not keys or not all(isinstance(key, str) for key in keys):
        raise Refused(f'keys.{command} is a key such as "o", or a list of keys, not {_told(value)}')
    wrong = next((key for key in keys if not is_key(key)), None)
    if wrong is not None:
        raise Refused(
            f'keys.{command}: {_told(wrong)} is no key; write "o", "?", "f2", "ctrl+s" or "shift+tab"'
        )
    for key in keys:
        if (where := names.fixed_where(key, command)) is not None:
            raise Refused(f"keys.{command}: {_told(key)} always does something else {where}")
    return tuple(keys)


def nearest(word: str, known: Iterable[str]) -> str:
    """``: did you mean ...?`` with the known name that is most like a word; empty when none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only what is wrong needs it

    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f": did you mean {near[0]}?" if near else ""


# Values ---------------------------------------------------------------------------------------------------


def _value(path: Path, value: Any, known: Mapping[Path, Entry], names: Names) -> Value:
    if len(path) == 2 and path[0] == "keys":
        return checked_keys(path[1], value, names)
    entry = known.get(path)
    if entry is None:
        raise Refused(f"there is no setting {'.'.join(path)}{_near_setting(path, known)}")
    taken = checked(entry, value)
    if path == ("theme",) and names.themes is not None and taken not in names.themes:
        raise Refused(f"there is no theme {_told(taken)}{nearest(str(taken), names.themes)}")
    return taken


def _near_setting(path: Path, known: Mapping[Path, Entry]) -> str:
    """The name itself may be right and only stand in the wrong table."""
    if path[0] in TABLES and len(path) == 1:
        return f": [{path[0]}] is a table"
    elsewhere = next((one for one in known if one[-1] == path[-1]), None)
    if elsewhere is None:
        return nearest(".".join(path), [*(".".join(one) for one in known), *TABLES])
    if len(elsewhere) == 1:
        return f": {elsewhere[0]} stands above the first table"
    return f": it stands under [{elsewhere[0]}]"


def _number(entry: Entry, value: Any) -> int | float:
    whole = isinstance(entry.default, int)
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise Refused(f"{entry.name} is a {'whole ' if whole else ''}number, not {_told(value)}")
    if not entry.least <= value <= entry.most:
        raise Refused(f"{entry.name} cannot be {value}: it is between {entry.least:g} and {entry.most:g}")
    return value if whole else float(value)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.strip().casefold()


def _one_of(choices: Iterable[str]) -> str:
    return "one of " + ", ".join(f'"{choice}"' for choice in choices)


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value[:40]}"'
    return str(value)[:40]


# Keys that two commands want ----------------------------------------------------------------------------------


def _clashes(taken: Mapping[Path, Value], names: Names) -> Iterable[tuple[Path, str]]:
    """Remapped keys that another command has. The one that stands further down gives way, until no two clash."""
    if names.commands is None:
        return
    asked = {
        path[1]: value for path, value in taken.items() if path[0] == "keys" and isinstance(value, tuple)
    }
    while (clash := _first_clash(asked, names.commands)) is not None:
        command, key, other = clash
        del asked[command]
        free = "" if other in asked else f"; give {other} another key first"
        yield ("keys", command), f'keys.{command}: "{key}" is the key of {other}{free}'


def _first_clash(
    asked: Mapping[str, tuple[str, ...]], commands: Mapping[str, Keyed]
) -> tuple[str, str, str] | None:
    """A remapped command, the key, and who has it already: a command that keeps its keys, or one remapped before."""
    owners = {
        (place, key): name
        for name, known in commands.items()
        if name not in asked
        for place, key in product(known.where, known.keys)
    }
    for name, keys in asked.items():
        for place, key in product(commands[name].where, keys):
            other = owners.setdefault((place, key), name)
            if other != name:
                return name, key, other
    return None


# The file -------------------------------------------------------------------------------------------------


def _line(text: str, path: Path) -> int:
    place = place_of(text, path)
    return 1 if place is None else place.first + 1


def _unreadable(text: str, error: tomllib.TOMLDecodeError) -> Fault:
    words = str(error)
    found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)", words)
    line = int(found[1]) if found and found[1] else max(1, len(text.splitlines()))
    what = words[: found.start()] if found else words
    return Fault(line, f"this cannot be read ({what[:1].lower()}{what[1:]}), so none of the file is in force")


def _settings(taken: Mapping[Path, Value]) -> Settings:
    single = {path[0]: value for path, value in taken.items() if len(path) == 1}
    rules: dict[str, Any] = {path[1]: value for path, value in taken.items() if path[0] == "rules"}
    calendar: dict[str, Any] = {}
    if "dates" in single:
        calendar["style"] = single.pop("dates")
    if "week_starts" in single:
        calendar["week_starts"] = WEEKDAYS.index(str(single.pop("week_starts")))
    keys = {path[1]: value for path, value in taken.items() if path[0] == "keys" and isinstance(value, tuple)}
    known = Settings.__struct_fields__
    plain: dict[str, Any] = {name: value for name, value in single.items() if name in known}
    return Settings(calendar=Calendar(**calendar), thresholds=Thresholds(**rules), keys=keys, **plain)
