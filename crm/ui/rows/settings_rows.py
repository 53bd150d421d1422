"""The settings as the rows of a list: what each is for, and what holds."""

from collections.abc import Iterator

from crm.settings.entries import Entry, every_entry, in_force
from crm.settings.values import Path, Settings
from crm.ui.keys import Keys, shown_key
from crm.ui.names import remappable
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span

_LOOK = {
    "theme": "Colours",
    "dates": "How days are written",
    "week_starts": "First day of the week",
    "glyphs": "Signs: ascii where the terminal has no box characters",
    "motion": "Motion: reduced, and nothing blinks or slides",
}
"""What the first settings are called on the screen."""


def settings_blocks(settings: Settings) -> Iterator[Block]:
    """Every setting; its key is where it stands in the file."""
    entries = {entry.path: entry for entry in every_entry()}
    yield text("Look and days", "strong")
    for name, label in _LOOK.items():
        yield _row(settings, entries[(name,)], label)
    yield from (text(), text("Keys", "strong"))
    yield from _key_rows(Keys(settings.keys))
    yield from (text(), text("Numbers of the rules", "strong"))
    for entry in entries.values():
        if entry.path[0] == "rules":
            yield _row(settings, entry, entry.words)


def _row(settings: Settings, entry: Entry, words: str) -> Block:
    value = in_force(settings, entry)
    default = "" if value == entry.default else f"else {entry.default} "
    return _block(entry.path, words, str(value), default)


def _key_rows(keys: Keys) -> Iterator[Block]:
    for one in remappable():
        shown = "  ".join(map(shown_key, keys.of(one)))
        default = f"else {shown_key(one.keys[0])} " if one.id in keys.own else ""
        yield _block(("keys", one.id), one.tooltip, shown, default)


def _block(path: Path, words: str, value: str, default: str) -> Block:
    sentence = f"{words[:1].upper()}{words[1:]}".removesuffix(".")
    return Block(
        (Span("   "), Span(sentence)),
        path,
        indent=3,
        right=(Span(default, "muted"), Span(f"{value} ", "accent")),
    )
