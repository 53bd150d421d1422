"""Records that may want something some day: a morning list looks at these and not at the whole book."""

from collections.abc import Iterable, Sequence
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.offer import Offer
from crm.domain.record import Record
from crm.domain.reflection import Reflection


class Watch(Struct, frozen=True):
    """Ids of records that are not finished with: ``book.derived(Watch)`` follows every change.

    ``offers`` are open or introduced with no outcome told, ``reflections`` owed, ``lenses`` not ended,
    ``checkins`` not answered.
    """

    offers: frozenset[int] = frozenset()
    reflections: frozenset[int] = frozenset()
    lenses: frozenset[int] = frozenset()
    checkins: frozenset[int] = frozenset()

    @classmethod
    def of(cls, book: Book) -> Self:
        """From everything in the book."""
        return cls(
            offers=_wanting(book.offers.values()),
            reflections=_wanting(book.reflections.values()),
            lenses=_wanting(book.lenses.values()),
            checkins=_wanting(book.checkins.values()),
        )

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        tables = {name: self._edited(name, edits) for name in ("offers", "reflections", "lenses", "checkins")}
        return type(self)(**tables)

    def _edited(self, table: str, edits: Sequence[Edit]) -> frozenset[int]:
        ids: frozenset[int] = getattr(self, table)
        touched = [edit for edit in edits if edit.table == table]
        if not touched:
            return ids
        changed = set(ids)
        for edit in touched:
            changed.discard(edit.id)
            if edit.after is not None and wants_something(edit.after):
                changed.add(edit.id)
        return frozenset(changed)


def _wanting(records: Iterable[Record]) -> frozenset[int]:
    return frozenset(record.id for record in records if wants_something(record))


def wants_something(record: Record) -> bool:
    """Whether a record may still want something of you, today or on a day to come."""
    match record:
        case Offer():
            return _offer_wants(record)
        case Reflection():
            return record.is_owed
        case Lens():
            return record.ended_on is None
        case CheckIn():
            return record.is_open
        case _:
            return False


def _offer_wants(offer: Offer) -> bool:
    """Open or introduced with nothing told yet; the same as by its stage, at a tenth of the cost."""
    if offer.introduced_on is not None:
        return not offer.outcome.is_told
    closed = ("no", "no_reply")
    return offer.withdrawn_on is None and offer.a.answer not in closed and offer.b.answer not in closed
