"""Changing one setting in the text of the file: every other line, and every comment, stays as its owner wrote it.

The changed text is read back before it is used. Where it would not say exactly what was meant (a table inside of one
line, say), it is refused and the file stays as it is.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from crm.domain.record import Refusal
from crm.settings.entries import Entry, every_entry
from crm.settings.lines import has, place_of, read_or_none
from crm.settings.values import Path, Value

HEAD = """\
# Settings of crm. A line that starts with "#" is not in force and shows what holds without it.
# A change made in the app is written here too; what you write between the lines stays.
"""

KEYS_HEAD = """\
# Keys by command, a key or a list of them: new_offer = "o", or undo = ["u", "ctrl+z"].
"""


def changed(text: str, path: Path, value: Value | None) -> str:
    """The text with one setting changed, or with None taken back to its default.

    Raises:
        Refusal: when that cannot be done without touching more than this setting.
    """
    before = read_or_none(text)
    if before is None:
        raise Refusal("the settings file cannot be read: mend it first (crm settings says where)")
    if value is None and not has(before, path):
        return text
    lines = (text or HEAD).splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    made = "".join(_placed(lines, path, value))
    meant = _meant(before, path, value)
    if meant is None or read_or_none(made) != meant:
        raise Refusal(f"{'.'.join(path)} is written in a way that only you can change: see crm settings")
    return made


def _placed(lines: list[str], path: Path, value: Value | None) -> list[str]:
    place = place_of("".join(lines), path)
    line = "" if value is None else f"{path[-1]} = {literal(value)}"
    if place is not None:
        before, comment = lines[: place.first], _comment("".join(lines[place.first : place.end]))
        blank = [one for one in lines[place.first : place.end] if not one.strip()]
        kept = [f"{line}{comment}\n"] if line else []
        return [*before, *blank[: 0 if line else 1], *kept, *lines[place.end :]]
    first, end = _table(lines, path[:-1])
    if first is None:
        return [*lines, "\n", f"[{path[0]}]\n", f"{line}\n"]
    shown = next((at for at in range(first, end) if _shows(lines[at], path[-1])), None)
    if shown is not None:
        return [*lines[:shown], f"{line}\n", *lines[shown + 1 :]]
    at = _end_of_settings(lines, first, end)
    return [*lines[:at], f"{line}\n", *lines[at:]]


def _end_of_settings(lines: list[str], first: int, end: int) -> int:
    """Behind the last setting of a table; where it has none, behind the comment that it begins with."""
    last = max((at for at in range(first, end) if _is_setting(lines[at])), default=None)
    if last is not None:
        return last + 1
    return next((at for at in range(first, end) if not lines[at].startswith("#")), end)


def _table(lines: list[str], table: Path) -> tuple[int | None, int]:
    """The lines of a table, behind its heading and up to the next one; those above the first heading for none."""
    headings = [at for at, line in enumerate(lines) if re.match(r"\s*\[", line) and _is_heading(lines, at)]
    if not table:
        return 0, headings[0] if headings else len(lines)
    for number, at in enumerate(headings):
        if re.match(rf"\s*\[\s*{re.escape(table[0])}\s*\]", lines[at]):
            return at + 1, headings[number + 1] if number + 1 < len(headings) else len(lines)
    return None, len(lines)


def _is_heading(lines: list[str], at: int) -> bool:
    """Whether the lines above are complete: a bracket inside of a list or a text is no heading."""
    return read_or_none("".join(lines[:at])) is not None


def _shows(line: str, name: str) -> bool:
    """Whether a line is the comment that shows a setting's default."""
    return re.match(rf"#\s*{re.escape(name)}\s*=", line) is not None


def _is_setting(line: str) -> bool:
    """Whether a line says something; comments at the end of a table mostly speak of the next one."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _comment(written: str) -> str:
    """The comment behind a setting on one line, with the blanks before it."""
    line = written.strip("\n")
    if "\n" in line.strip():
        return ""
    for found in re.finditer(r"\s*#", line):
        if read_or_none(line[: found.start()]):
            return line[found.start() :]
    return ""


def _meant(before: dict[str, Any], path: Path, value: Value | None) -> dict[str, Any] | None:
    """What the file says after the change; None where there is a value in the place of the table."""
    meant: dict[str, Any] = {
        name: dict(one) if isinstance(one, dict) else one for name, one in before.items()
    }
    table = meant
    for name in path[:-1]:
        table = table.setdefault(name, {})
        if not isinstance(table, dict):
            return None
    if value is None:
        table.pop(path[-1])
    else:
        table[path[-1]] = _read_back(value)
    return meant


def _read_back(value: Value) -> Any:
    """What is read where this value was written: one key alone is no list."""
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else list(value)
    return value


def literal(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, tuple):
        return literal(value[0]) if len(value) == 1 else f"[{', '.join(map(literal, value))}]"
    return json.dumps(value, ensure_ascii=False)


# A file to begin with -------------------------------------------------------------------------------------


def template(commands: Iterable[tuple[str, tuple[str, ...], str]] = ()) -> str:
    """A settings file in which nothing is in force yet: every setting with its default and what it is for.

    Args:
        commands: id, keys and words of each command whose keys can be changed.
    """
    entries = every_entry()
    top = [_shown(entry) for entry in entries if len(entry.path) == 1]
    rules = [_shown(entry) for entry in entries if entry.path[0] == "rules"]
    keys = [f"# {name} = {literal(keys)}  # {words}\n" for name, keys, words in commands]
    parts = [HEAD, "\n", *top, "\n[rules]\n", *rules, "\n", KEYS_HEAD, "[keys]\n", *keys]
    return "".join(parts)


def _shown(entry: Entry) -> str:
    choices = f" ({', '.join(entry.choices)})" if entry.choices else ""
    return f"# {entry.path[-1]} = {literal(entry.default)}  # {entry.words}{choices}\n"
