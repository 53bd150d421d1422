"""The book: every record, immutable, with the indexes that the program asks of it.

A change makes a new book from the old one and a few edits; what an edit does not touch is shared by both.
Indexes are built when they are first asked for and carried along from then on, so that a change costs what it
touches and not what the book holds.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol, Self, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from crm.domain.by_day import ByDay, Day
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact, Note
from crm.domain.dismissal import Dismissal
from crm.domain.lens import Lens
from crm.domain.offer import Offer
from crm.domain.own_template import OwnTemplate
from crm.domain.record import Record, RecordT, Refusal
from crm.domain.reflection import Reflection

TableName = Literal[
    "contacts", "offers", "reflections", "lenses", "checkins", "notes", "templates", "dismissals"
]

TABLES: dict[TableName, type[Record]] = {
    "contacts": Contact,
    "offers": Offer,
    "reflections": Reflection,
    "lenses": Lens,
    "checkins": CheckIn,
    "notes": Note,
    "templates": OwnTemplate,
    "dismissals": Dismissal,
}

Index = Mapping[int, tuple[int, ...]]
"""Ids of records by the id that they belong to, in the order in which they were made."""


class Edit(NamedTuple):
    """One record before and after a change; None where it did not or does not exist."""

    table: TableName
    id: int
    before: Record | None
    after: Record | None


class Derived(Protocol):
    """Something that is worked out from a whole book once and then carried along every change."""

    @classmethod
    def of(cls, book: "Book") -> Self:
        """Worked out from everything in the book."""

    def after(self, book: "Book", edits: Sequence[Edit], /) -> Self:
        """The same for ``book``, which came of these edits; equal to ``of(book)``."""


DerivedT = TypeVar("DerivedT", bound=Derived)
FoundT = TypeVar("FoundT")


def _none() -> Mapping[int, Any]:
    return MappingProxyType({})


class Book(Struct, frozen=True, dict=True):
    """All records of one file, by table and id."""

    contacts: Mapping[int, Contact] = field(default_factory=_none)
    offers: Mapping[int, Offer] = field(default_factory=_none)
    reflections: Mapping[int, Reflection] = field(default_factory=_none)
    lenses: Mapping[int, Lens] = field(default_factory=_none)
    checkins: Mapping[int, CheckIn] = field(default_factory=_none)
    notes: Mapping[int, Note] = field(default_factory=_none)
    templates: Mapping[int, OwnTemplate] = field(default_factory=_none)
    dismissals: Mapping[int, Dismissal] = field(default_factory=_none)

    # What is asked of it ------------------------------------------------------------------------------

    def contact(self, contact: int) -> Contact:
        """The contact with this id.

        Raises:
            Refusal: when the book has none.
        """
        return _found(self.contacts, contact, "contact")

    def offer(self, offer: int) -> Offer:
        """The offer with this id, or ``Refusal``."""
        return _found(self.offers, offer, "offer")

    def reflection(self, reflection: int) -> Reflection:
        """The reflection with this id, or ``Refusal``."""
        return _found(self.reflections, reflection, "reflection")

    def lens(self, lens: int) -> Lens:
        """The lens with this id, or ``Refusal``."""
        return _found(self.lenses, lens, "lens")

    def checkin(self, checkin: int) -> CheckIn:
        """The check-in with this id, or ``Refusal``."""
        return _found(self.checkins, checkin, "check-in")

    def note(self, note: int) -> Note:
        """The note with this id, or ``Refusal``."""
        return _found(self.notes, note, "note")

    def name(self, contact: int) -> str:
        """A contact's name, or words that say that the record is missing."""
        found = self.contacts.get(contact)
        return found.name if found is not None else "someone not in this book"

    def offers_of(self, contact: int) -> Iterator[Offer]:
        """The offers in which a contact stands on either side, in the order in which they were made."""
        return (self.offers[offer] for offer in self.offers_by_contact.get(contact, ()))

    def offers_since(self, first: date) -> list[Offer]:
        """The offers in which something happened since a day, oldest first."""
        return [self.offers[offer] for offer in self.offers_by_day.since(first)]

    def reflections_of(self, offer: int) -> Iterator[Reflection]:
        """The reflections on the noes of an offer."""
        return (self.reflections[one] for one in self.reflections_by_offer.get(offer, ()))

    def reflections_about(self, contact: int) -> Iterator[Reflection]:
        """The reflections on noes that this contact said, in the order in which they were made."""
        for offer in self.offers_of(contact):
            yield from (
                one for one in self.reflections_of(offer.id) if offer.side(one.side).contact == contact
            )

    def lenses_of(self, contact: int) -> Iterator[Lens]:
        """All lenses of a contact, past ones included, in the order in which they were set."""
        return (self.lenses[lens] for lens in self.lenses_by_contact.get(contact, ()))

    def current_lens(self, contact: int, today: date) -> Lens | None:
        """The lens that holds today: the one set last among those in force."""
        return next((lens for lens in reversed(list(self.lenses_of(contact))) if lens.holds_on(today)), None)

    def checkins_of(self, contact: int) -> Iterator[CheckIn]:
        """All check-ins with a contact, in the order in which they were made."""
        return (self.checkins[one] for one in self.checkins_by_contact.get(contact, ()))

    def notes_of(self, contact: int) -> Iterator[Note]:
        """The notes on a contact, in the order in which they were made."""
        return (self.notes[note] for note in self.notes_by_contact.get(contact, ()))

    # Indexes --------------------------------------------------------------------------------------------

    @cached_property
    def offers_by_contact(self) -> Index:
        lists: dict[int, list[int]] = defaultdict(list)
        for offer in self.offers.values():
            lists[offer.a.contact].append(offer.id)
            if offer.b.contact != offer.a.contact:
                lists[offer.b.contact].append(offer.id)
        if (ids := [*self.offers]) == sorted(ids):  # as a file has them: then so is each list
            return dict(zip(lists, map(tuple, lists.values()), strict=True))
        return _sorted(lists)

    @cached_property
    def reflections_by_offer(self) -> Index:
        return _index((one.id, one.offer) for one in self.reflections.values())

    @cached_property
    def lenses_by_contact(self) -> Index:
        return _index((one.id, one.contact) for one in self.lenses.values())

    @cached_property
    def checkins_by_contact(self) -> Index:
        return _index((one.id, one.contact) for one in self.checkins.values())

    @cached_property
    def notes_by_contact(self) -> Index:
        return _index((one.id, one.contact) for one in self.notes.values())

    @cached_property
    def offers_by_day(self) -> ByDay:
        """All offers, by the day on which something last happened in them."""
        return ByDay.of(self.offers.values())

    # Derived --------------------------------------------------------------------------------------------

    @cached_property
    def _derived(self) -> dict[type[Derived], Derived]:
        return {}

    @cached_property
    def _before(self) -> "_Before":
        """What was known of the book that this one came of, and how it did."""
        return _Before({}, ())

    def derived(self, kind: type[DerivedT]) -> DerivedT:
        """What this kind works out from the book: made when first asked for, and kept up from then on.

        It may be asked for from any thread; two that ask at once get equal answers.
        """
        found = self.known(kind)
        return self.keep(kind.of(self)) if found is None else found

    def known(self, kind: type[DerivedT]) -> DerivedT | None:
        """What this kind has worked out already, brought up to date; None while it was not asked for."""
        found = self._derived.get(kind)
        if found is None and (before := self._before.derived.get(kind)) is not None:
            found = self._derived[kind] = before.after(self, self._before.edits)
            self._before.derived.pop(kind, None)
        return found if isinstance(found, kind) else None

    def catch_up(self) -> None:
        """Bring up to date all that was worked out before the last change: then the next one need not wait for it."""
        for kind in tuple(self._before.derived):
            self.known(kind)

    def keep(self, derived: DerivedT) -> DerivedT:
        """Keep something worked out from this book, in place of what was known of its kind."""
        self._derived[type(derived)] = derived
        return derived

    @cached_property
    def _found(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, find: Callable[[], FoundT]) -> FoundT:
        """What was found in this very book under a key, or is found now. A changed book begins anew."""
        if key not in self._found:
            self._found[key] = find()
        found: FoundT = self._found[key]
        return found

    # Change ---------------------------------------------------------------------------------------------

    def with_edits(self, edits: Iterable[Edit]) -> Self:
        """The book after these edits. Indexes that were built are carried along, and what is derived when asked for."""
        edits = tuple(edits)
        tables: dict[str, Any] = {
            table: dict(getattr(self, table)) for table in {edit.table for edit in edits}
        }
        for edit in edits:
            table = tables[edit.table]
            if edit.after is None:
                table.pop(edit.id, None)
            else:
                table[edit.id] = edit.after
        book = replace(self, **tables)
        for name, (table_name, owners) in _INDEXES.items():
            if name in self.__dict__:
                book.__dict__[name] = _carried(self.__dict__[name], edits, table_name, owners)
        if "offers_by_day" in self.__dict__:
            book.__dict__["offers_by_day"] = _days_carried(self.offers_by_day, edits)
        self.catch_up()  # no book waits for more than one change
        book.__dict__["_before"] = _Before(self._derived.copy(), edits)
        return book


