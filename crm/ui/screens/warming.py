"""What a book is asked for at first, worked out before it is shown."""

from datetime import date

from crm.domain.book import Book
from crm.insight.everyone import everyone_facts
from crm.ui.panes.offer_rows import OfferRows
from crm.ui.people import Roster


def warm(book: Book, today: date) -> None:
    """Build the indexes and figures that every pane needs. Call it from a thread, before the book is shown."""
    everyone_facts(book, today)
    OfferRows(book, None, today).offsets(1)
    book.derived(Roster)
