"""Which texts the records hold, and whose they are."""

from collections.abc import Callable, Iterator
from typing import Any

from crm.domain.book import Book, TableName
from crm.domain.offer import Offer, SideKey

Text = tuple[str, str, SideKey | None]
"""One text of a record: what it is called, the text, and the side of the offer that it is about."""


NAMED = "contact"
"""What the text is called that begins with a contact's name."""


def _contact_texts(record: Any) -> Iterator[Text]:
    yield NAMED, " · ".join(part for part in (record.name, record.title, record.org) if part), None
    yield "bio", record.bio, None
    yield "wants", ", ".join(record.wants), None
    yield "gives", ", ".join(record.gives), None
    yield "tags", ", ".join(record.tags), None
    yield "how you met", record.how_met, None
    yield "about them", record.notes, None


def _offer_texts(record: Any) -> Iterator[Text]:
    for key, side in record.sides():
        yield "their words", side.words, key
        yield "why told", side.why_told, key
        yield "your guess", side.guess, key
        yield "how it went", getattr(record.outcome, key).words, key
    yield "why all the same", record.look_ahead.override_reason, None


def _reflection_texts(record: Any) -> Iterator[Text]:
    yield "a better why", record.better_why, None
    yield "learned", record.learned_decliner, None
    yield "learned of the other", record.learned_other, "b" if record.side == "a" else "a"
    yield "pattern", record.pattern_note, None


def _lens_texts(record: Any) -> Iterator[Text]:
    yield "lens", ", ".join((*record.types, record.busy_with) if record.busy_with else record.types), None


def _checkin_texts(record: Any) -> Iterator[Text]:
    yield "check-in", record.people_wanted, None
    yield "check-in", record.notes, None


def _note_texts(record: Any) -> Iterator[Text]:
    yield "note", record.text, None


TEXTS: dict[TableName, Callable[[Any], Iterator[Text]]] = {
    "contacts": _contact_texts,
    "offers": _offer_texts,
    "reflections": _reflection_texts,
    "lenses": _lens_texts,
    "checkins": _checkin_texts,
    "notes": _note_texts,
}

Owners = tuple[int | None, int | None]


def _contact_owner(_book: Book, record: Any, _side: SideKey | None) -> Owners:
    return record.id, None


def _offer_owner(_book: Book, record: Any, side: SideKey | None) -> Owners:
    return (record.side(side).contact if side else None), record.id


def _reflection_owner(book: Book, record: Any, side: SideKey | None) -> Owners:
    offer: Offer | None = book.offers.get(record.offer)
    return (offer.side(side or record.side).contact if offer else None), record.offer


def _owned(_book: Book, record: Any, _side: SideKey | None) -> Owners:
    return record.contact, None


OWNERS: dict[TableName, Callable[[Book, Any, SideKey | None], Owners]] = {
    "contacts": _contact_owner,
    "offers": _offer_owner,
    "reflections": _reflection_owner,
    "lenses": _owned,
    "checkins": _owned,
    "notes": _owned,
}