class _Before(NamedTuple):
    derived: dict[type[Derived], Derived]
    edits: tuple[Edit, ...]


def _found(table: Mapping[int, RecordT], key: int, what: str) -> RecordT:
    found = table.get(key)
    if found is None:
        raise Refusal(f"there is no {what} {key} in this book")
    return found


def _index(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    lists: dict[int, list[int]] = defaultdict(list)
    for record, owner in pairs:
        lists[owner].append(record)
    return _sorted(lists)


def _sorted(lists: Mapping[int, list[int]]) -> dict[int, tuple[int, ...]]:
    return {owner: tuple(sorted(records)) for owner, records in lists.items()}


def _offer_owners(record: Any) -> tuple[int, ...]:
    return (record.a.contact, record.b.contact)


def _offer_owner(record: Any) -> tuple[int, ...]:
    return (record.offer,)


def _contact_owner(record: Any) -> tuple[int, ...]:
    return (record.contact,)


_INDEXES: dict[str, tuple[TableName, Any]] = {
    "offers_by_contact": ("offers", _offer_owners),
    "reflections_by_offer": ("reflections", _offer_owner),
    "lenses_by_contact": ("lenses", _contact_owner),
    "checkins_by_contact": ("checkins", _contact_owner),
    "notes_by_contact": ("notes", _contact_owner),
}


def _carried(index: Index, edits: Sequence[Edit], table: TableName, owners: Any) -> Index:
    touched = [edit for edit in edits if edit.table == table]
    if not touched:
        return index
    carried = dict(index)
    for edit in touched:
        before = owners(edit.before) if edit.before is not None else ()
        after = owners(edit.after) if edit.after is not None else ()
        if before == after:
            continue
        for owner in before:
            carried[owner] = tuple(one for one in carried.get(owner, ()) if one != edit.id)
        for owner in after:
            carried[owner] = tuple(sorted({*carried.get(owner, ()), edit.id}))
    return carried


def _days_carried(days: ByDay, edits: Sequence[Edit]) -> ByDay:
    touched = [edit for edit in edits if edit.table == "offers"]
    if not touched:
        return days
    return days.edited(_days_of(edit.before for edit in touched), _days_of(edit.after for edit in touched))


def _days_of(records: Iterable[Record | None]) -> list[Day]:
    return [(one.last_day, one.id) for one in records if isinstance(one, Offer)]
