"""Which texts the records hold, and whose they are."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from crm.domain.book import Book, TableName
from crm.domain.offer import Offer, SideKey


class Text(NamedTuple):
    """One text of a record: what it is called, and the side of the offer that it is about."""

    what: str
    text: str
    side: SideKey | None = None


def _contact_texts(record: Any) -> Iterator[Text]:
    yield Text("contact", " · ".join(part for part in (record.name, record.title, record.org) if part))
    yield Text("bio", record.bio)
    yield Text("wants", ", ".join(record.wants))
    yield Text("gives", ", ".join(record.gives))
    yield Text("tags", ", ".join(record.tags))
    yield Text("how you met", record.how_met)
    yield Text("about them", record.notes)


def _offer_texts(record: Any) -> Iterator[Text]:
    for key, side in record.sides():
        yield Text("their words", side.words, key)
        yield Text("why told", side.why_told, key)
        yield Text("your guess", side.guess, key)
        yield Text("how it went", getattr(record.outcome, key).words, key)
    yield Text("why all the same", record.look_ahead.override_reason)


def _reflection_texts(record: Any) -> Iterator[Text]:
    yield Text("a better why", record.better_why)
    yield Text("learned", record.learned_decliner)
    yield Text("learned of the other", record.learned_other, "b" if record.side == "a" else "a")
    yield Text("pattern", record.pattern_note)


def _lens_texts(record: Any) -> Iterator[Text]:
    yield Text(
        "lens", ", ".join((*record.types, record.busy_with)) if record.busy_with else ", ".join(record.types)
    )


def _checkin_texts(record: Any) -> Iterator[Text]:
    yield Text("check-in", record.people_wanted)
    yield Text("check-in", record.notes)


def _note_texts(record: Any) -> Iterator[Text]:
    yield Text("note", record.text)


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
