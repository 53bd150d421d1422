"""The rows of the contacts pane: a name, and in a few cells how things stand with that person."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from crm.domain.book import Book
from crm.domain.dates import say_month
from crm.domain.everywhere import Hit
from crm.domain.lens import Lens
from crm.insight.answers import answers
from crm.insight.check_in_rule import check_in_due
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.ui import glyphs
from crm.ui.widgets.line import Line, Span, crop_line, fit

EVERYONE = 0
"""The key of the first row; no record has this id."""

STATE = 10
"""Cells of the column that says how things stand."""


class Create(NamedTuple):
    """The key of the row that offers to add whoever was not found."""

    name: str


class InText(NamedTuple):
    """The key of a row that found the query in something written down."""

    table: str
    id: int
    contact: int | None
    offer: int | None


@dataclass(frozen=True)
class Label:
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
        state = state_of(self._book, contact, self._today, self._thresholds)
        name = " " + fit(self._book.name(contact), max(0, width - STATE - 2))
        return (Span(name), Span(" "), *crop_line(state, STATE))


def _hit_lines(book: Book, hit: Hit, width: int) -> list[Line]:
    whose = book.name(hit.contact) if hit.contact is not None else ""
    head = crop_line((Span(f" {whose} "), Span(f"· {hit.what}", "muted")), width)
    spans: list[Span] = [Span("   ")]
    at = 0
    for start, end in hit.spans:
        spans += [Span(hit.text[at:start], "muted"), Span(hit.text[start:end], "accent")]
        at = end
    return [head, crop_line((*spans, Span(hit.text[at:], "muted")), width)]


def state_of(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> Line:
    """How things stand with a person, in a sign and a few words: the most pressing of what there is to say."""
    record = book.contacts.get(contact)
    if record is None or record.is_archived:
        return (Span(f"{glyphs.ARCHIVED} archived", "muted"),)
    lens = book.current_lens(contact, today)
    if lens is not None and lens.mode == "busy":
        return (
            Span(f"{glyphs.lens_glyph('busy', lens.source)} ", "accent"),
            Span(_busy(lens, today), "muted"),
        )
    if check_in_due(book, contact, today, thresholds) is not None:
        return (Span(f"{glyphs.CHECK_IN} ", "accent"), Span("check in", "muted"))
    counts = answers(book, contact)
    share = Span(f"{counts.yes} of {counts.answered}" if counts.answered else "", "muted")
    if lens is not None and lens.mode == "only_type":
        return (Span(f"{glyphs.lens_glyph('only_type', lens.source)} ", "accent"), share)
    if counts.waiting:
        return (Span(f"{glyphs.LATER} ", "accent"), share if counts.answered else Span("asked", "muted"))
    return (Span("  "), share)


def _busy(lens: Lens, today: date) -> str:
    """What they said is a statement, what you guess a question."""
    word, between = ("busy?", "") if lens.source == "guess" else ("busy", "·")
    return f"{word}{between}{say_month(lens.until, today)}" if lens.until is not None else word
