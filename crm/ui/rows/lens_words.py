"""A lens in words: what it says, whose word it is, and where it came from."""

from datetime import date

from crm.domain.book import Book
from crm.domain.days.dates import say_day
from crm.domain.lens import REVIEW_DAYS, Lens
from crm.domain.offer import SourceWord
from crm.ui import glyphs

NO_END = f"no end known: look again in {REVIEW_DAYS} days"
"""What it means to leave the end of a lens open."""


def lens_words(lens: Lens, today: date) -> str:
    """A lens in one line, with its source and whether it still holds."""
    until = f"until {say_day(lens.until, today)}" if lens.until else ""
    what = {
        "only_type": f"only {', '.join(lens.types)} {until}",
        "busy": lens.busy_words(until),
        "open": f"open to introductions {until}",
    }[lens.mode].strip()
    over = "" if lens.holds_on(today) else ", over now"
    return f"{glyphs.lens_glyph(lens.mode, lens.source)} {what} ({source_words(lens.source)}{over})"


def source_words(source: SourceWord) -> str:
    """Whose word a lens is."""
    return "said" if source == "said" else "your guess"


def lens_origin(book: Book, lens: Lens, today: date) -> str:
    """Where a lens came from: the no or the check-in that taught it, or your own hand."""
    reflection = book.reflections.get(lens.origin or 0)
    if reflection is not None and (offer := book.offers.get(reflection.offer)) is not None:
        other = offer.side("b" if reflection.side == "a" else "a")
        on = offer.side(reflection.side).answered_on
        day = f" of {say_day(on, today)}" if on else ""
        return f"from their no{day} to meeting {book.name(other.contact)}"
    checkin = book.checkins.get(lens.origin or 0)
    if checkin is not None:
        return (
            f"from your check-in of {say_day(checkin.answered_on, today)}"
            if checkin.answered_on
            else "from your check-in"
        )
    return "written down by you"
