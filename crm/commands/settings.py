"""``crm settings``: where the file is, what is in force, and what in it does not hold."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from crm.settings.entries import every_entry, in_force
from crm.settings.file import SettingsFile, load, write
from crm.settings.values import Settings, Value
from crm.settings.writing import literal, template
from crm.ui.names import names, remappable


def run(options: Namespace) -> int:
    """Print the settings as they are in force; 1 when something in the file does not hold."""
    found = load(names())
    if options.write:
        return _write(found)
    there = "" if found.found else " (not there: everything is as it comes; crm settings --write makes it)"
    print(f"# {found.path}{there}", *lines(found.settings), sep="\n")
    for fault in found.faults:
        print(f"crm: {found.told(fault)}", file=sys.stderr)
    return 1 if found.faults else 0


def _write(found: SettingsFile) -> int:
    if found.found:
        print(f"crm: {found.path} exists already; nothing was written", file=sys.stderr)
        return 1
    write(found.path, template((one.id, one.keys, one.tooltip) for one in remappable()))
    print(f"Every setting is in {found.path}, with what holds without it.")
    return 0


def lines(settings: Settings) -> Iterator[str]:
    """The settings in force, as the file would write them; what was set is marked with its default."""
    table = ""
    for entry in every_entry():
        if len(entry.path) > 1 and entry.path[0] != table:
            table = entry.path[0]
            yield from ("", f"[{table}]")
        yield _line(entry.path[-1], in_force(settings, entry), entry.default)
    yield from ("", "[keys]")
    for one in remappable():
        yield _line(one.id, settings.keys.get(one.id, one.keys), one.keys)


def _line(name: str, value: Value, default: Value) -> str:
    return f"{name} = {literal(value)}" + ("" if value == default else f"  # else {literal(default)}")
