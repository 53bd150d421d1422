"""What a book is asked for at first, worked out before it is shown: each from a thread, beside the screen."""

from datetime import date

from crm.domain.book import Book
from crm.insight.figures import Figures
from crm.insight.thresholds import Thresholds
from crm.insight.watch import Watch
from crm.ui.panes.offer_rows import OfferRows


def warm_timeline(book: Book, today: date) -> None:
    """The indexes and counts that contacts and offers need."""
    book.derived(Figures)
    book.derived(Watch)
    OfferRows(book, None, today).offsets(1)


def warm_insight(book: Book, today: date, thresholds: Thresholds) -> None:
    """What the insight and the search need."""
    from crm.insight.everyone import everyone_facts  # noqa: PLC0415 - loaded after the first paint
    from crm.ui.people import Roster  # noqa: PLC0415 - likewise

    everyone_facts(book, today, thresholds)
    book.derived(Roster)
