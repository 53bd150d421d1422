"""How things stand with a person, in a few cells: wanted once more than the contacts has been read."""

from datetime import date

from crm.domain.book import Book
from crm.domain.days.dates import say_month
from crm.domain.lens import Lens
from crm.insight.checking_in.due import is_due
from crm.insight.counting.answers import answers
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.ui import glyphs
from crm.ui.widgets.line import Line, Span


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
    if is_due(book, contact, today, thresholds):
        return (Span(f"{glyphs.CHECK_IN} ", "accent"), Span("check in", "muted"))
    counts = answers(book, contact)
    share = Span(f"{counts.yes} of {counts.answered}" if counts.answered else "", "muted")
    if lens is not None and lens.mode == "only_type":
        return (Span(f"{glyphs.lens_glyph('only_type', lens.source)} ", "accent"), share)
    if counts.waiting:
        return (Span(f"{glyphs.WAITING} ", "accent"), share if counts.answered else Span("asked", "muted"))
    return (Span("  "), share)


def _busy(lens: Lens, today: date) -> str:
    """What they said is a statement, what you guess a question."""
    word, between = ("busy?", "") if lens.source == "guess" else ("busy", "·")
    return f"{word}{between}{say_month(lens.until, today)}" if lens.until is not None else word
