"""What came of offers: which of them have a third line, and where that puts every row of a timeline."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Self, overload

from crm.domain.book import Book, Edit
from crm.domain.offer import Offer
from crm.domain.reflection import Reflection

Day = tuple[date, int]
"""An offer's last day and its id."""


def has_aftermath(book: Book, offer: Offer) -> bool:
    """Whether there is more to say of an offer than where its two sides stand."""
    return bool(book.reflections_by_offer.get(offer.id) or _going_on((offer,)))


def _going_on(offers: Iterable[Offer]) -> list[int]:
    """Those with more than answers in themselves: two yeses, an introduction or a withdrawal."""
    return [
        one.id
        for one in offers
        if one.introduced_on or one.withdrawn_on or one.a.answer == one.b.answer == "yes"
    ]


class Aftermaths:
    """The offers with a third line, by day: kept up from change to change, so that a long timeline need not ask.

    ``days`` is sorted, oldest first.
    """

    def __init__(self, days: list[Day]) -> None:
        self.days = days

    @classmethod
    def of(cls, book: Book) -> Self:
        tall = set(_going_on(book.offers.values()))
        tall.update(offer for offer, reflections in book.reflections_by_offer.items() if reflections)
        return cls([day for day in book.offers_by_day if day[1] in tall])

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        before = _touched(book, edits)
        if not before:
            return self
        days = self.days.copy()
        for offer, day in before.items():
            if day is not None:
                at = bisect_left(days, (day, offer))
                del days[at : at + (days[at : at + 1] == [(day, offer)])]
            found = book.offers.get(offer)
            if found is not None and has_aftermath(book, found):
                insort(days, (found.last_day, offer))
        return type(self)(days)


def _touched(book: Book, edits: Sequence[Edit]) -> dict[int, date | None]:
    """The offers that edits touch, each with its last day before them; None where it is new."""
    before: dict[int, date | None] = {}
    for edit in edits:
        if edit.table == "offers":
            before.setdefault(edit.id, edit.before.last_day if isinstance(edit.before, Offer) else None)
    for edit in edits:
        record = edit.after or edit.before
        if isinstance(record, Reflection) and record.offer in book.offers:
            before.setdefault(record.offer, book.offers[record.offer].last_day)
    return before


class Offsets(Sequence[int]):
    """The first line of each row of a timeline, worked out when asked for: nothing is added up beforehand.

    A heading is one line, an offer ``lines``, and one more if it is among ``tall``.

    Args:
        days: all offers by day, oldest first; rows run the other way.
        tall: those with a third line, sorted likewise.
        headings: rows that are headings, ascending.
    """

    def __init__(
        self, days: Sequence[Day], tall: Sequence[Day], headings: Sequence[int], lines: int = 2
    ) -> None:
        self._days = days
        self._tall = tall
        self._headings = headings
        self._lines = lines

    def __len__(self) -> int:
        return len(self._days) + len(self._headings) + 1

    @overload
    def __getitem__(self, row: int) -> int: ...
    @overload
    def __getitem__(self, row: slice) -> list[int]: ...
    def __getitem__(self, row: int | slice) -> int | list[int]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        row += len(self) if row < 0 else 0
        if not 0 <= row < len(self):
            raise IndexError(row)
        headings = bisect_left(self._headings, row)
        offers = row - headings
        if not offers:
            return headings
        last = self._days[len(self._days) - offers]
        tall = len(self._tall) - bisect_left(self._tall, last)
        return headings + self._lines * offers + tall
