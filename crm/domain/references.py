"""Records refer to each other by id: which of these references lead nowhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact, Note
from crm.domain.lens import Lens
from crm.domain.offer import Offer
from crm.domain.record import Record
from crm.domain.reflection import Reflection

ORIGINS = ("reflections", "checkins")
"""A lens and a check-in come from a reflection, a lens from a check-in too."""


class MissingReference(NamedTuple):
    """A field that refers to a record which is not there."""

    table: str
    id: int
    field: str
    wanted: str
    wanted_id: int

    def __str__(self) -> str:
        return f"{self.field}: there is no {self.wanted} {self.wanted_id}"


def missing_references(
    records: Mapping[str, Mapping[int, Any]], held: Mapping[str, Collection[int]]
) -> Iterator[MissingReference]:
    """The references of some records that lead nowhere.

    Args:
        records: the records, by table and id.
        held: the ids that each table has, those of records that cannot be read included.
    """
    for table, of_table in records.items():
        for record in of_table.values():
            for field, tables, wanted in references(record):
                if not any(wanted in held.get(name, ()) for name in tables):
                    yield MissingReference(table, record.id, field, _ONE[tables[0]], wanted)


_ONE = {
    "contacts": "contact",
    "offers": "offer",
    "reflections": "reflection",
    "lenses": "lens",
    "checkins": "check-in",
}

Reference = tuple[str, tuple[str, ...], int]
"""A field, the tables one of which should have the record, and the record's id."""


def references(record: Record) -> Iterable[Reference]:
    """What a record refers to."""
    return [(field, tables, wanted) for field, tables, wanted in _all(record) if wanted is not None]


def _all(record: Record) -> Iterator[tuple[str, tuple[str, ...], int | None]]:
    match record:
        case Contact():
            yield "introduced_by", ("offers",), record.introduced_by
        case Offer():
            for key, side in record.sides():
                yield f"{key}.contact", ("contacts",), side.contact
        case Reflection():
            yield "offer", ("offers",), record.offer
            yield "lens", ("lenses",), record.lens
            yield "checkin", ("checkins",), record.checkin
        case Lens() | CheckIn():
            yield "contact", ("contacts",), record.contact
            yield "from", ORIGINS, record.origin
        case Note():
            yield "contact", ("contacts",), record.contact
        case _:
            return
