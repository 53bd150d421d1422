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
    return bool(_with_more(book, (offer,)))


def _with_more(book: Book, offers: Iterable[Offer]) -> list[Offer]:
    reflected_on = book.reflections_by_offer
    return [
        one
        for one in offers
        if one.introduced_on
        or one.withdrawn_on
        or one.a.answer == one.b.answer == "yes"
        or reflected_on.get(one.id)
    ]


class Aftermaths:
    """The offers with a third line, by day: kept up from change to change, so that a long timeline need not ask.

    ``days`` is sorted, oldest first. ``day_of`` finds an offer in it.
    """

    def __init__(self, days: list[Day], day_of: dict[int, date]) -> None:
        self.days = days
        self.day_of = day_of

    @classmethod
    def of(cls, book: Book) -> Self:
        tall = {offer.id for offer in _with_more(book, book.offers.values())}
        days = [day for day in book.offers_by_day if day[1] in tall]
        return cls(days, {offer: day for day, offer in days})

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        touched = {offer for edit in edits if (offer := _offer_of(edit)) is not None}
        if not touched:
            return self
        days, day_of = self.days.copy(), self.day_of.copy()
        for offer in touched:
            if offer in day_of:
                del days[bisect_left(days, (day_of.pop(offer), offer))]
            found = book.offers.get(offer)
            if found is not None and has_aftermath(book, found):
                day_of[offer] = found.last_day
                insort(days, (found.last_day, offer))
        return type(self)(days, day_of)


def _offer_of(edit: Edit) -> int | None:
    if edit.table == "offers":
        return edit.id
    record = edit.after or edit.before
    return record.offer if isinstance(record, Reflection) else None


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
