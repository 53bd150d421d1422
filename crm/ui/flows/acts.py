"""Doing what a line of Insight proposes. The cursor stays where it is, so that a morning is walked line by line."""

from collections.abc import Awaitable, Callable

from crm.domain.book import Book, TableName
from crm.domain.offer import SideKey
from crm.domain.record import Refusal
from crm.insight.act import Act
from crm.insight.agenda.item import Item
from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk

Place = tuple[int | None, int | None]
"""The offer and the contact that a record belongs to."""


async def do(desk: Desk, act: Act | Item) -> None:
    """Do what the line says to the record that it is about."""
    verb = act.what if isinstance(act, Item) else act.verb
    side = act.side if isinstance(act, Item) else None
    offer, contact = place(desk.session.book, act.ref)
    if verb == "reflect" and act.ref is not None:
        await flow_of("reflect_on")(desk, act.ref[1])
    elif verb == "open" and act.ref is not None:
        await _open(desk, act.ref)
    elif verb in _ABOUT_OFFER and offer is not None:
        await _ABOUT_OFFER[verb](desk, offer, side)
    elif verb in _ABOUT_CONTACT:
        await flow_of(_ABOUT_CONTACT[verb])(desk, contact)
    elif contact is not None:
        desk.go_to_contact(contact)


def _write(desk: Desk, offer: int, side: SideKey | None) -> Awaitable[None]:
    return flow_of("message")(desk, offer, side)


def _let_lapse(desk: Desk, offer: int, side: SideKey | None) -> Awaitable[None]:
    return flow_of("silent")(desk, offer, side)


def _ask_outcome(desk: Desk, offer: int, _side: SideKey | None) -> Awaitable[None]:
    return flow_of("outcome")(desk, offer)


_ABOUT_OFFER: dict[str, Callable[[Desk, int, SideKey | None], Awaitable[None]]] = {
    "nudge": _write,
    "ask_again": _write,
    "introduce": _write,
    "lapse": _let_lapse,
    "outcome": _ask_outcome,
}

_ABOUT_CONTACT = {"check_in": "check_in", "lens": "lens", "offer": "new_offer", "wait": "lens"}
"""The command that a verb means for a contact."""


async def _open(desk: Desk, ref: tuple[TableName, int]) -> None:
    table, record = ref
    if table == "reflections":
        await flow_of("reflect_on")(desk, record)
        return
    offer, contact = place(desk.session.book, ref)
    if offer is not None:
        await flow_of("open_offer")(desk, offer)
    elif contact is not None:
        await flow_of("open_contact")(desk, contact)


def place(book: Book, ref: tuple[TableName, int] | None) -> Place:
    """Where a record belongs.

    Raises:
        Refusal: when it has gone.
    """
    if ref is None:
        return None, None
    table, record = ref
    found = getattr(book, table).get(record)
    if found is None:
        raise Refusal("that record is not in this book any more")
    if table == "contacts":
        return None, record
    if table == "offers":
        return record, None
    return (found.offer, None) if table == "reflections" else (None, found.contact)
