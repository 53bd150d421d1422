"""Records that may want something some day: a morning list looks at these and not at the whole book."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.offer import Offer
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
        return cls(**{table: frozenset(_wanting(table, getattr(book, table).values())) for table in _WANTS})

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        return type(self)(**{table: self._edited(table, edits) for table in _WANTS})

    def _edited(self, table: str, edits: Sequence[Edit]) -> frozenset[int]:
        ids: frozenset[int] = getattr(self, table)
        after = {edit.id: edit.after for edit in edits if edit.table == table}
        if not after:
            return ids
        return ids.difference(after).union(
            _wanting(table, [one for one in after.values() if one is not None])
        )


def _wanting(table: str, records: Iterable[Any]) -> list[int]:
    wants = _WANTS[table]
    return [record.id for record in records if wants(record)]


def _offer_wants(offer: Offer) -> bool:
    """Open or introduced with nothing told yet; the same as by its stage, at a tenth of the cost."""
    if offer.introduced_on is not None:
        return not offer.outcome.is_told
    closed = ("no", "no_reply")
    return offer.withdrawn_on is None and offer.a.answer not in closed and offer.b.answer not in closed


def _reflection_wants(reflection: Reflection) -> bool:
    return reflection.is_owed


def _lens_wants(lens: Lens) -> bool:
    return lens.ended_on is None


def _checkin_wants(checkin: CheckIn) -> bool:
    return checkin.is_open


_WANTS: dict[str, Callable[[Any], bool]] = {
    "offers": _offer_wants,
    "reflections": _reflection_wants,
    "lenses": _lens_wants,
    "checkins": _checkin_wants,
}
"""Whether a record of each table may still want something of you, today or on a day to come."""
