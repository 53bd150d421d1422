"""What the contacts pane searches with: names at every key, texts as soon as their index has been made."""

from textual.message import Message
from textual.widget import Widget

from crm.domain.book import Book
from crm.domain.finding.everywhere import Found, TextIndex

SHOWN = 50
"""Texts in which a query was found that are listed; the heading counts them all."""

LETTERS = 3
"""From so many letters on, texts are searched too; two letters are in every text."""


class Search:
    """The indexes of a book. They are made when the search is first opened and follow every change."""

    class Ready(Message):
        """The texts can be searched now."""

    def __init__(self) -> None:
        self._preparing = False

    def prepare(self, widget: Widget, book: Book) -> None:
        """Make the indexes on a thread beside the screen; the widget is told when they are there."""
        if book.known(TextIndex) is None and not self._preparing:
            self._preparing = True
            widget.run_worker(lambda: self._prepare(widget, book), thread=True, group="search")

    def _prepare(self, widget: Widget, book: Book) -> None:
        self.people(book, "")
        book.derived(TextIndex)
        self._preparing = False
        widget.post_message(self.Ready())

    def people(self, book: Book, query: str) -> list[int]:
        """Ids of people who match, best first."""
        from crm.ui.people import Roster  # noqa: PLC0415 - loaded when something is first looked for

        return book.derived(Roster).names.find(query)

    def texts(self, book: Book, query: str, people: list[int]) -> Found | None:
        """Where the query stands in notes, words and reflections; None while that cannot be said yet.

        ``people`` are listed above: their names are not found once more.
        """
        index = book.known(TextIndex)
        if index is None or len(query) < LETTERS:
            return None
        return index.find(book, query, SHOWN, frozenset(people))
