"""Text out of files, made safe to draw: it is data, never a command to the terminal and never markup."""

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the writing direction: one of them in a name could turn round a whole line."""

_GONE = frozenset(("Cc", "Cs", "Co", "Cn"))


def plain(text: str) -> str:
    """A text on one line: whitespace becomes single spaces, control characters and turning marks go.

    Joiners inside words (Persian, Indic scripts) and combining marks stay.
    """
    if text.isprintable():
        return text
    kept = "".join(" " if char.isspace() else char for char in text if is_shown(char))
    return " ".join(kept.split())


def plain_lines(text: str) -> list[str]:
    """A text of several lines, each of them made plain."""
    return [plain(line) for line in text.splitlines()]


def is_shown(char: str) -> bool:
    """Whether a character is to be seen, or stands between what is: anything but controls and turning marks."""
    return char.isspace() or (char not in _BIDI and unicodedata.category(char) not in _GONE)
