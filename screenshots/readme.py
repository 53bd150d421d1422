"""Writes the README's tables from the tables of the program: ``python -m screenshots.readme``."""

import re
import sys
from pathlib import Path

from crm.settings.entries import every_entry
from crm.settings.writing import literal
from crm.ui.commands import by_group
from crm.ui.keys import shown_key
from crm.usage import APP, COMMANDS, Argument

README = Path(__file__).parent.parent / "README.md"


def key_table() -> str:
    """Every command with its keys, group by group, as Markdown."""
    lines = ["| | key | |", "|---|---|---|"]
    for group, commands in by_group():
        name = f"**{group}**"
        for one in commands:
            keys = " ".join(f"`{shown_key(key)}`" for key in one.keys)
            lines.append(f"| {name} | {keys} | {one.tooltip} |")
            name = ""
    return "\n".join(lines) + "\n"


def usage_table() -> str:
    """Every command of the command line with what it takes and does, as Markdown."""
    lines = ["| command | does |", "|---|---|"]
    for one in (APP, *COMMANDS):
        line = " ".join(("crm", *([one.name] if one.name else []), *map(_taken, one.arguments)))
        lines.append(f"| `{line}` | {one.words} |")
    return "\n".join(lines) + "\n"


def _taken(one: Argument) -> str:
    shown = "\\|".join(one.choices) or one.shown
    if one.is_option:
        return f"[{one.names[0]}]" if one.kind == "flag" else f"[{one.names[0]} {shown}]"
    return {"one": shown, "perhaps": f"[{shown}]", "some": f"{shown}..."}[one.many]


def settings_table() -> str:
    """Every setting with its default, what it may be and what it is for, as Markdown."""
    lines = ["| setting | default | |", "|---|---|---|"]
    for one in every_entry():
        bounds = ", ".join(one.choices) or (f"{one.least:g} to {one.most:g}" if one.most else "")
        lines.append(
            f"| `{one.name}` | `{literal(one.default)}` | {one.words}{f' ({bounds})' if bounds else ''} |"
        )
    return "\n".join(lines) + "\n"


TABLES = {"keys": key_table, "commands": usage_table, "settings": settings_table}
"""What stands between ``<!-- NAME: ... -->`` and ``<!-- /NAME -->``."""


def written(readme: str) -> str:
    """The README with the tables of today."""
    for name, table in TABLES.items():
        place = re.compile(rf"(<!-- {name}: .*? -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        made = table()
        readme = place.sub(lambda found, made=made: found[1] + made + found[2], readme)  # type: ignore[misc]  # bound now
    return readme


def main() -> int:
    """Write the README anew."""
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
