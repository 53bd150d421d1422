"""The rows of the contacts pane: a name, and in a few cells how things stand with that person."""

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.finding.everywhere import Hit
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.ui.widgets.line import Line, Span, crop_line, fit

EVERYONE = 0
"""The key of the first row; no record has this id."""

STATE = 10
"""Cells of the column that says how things stand."""

ROOMY = 60
"""Cells from which there is room for more than a name."""

NAMES, ROLES = 30, 44
"""Cells of the columns of names and of what people do, where there is room for more."""


class Create(NamedTuple):
    """The key of the row that offers to add whoever was not found."""

    name: str


class InText(NamedTuple):
    """The key of a row that found the query in something written down."""

    table: str
    id: int
    contact: int | None
    offer: int | None


class Label(Struct, frozen=True):
    """A heading."""

    text: str


Row = int | Hit | Create | Label


class ContactRows:
    """Everyone, then people by name; under a search who was found, and where the words stand.

    Args:
        rows: what to show, in order: ids (``EVERYONE`` first), hits in texts, headings.
    """

    def __init__(
        self, book: Book, rows: Sequence[Row], today: date, thresholds: Thresholds = DEFAULTS
    ) -> None:
        self._book = book
        self._rows = rows
        self._today = today
        self._thresholds = thresholds

    def __len__(self) -> int:
        return len(self._rows)

    def key(self, index: int, /) -> Hashable | None:
        row = self._rows[index]
        if isinstance(row, Hit):
            return InText(row.table, row.id, row.contact, row.offer)
        return None if isinstance(row, Label) else row

    def find(self, key: Hashable, /) -> int:
        if isinstance(key, InText):
            return next((index for index in range(len(self)) if self.key(index) == key), -1)
        try:
            return self._rows.index(key)
        except ValueError:
            return -1

    def offsets(self, _width: int, /) -> list[int] | None:
        if not any(isinstance(row, Hit) for row in self._rows[-1:]):
            return None
        return list(accumulate((2 if isinstance(row, Hit) else 1 for row in self._rows), initial=0))

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        row = self._rows[index]
        if isinstance(row, Hit):
            return _hit_lines(self._book, row, width)
        if isinstance(row, Label):
            return [(Span(fit(row.text, width), "muted"),)]
        if isinstance(row, Create):
            return [crop_line((Span(" + ", "accent"), Span(f"add “{row.name}”")), width)]
        return [self._contact_line(row, width)]

    def _contact_line(self, contact: int, width: int) -> Line:
        if contact == EVERYONE:
            return (Span(fit(" Everyone", width), "strong"),)
        who = self._who(contact, max(0, width - STATE - 2))
        return (Span(" "), *who, Span(" "), *crop_line(self._state(contact), STATE))

    def _who(self, contact: int, width: int) -> Line:
        """The name; where the pane has the window to itself, what they do and their tags too."""
        name = self._book.name(contact)
        if width < ROOMY:
            return (Span(fit(name, width)),)
        known = self._book.contacts[contact]
        role = min(ROLES, width - NAMES - 2)
        tags = width - NAMES - role - 4
        beside = f"  {fit(known.role_line, role)}" + (
            f"  {fit(', '.join(known.tags), tags)}" if tags > 0 else ""
        )
        return (Span(fit(name, NAMES)), Span(fit(beside, width - NAMES), "muted"))

    def _state(self, contact: int) -> Line:
        if not (self._book.offers or self._book.lenses or self._book.checkins):
            return ()
        from crm.ui.panes.contact_state import state_of  # noqa: PLC0415 - loaded after the first paint

        return state_of(self._book, contact, self._today, self._thresholds)


def _hit_lines(book: Book, hit: Hit, width: int) -> list[Line]:
    whose = book.name(hit.contact) if hit.contact is not None else ""
    head = crop_line((Span(f" {whose} "), Span(f"· {hit.what}", "muted")), width)
    spans: list[Span] = [Span("   ")]
    at = 0
    for start, end in hit.spans:
        spans += [Span(hit.text[at:start], "muted"), Span(hit.text[start:end], "accent")]
        at = end
    return [head, crop_line((*spans, Span(hit.text[at:], "muted")), width)]
