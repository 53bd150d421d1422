"""The rows of the offers pane: two lines for an offer, and a third where something came of it."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from functools import partial

from crm.domain.book import Book
from crm.domain.by_day import ByDay
from crm.domain.offer import Offer, SideKey
from crm.domain.timeline import Timeline
from crm.ui.panes.aftermath import Aftermaths, Offsets, has_aftermath
from crm.ui.panes.aftermath_words import aftermath
from crm.ui.panes.offer_lines import ROOM, both, head, margin, person, sides
from crm.ui.widgets.line import Line, Span, crop_line, fit
from crm.ui.widgets.plain import plain


class OfferRows:
    """The timeline of one person's offers, or of everyone's.

    Args:
        contact: the person whose offers these are; the other side is named. None: both sides are named.
    """

    def __init__(self, book: Book, contact: int | None, today: date) -> None:
        self._book = book
        self._contact = contact
        self._today = today
        if contact is None:
            self._days = book.offers_by_day
        else:
            self._days = ByDay.of(book.offers_of(contact))
        self._timeline = Timeline(self._days, today)

    def __len__(self) -> int:
        return len(self._timeline)

    @property
    def count(self) -> int:
        return len(self._days)

    @property
    def start(self) -> int:
        """The offer that the cursor starts on: a person's newest open one, else the newest."""
        newest = (offer for _, offer in reversed(self._days))
        if self._contact is None:
            return next(newest)
        return next((one for one in newest if self._book.offers[one].is_open), self._days[-1][1])

    def key(self, index: int, /) -> Hashable | None:
        row = self._timeline[index]
        return row if isinstance(row, int) else None

    def find(self, key: Hashable, /) -> int:
        offer = self._book.offers.get(key) if isinstance(key, int) else None
        row = self._timeline.row_of(offer) if offer is not None else None
        return -1 if row is None else row

    def offsets(self, width: int, /) -> Sequence[int]:
        book, days = self._book, self._days
        if self._contact is None:
            aftermaths = book.derived(Aftermaths)
        else:
            aftermaths = Aftermaths.among(book, book.offers_of(self._contact))
        tall = partial(aftermaths.in_newest, book, days)
        headings = [row for row, _ in self._timeline.headings]
        return Offsets(len(days), tall, headings, 3 if self._is_narrow(width) else 2)

    def _is_narrow(self, width: int) -> bool:
        """Whether two people need a line each."""
        return self._contact is None and width < ROOM

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        row = self._timeline[index]
        if isinstance(row, str):
            return [(Span(fit(f" {row}", width), "muted"),)]
        offer = self._book.offers[row]
        lines = list(self._people(offer, width))
        if has_aftermath(self._book, offer):
            before = margin(width)
            words = crop_line(aftermath(self._book, offer, self._today), width - before)
            lines.append((Span(" " * before), *words))
        return lines

    def _people(self, offer: Offer, width: int) -> Iterator[Line]:
        keys = self._keys(offer)
        if self._is_narrow(width):
            yield head(offer, (), self._today, width)
            yield from (person(self._book, offer, key, self._today, width) for key in keys)
            return
        if self._contact is None:
            who = both(self._book, offer, width)
        else:
            who = (Span(plain(self._book.name(offer.side(keys[1]).contact)), "strong"),)
        yield head(offer, who, self._today, width)
        yield sides(self._book, offer, keys, self._today, width)

    def _keys(self, offer: Offer) -> tuple[SideKey, SideKey]:
        """The two sides, that of the person in scope first."""
        theirs = self._contact is not None and offer.side_of(self._contact) == "b"
        return ("b", "a") if theirs else ("a", "b")
