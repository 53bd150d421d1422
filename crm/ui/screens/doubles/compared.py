"""Two contacts and the one they become, field by field, as the rows of a list."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len

from crm.domain.book import Book
from crm.domain.contact import Contact, Labelled, Pick
from crm.exchange.matching.merging import FIELDS, merged, picks
from crm.ui.widgets.line import Line, Span, crop, fit, wrap
from crm.ui.widgets.plain import plain, plain_lines

LABEL = 10
"""Cells of the column that says which field it is."""

MOST = 5
"""Lines of one value that are shown; the card itself has all of them."""

_LONGEST = 2000  # characters of a text that can come to be shown

_LABELS = {"org": "works at", "emails": "e-mail", "phones": "phone", "urls": "link", "addresses": "address"}
_CHOSEN, _OTHER = "● ", "○ "

Texts = tuple[str, ...]


class FieldRow(NamedTuple):
    """One field: what either has, what it becomes, and whose value that is. ``pick`` is None where nothing is to choose."""

    field: str
    left: Texts
    right: Texts
    becomes: Texts
    pick: Pick | None


def field_rows(keep: Contact, merge: Contact, chosen: Mapping[str, Pick]) -> tuple[FieldRow, ...]:
    """The fields in which either of the two has something."""
    result, of = merged(keep, merge, chosen), picks(keep, merge, chosen)
    rows = []
    for field in FIELDS:
        left, right = _texts(getattr(keep, field)), _texts(getattr(merge, field))
        if left or right:
            becomes = _texts(getattr(result, field))
            is_choice = left != right and bool((left and right) or not becomes)
            rows.append(FieldRow(field, left, right, becomes, of[field] if is_choice else None))
    return tuple(rows)


def _texts(value: str | tuple[Labelled, ...] | tuple[str, ...]) -> Texts:
    if isinstance(value, str):
        return tuple(plain_lines(value[:_LONGEST]))
    return tuple(plain(_shown(one)) for one in value)


def _shown(one: Labelled | str) -> str:
    if isinstance(one, str):
        return one
    return f"{one.value} ({one.label})" if one.label else one.value


def history(book: Book, contact: int) -> str:
    """What a contact brings along, in words."""
    counts = (
        (len(book.offers_by_contact.get(contact, ())), "offer"),
        (len(book.lenses_by_contact.get(contact, ())), "lens"),
        (len(book.checkins_by_contact.get(contact, ())), "check-in"),
        (len(book.notes_by_contact.get(contact, ())), "note"),
    )
    parts = [
        f"{count} {one if count == 1 else 'lenses' if one == 'lens' else one + 's'}"
        for count, one in counts
        if count
    ]
    return ", ".join(parts) or "nothing yet"


class Compared:
    """A list's source: a row a field, in columns that share the width."""

    def __init__(
        self, why: str, heads: tuple[str, str, str], follows: tuple[str, str], rows: Sequence[FieldRow]
    ) -> None:
        self._why = why
        self._rows = rows
        self._heads = heads
        self._follows = follows
        self._made: tuple[int, list[list[Line]]] = (-1, [])

    def __len__(self) -> int:
        return len(self._rows) + 2

    def key(self, index: int, /) -> Hashable | None:
        return self._rows[index - 1].field if 0 < index <= len(self._rows) else None

    def find(self, key: Hashable, /) -> int:
        return next((index for index in range(len(self)) if key is not None and self.key(index) == key), -1)

    def offsets(self, width: int, /) -> list[int]:
        return list(accumulate((len(lines) for lines in self._all(width)), initial=0))

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        return self._all(width)[index]

    def _all(self, width: int) -> list[list[Line]]:
        if self._made[0] != width:
            room = max(9, (width - 2 - LABEL) // 3)
            head = [*wrap((Span(f" {plain(self._why)}", "muted"),), width - 2, 1), ()]
            head.append(_line("", [Span(fit(text, room), "accent") for text in self._heads]))
            last = [
                (),
                _line(
                    "follows", [Span(fit(text, room), "muted") for text in (*self._follows, "both together")]
                ),
            ]
            self._made = (width, [head, *(_row(row, room) for row in self._rows), last])
        return self._made[1]


def _line(label: str, cells: Sequence[Span]) -> Line:
    return (Span(f" {label:<{LABEL - 1}}", "muted"), *cells)


def _row(row: FieldRow, room: int) -> list[Line]:
    """The lines of one field: as many as its longest value takes."""
    left = _cell(row.left, room, _sign(row.pick, "keep"))
    right = _cell(row.right, room, _sign(row.pick, "merge"))
    becomes = _cell(row.becomes, room, "")
    tones = (_tone(row.pick, "keep"), _tone(row.pick, "merge"), "strong")
    label = _LABELS.get(row.field, row.field.replace("_", " "))
    lines = []
    for at in range(max(len(left), len(right), len(becomes), 1)):
        texts = [cell[at] if at < len(cell) else "" for cell in (left, right, becomes)]
        spans = [Span(fit(text, room), tone) for text, tone in zip(texts, tones, strict=True)]
        lines.append(_line("" if at else label, spans))
    return lines


def _sign(pick: Pick | None, own: Pick) -> str:
    """A sign before the value, and not its colour alone, says whether it stays."""
    if pick is None:
        return "  "
    return _CHOSEN if pick in (own, "both") else _OTHER


def _tone(pick: Pick | None, own: Pick) -> str:
    return "" if pick in (own, "both") else "muted"


def _cell(texts: Texts, room: int, sign: str) -> list[str]:
    """The lines of one value in its column, the first with its sign; what does not fit is said to go on."""
    indent = cell_len(sign)
    width = room - indent - 2
    lines = [
        "".join(span.text for span in line) for text in texts for line in wrap((Span(text),), width) or [()]
    ]
    if len(lines) > MOST:
        lines = [*lines[: MOST - 1], crop(lines[MOST - 1], width - 1) + "…"]
    return [(sign if at == 0 else " " * indent) + line for at, line in enumerate(lines)]
