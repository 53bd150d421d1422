"""Doing what a line of Insight proposes."""

from crm.domain.book import Book, TableName
from crm.domain.record import Refusal
from crm.insight.act import Act
from crm.insight.agenda.item import Item
from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk

_COMMANDS = {
    "nudge": "message",
    "lapse": "silent",
    "ask_again": "message",
    "introduce": "message",
    "outcome": "outcome",
    "check_in": "check_in",
    "lens": "lens",
    "offer": "new_offer",
}
"""The command that a verb means, once its record is under the cursor."""


async def do(desk: Desk, act: Act | Item) -> None:
    """Go to the record that the line is about, then do what it says."""
    verb = act.what if isinstance(act, Item) else act.verb
    ref = act.ref
    if verb == "reflect" and ref is not None:
        await flow_of("reflect_on")(desk, ref[1])
        return
    if ref is not None:
        go_to(desk, ref)
    if verb in _COMMANDS:
        await flow_of(_COMMANDS[verb])(desk)


def go_to(desk: Desk, ref: tuple[TableName, int]) -> None:
    """Put the cursor on the record that a line is about.

    Raises:
        Refusal: when the record has gone.
    """
    offer, contact = _place(desk.session.book, *ref)
    if offer is not None:
        desk.go_to_offer(offer)
    elif contact is not None:
        desk.go_to_contact(contact)
    else:
        raise Refusal("that record is not in this book any more")


def _place(book: Book, table: TableName, record: int) -> tuple[int | None, int | None]:
    """The offer or the contact that a record belongs to."""
    match table:
        case "offers":
            return (record if record in book.offers else None), None
        case "reflections":
            return (book.reflections[record].offer if record in book.reflections else None), None
        case "contacts":
            return None, record if record in book.contacts else None
        case "lenses":
            return None, book.lenses[record].contact if record in book.lenses else None
        case "checkins":
            return None, book.checkins[record].contact if record in book.checkins else None
        case "notes":
            return None, book.notes[record].contact if record in book.notes else None
