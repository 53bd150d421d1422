"""What a book is asked for at first, worked out before it is asked: each from a thread, beside the screen."""

from datetime import date
from importlib import import_module

from crm.domain.book import Book


def warm_timeline(book: Book, today: date) -> None:
    """The indexes that contacts and offers need."""
    from crm.insight.counting.watch import Watch  # noqa: PLC0415 - loaded after the first paint
    from crm.ui.panes.offer_rows import OfferRows  # noqa: PLC0415 - likewise

    import_module("crm.ui.panes.contact_state")
    _ = book.offers_by_contact
    book.derived(Watch)
    OfferRows(book, None, today).offsets(1)


def warm_first_keys(book: Book) -> None:
    """What the first search, the first change and a leap down the timeline need."""
    from crm.ui.panes.aftermath import Aftermaths  # noqa: PLC0415 - loaded after the first paint
    from crm.ui.people import Roster  # noqa: PLC0415 - likewise

    book.derived(Roster).doubles("", ())  # the form of a new contact asks so at its first key
    book.derived(Aftermaths).by_day(book)
    import_module("crm.session.verbs")
    import_module("crm.ui.flows.answers")
