"""What was counted once in a whole book is carried along its changes: only what an edit touches is counted anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Self, TypeVar

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.offer import Offer
from crm.insight.thresholds import Thresholds

Asked = tuple[date, Thresholds]
"""The day on which something was asked, and the numbers of the rules that it was asked by."""

CountedT = TypeVar("CountedT")


class PeopleAsked(Struct, frozen=True):
    """The last answer to a question about everyone on a day; a kind of it says how it is found.

    ``asked`` is None until it was asked for: then it is an answer about nobody.
    """

    asked: Asked | None = None

    @classmethod
    def of(cls, _book: Book) -> Self:
        """Nothing was asked yet."""
        return cls()

    @classmethod
    def on(cls, book: Book, today: date, thresholds: Thresholds) -> Self:
        """The answer on a day: the one that was carried along, or found anew for another day or other numbers."""
        known = book.derived(cls)
        if known.asked != (today, thresholds):
            known = book.keep(cls.found(book, (today, thresholds)))
        return known

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        """The same answer after these edits: asked again for the people whom they touch."""
        touched = {contact for edit in edits for contact in _touched_by(edit)}
        return self if self.asked is None or not touched else self.again(book, touched, self.asked)

    @classmethod
    def found(cls, book: Book, asked: Asked) -> Self:
        """The answer from the whole book."""
        raise NotImplementedError

    def again(self, book: Book, touched: Iterable[int], asked: Asked) -> Self:
        """The answer with these people asked about again, everyone else as before."""
        raise NotImplementedError


def _touched_by(edit: Edit) -> tuple[int, ...]:
    """The people about whom an edit may change what their offers and check-ins say."""
    touched: tuple[int, ...] = ()
    for record in (edit.before, edit.after):
        if isinstance(record, Offer):
            touched += (record.a.contact, record.b.contact)
        elif isinstance(record, CheckIn):
            touched += (record.contact,)
    return touched


def recounted(
    known: Mapping[CountedT, int],
    edits: Sequence[Edit],
    count: Callable[[Iterable[Offer]], Counter[CountedT]],
) -> Mapping[CountedT, int]:
    """What was counted in all offers, after these edits: ``known`` itself where they change nothing in it."""
    gone = count(edit.before for edit in edits if isinstance(edit.before, Offer))
    come = count(edit.after for edit in edits if isinstance(edit.after, Offer))
    if gone == come:
        return known
    now = Counter(known)
    now.update(come)
    now.subtract(gone)
    return +now
