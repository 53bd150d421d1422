"""Writes the README's table of keys from the table of commands: ``python -m screenshots.readme``."""

import re
import sys
from pathlib import Path

from crm.ui.commands import by_group
from crm.ui.keys import shown_key

README = Path(__file__).parent.parent / "README.md"
_KEYS = re.compile(r"(<!-- keys: .*? -->\n).*?(<!-- /keys -->)", re.DOTALL)


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


def written(readme: str) -> str:
    """The README with the table of today."""
    return _KEYS.sub(lambda found: found[1] + key_table() + found[2], readme)


def main() -> int:
    """Write the README anew."""
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
