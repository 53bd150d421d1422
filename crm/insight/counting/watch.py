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
        return cls(
            **{
                table: frozenset(wanting(getattr(book, table).values()))
                for table, wanting in _WANTING.items()
            }
        )

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        return type(self)(**{table: self._edited(table, edits) for table in _WANTING})

    def _edited(self, table: str, edits: Sequence[Edit]) -> frozenset[int]:
        ids: frozenset[int] = getattr(self, table)
        after = {edit.id: edit.after for edit in edits if edit.table == table}
        if not after:
            return ids
        return ids.difference(after).union(_WANTING[table](one for one in after.values() if one is not None))


def _offers(offers: Iterable[Offer]) -> list[int]:
    """Open or introduced with nothing told yet; the same as by their stage, at a tenth of the cost."""
    return [
        one.id
        for one in offers
        if (
            not one.outcome.is_told
            if one.introduced_on is not None
            else one.withdrawn_on is None and one.a.answer not in _CLOSING and one.b.answer not in _CLOSING
        )
    ]


def _reflections(reflections: Iterable[Reflection]) -> list[int]:
    return [one.id for one in reflections if one.is_owed]


def _lenses(lenses: Iterable[Lens]) -> list[int]:
    return [one.id for one in lenses if one.ended_on is None]


def _checkins(checkins: Iterable[CheckIn]) -> list[int]:
    return [one.id for one in checkins if one.is_open]


_CLOSING = ("no", "no_reply")

_WANTING: dict[str, Callable[[Iterable[Any]], list[int]]] = {
    "offers": _offers,
    "reflections": _reflections,
    "lenses": _lenses,
    "checkins": _checkins,
}
"""Which records of each table may still want something of you, today or on a day to come."""
