"""Lines made of spans, measured in terminal cells: wide and combining characters keep columns straight."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from crm.ui.widgets.plain import plain


class Span(NamedTuple):
    """A piece of a line and its tone: ``""``, ``strong``, ``muted``, ``accent`` or ``good``."""

    text: str
    tone: str = ""


Line = tuple[Span, ...]

TONES = ("strong", "muted", "accent", "good")


def cells(line: Iterable[Span]) -> int:
    """How many terminal cells a line takes."""
    return sum(cell_len(span.text) for span in line)


def crop(text: str, width: int) -> str:
    """A text in at most ``width`` cells; an ellipsis says that there is more."""
    text = plain(text)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def fit(text: str, width: int) -> str:
    """A text in exactly ``width`` cells: cropped with an ellipsis, or padded."""
    return set_cell_size(crop(text, width), max(0, width))


def share(one: str, other: str, width: int) -> tuple[str, str]:
    """Two texts that together take at most ``width`` cells: the longer one gives way first."""
    sizes = cell_len(plain(one)), cell_len(plain(other))
    half = width // 2
    if sizes[0] <= half:
        return plain(one), crop(other, width - sizes[0])
    if sizes[1] <= width - half:
        return crop(one, width - sizes[1]), plain(other)
    return crop(one, half), crop(other, width - half)


def spread(left: Iterable[Span], right: Iterable[Span], width: int) -> Line:
    """A line with something at either end; the left end gives way where both do not fit."""
    right = tuple(right)
    room = width - cells(right)
    kept = crop_line(left, room - 1 if right else room)
    return (*kept, Span(" " * max(0, room - cells(kept))), *right)


def crop_line(line: Iterable[Span], width: int) -> Line:
    """A line in at most ``width`` cells."""
    kept: list[Span] = []
    room = width
    for span in line:
        if room <= 0:
            break
        text = crop(span.text, room) if cell_len(span.text) > room else span.text
        kept.append(Span(text, span.tone))
        room -= cell_len(text)
    return tuple(kept)


def wrap(line: Sequence[Span], width: int, indent: int = 0) -> list[Line]:
    """A line broken between words into lines of at most ``width`` cells; all but the first are indented."""
    lines: list[list[Span]] = [[]]
    used = 0
    for word in _words(line, max(1, width - indent)):
        size = cell_len(word.text)
        if used and used + cell_len(word.text.rstrip()) > width:
            lines.append([Span(" " * indent)] if indent else [])
            used = indent
            if not word.text.strip():
                continue
        lines[-1].append(word)
        used += size
    return [_trimmed(one) for one in lines]


def _trimmed(spans: list[Span]) -> Line:
    """A line without the blanks at its end."""
    while spans and not spans[-1].text.rstrip():
        spans = spans[:-1]
    return (*spans[:-1], Span(spans[-1].text.rstrip(), spans[-1].tone)) if spans else ()


def _words(line: Iterable[Span], width: int) -> Iterable[Span]:
    """The words of a line, each with the spaces behind it; a word wider than a line is broken."""
    for text, tone in line:
        for word in _split_after_spaces(text):
            if cell_len(word) <= width:
                yield Span(word, tone)
            else:
                yield from (Span(piece, tone) for piece in chop_cells(word, width))


def _split_after_spaces(text: str) -> list[str]:
    *words, last = text.split(" ")
    return [word for word in (*(f"{word} " for word in words), last) if word]
