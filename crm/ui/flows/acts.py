"""Doing what a line of Insight proposes. The cursor stays where it is, so that a morning is walked line by line."""

from crm.domain.book import Book, TableName
from crm.domain.record import Refusal
from crm.insight.agenda.item import Item
from crm.insight.findings.act import Act, Insight
from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk

Place = tuple[int | None, int | None]
"""The offer and the contact that a record belongs to."""


async def do(desk: Desk, line: Act | Item | Insight) -> None:
    """Do what the line says to the record that it is about; what has no flow of its own opens its record."""
    act = line.act if isinstance(line, Insight) else line
    verb = act.what if isinstance(act, Item) else act.verb
    side = act.side if isinstance(act, Item) else None
    offer, contact = place(desk.session.book, act.ref)
    if verb == "reflect" and act.ref is not None:
        await flow_of("reflect_on")(desk, act.ref[1])
    elif verb in _WRITTEN:
        await flow_of("message")(desk, offer, side, contact)
    elif verb == "lapse":
        await flow_of("silent")(desk, offer, side)
    elif verb == "outcome":
        await flow_of("outcome")(desk, offer)
    elif verb == "all":
        await flow_of("insight_all")(desk)
    elif verb == "suits" and contact is None:
        await flow_of("new_offer")(desk)
    elif verb in _ABOUT_CONTACT:
        await flow_of(_ABOUT_CONTACT[verb])(desk, contact)
    elif act.ref is not None:
        await _open(desk, act.ref)


_WRITTEN = frozenset(("nudge", "ask", "ask_again", "introduce", "tell", "write"))
"""Verbs that are done with a message."""

_ABOUT_CONTACT = {
    "check_in": "check_in",
    "lens": "lens",
    "guess": "lens",
    "offer": "new_offer",
    "remember": "who_suits",
    "suits": "who_suits",
}
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
