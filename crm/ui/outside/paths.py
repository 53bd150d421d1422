"""Paths as they are typed: what a text names, and what there is that begins as it does."""

import os
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rich.cells import cell_len

LINE = 60
"""Cells that names may take where they are listed."""


def path_of(text: str) -> Path:
    """The path that a text names: terminals drop files in quotes, with backslashes before blanks, or as ``file://``."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif "\\ " in text and not Path(text).expanduser().exists():
        text = text.replace("\\ ", " ")
    return Path(text).expanduser()


def beginning_so(text: str) -> list[str]:
    """The names that begin as the last part of a path does, folders with a slash behind them.

    Names with a dot before them are found where the dot is typed. What small and capital letters are does not matter
    where nothing begins exactly so.

    Raises:
        OSError: when there is no such folder, or it cannot be read.
    """
    before, start = _split(text)
    try:
        with os.scandir(Path(before or ".").expanduser()) as found:
            names = [(one.name, one.is_dir()) for one in found if start or not one.name.startswith(".")]
    except (RuntimeError, ValueError) as error:  # a home of nobody, a character that no name has
        raise FileNotFoundError(before) from error
    fits = [one for one in names if one[0].startswith(start)]
    fits = fits or [one for one in names if one[0].casefold().startswith(start.casefold())]
    return sorted((f"{name}/" if is_folder else name for name, is_folder in fits), key=str.casefold)


def completed(text: str) -> str | None:
    """The text as far as it is certain how it goes on; None where nothing begins so."""
    if text in ("~", ".."):
        return f"{text}/"
    try:
        names = beginning_so(text)
    except OSError:
        return None
    if not names:
        return None
    before, start = _split(text)
    pairs = takewhile(lambda two: two[0] == two[1], zip(min(names), max(names), strict=False))
    common = "".join(letter for letter, _ in pairs)
    return f"{before}{common}" if len(common) >= len(start) else text


def suggested(text: str) -> str | None:
    """The text with the first name that begins so; without a beginning only where there is but one."""
    try:
        names = beginning_so(text)
    except OSError:
        return None
    before, start = _split(text)
    return f"{before}{names[0]}" if names and (start or len(names) == 1) else None


def listed(names: list[str]) -> str:
    """Names on one line, as many as there is room for, and how many there are beside."""
    shown: list[str] = []
    for name in names:
        if shown and sum(map(cell_len, shown)) + 3 * len(shown) + cell_len(name) > LINE:
            break
        shown.append(name)
    more = len(names) - len(shown)
    return " · ".join(shown) + (f" and {more} more" if more else "")


def _split(text: str) -> tuple[str, str]:
    """The folder of a text with its slash, and the beginning of a name in it."""
    head, slash, start = text.rpartition("/")
    return f"{head}{slash}", start
