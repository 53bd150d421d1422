"""What came of offers: which of them have a third line, and where that puts every row of a timeline."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Self, overload

from crm.domain.book import Book, Edit
from crm.domain.by_day import ByDay
from crm.domain.offer import Offer
from crm.domain.reflection import Reflection


def has_aftermath(book: Book, offer: Offer) -> bool:
    """Whether there is more to say of an offer than where its two sides stand."""
    return bool(book.reflections_by_offer.get(offer.id) or _going_on((offer,)))


def _going_on(offers: Iterable[Offer]) -> list[Offer]:
    """Those with more than answers in themselves: two yeses, an introduction or a withdrawal."""
    return [
        one
        for one in offers
        if one.introduced_on or one.withdrawn_on or one.a.answer == one.b.answer == "yes"
    ]


def _with_aftermath(book: Book) -> list[Offer]:
    """All of a book that have one, in one pass."""
    reflected = (book.offers[one] for one in book.reflections_by_offer if one in book.offers)
    closed = [one for one in reflected if has_aftermath(book, one) and not _going_on((one,))]
    return [*_going_on(book.offers.values()), *closed]


NEAR = 100
"""So many of the newest offers are asked one by one while nobody has looked further down."""


class Aftermaths:
    """The offers with a third line: kept up from change to change, so that a long timeline need not ask its offers.

    How many they are is known at once, and where they stand once somebody looks far down.
    """

    def __init__(self, count: int, days: ByDay | None = None) -> None:
        self.count = count
        self._days = days

    @classmethod
    def of(cls, book: Book) -> Self:
        return cls(len(_with_aftermath(book)))

    @classmethod
    def among(cls, book: Book, offers: Iterable[Offer]) -> Self:
        """Those among a few offers, such as a contact's."""
        days = ByDay.of(one for one in offers if has_aftermath(book, one))
        return cls(len(days), days)

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        before = _touched(book, edits)
        if not before:
            return self
        if self._days is None:
            return self.of(book)
        gone = [(day, offer) for offer, day in before.items() if day is not None]
        now = [book.offers[offer] for offer in before if offer in book.offers]
        come = [(offer.last_day, offer.id) for offer in now if has_aftermath(book, offer)]
        days = self._days.edited(gone, come)
        return type(self)(len(days), days)

    def by_day(self, book: Book) -> ByDay:
        """Where they stand."""
        if self._days is None:
            self._days = ByDay.of(_with_aftermath(book))
        return self._days

    def in_newest(self, book: Book, days: ByDay, offers: int) -> int:
        """How many there are in so many of the newest of the offers that were asked about, which are ``days``."""
        if not offers:
            return 0
        if offers == len(days):
            return self.count
        if self._days is None and offers <= NEAR:
            return sum(has_aftermath(book, book.offers[one]) for _, one in days[-offers:])
        return self.count - self.by_day(book).before(*days[-offers])


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

    A heading is one line, an offer ``lines``, and one more if it has an aftermath.

    Args:
        offers: how many offers there are, newest first.
        tall: how many of so many of the newest have an aftermath.
        headings: rows that are headings, ascending.
    """

    def __init__(
        self, offers: int, tall: Callable[[int], int], headings: Sequence[int], lines: int = 2
    ) -> None:
        self._offers = offers
        self._tall = tall
        self._headings = headings
        self._lines = lines

    def __len__(self) -> int:
        return self._offers + len(self._headings) + 1

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
        return headings + self._lines * offers + self._tall(offers)
