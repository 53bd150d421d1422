"""What a line of a contact's screen opens with Enter, and what it edits: each answer is a flow and what it is about."""

from collections.abc import Hashable

from crm.session.session import Session
from crm.ui.rows.card import LENS, THROUGH, Fact
from crm.ui.rows.story import Key
from crm.ui.screens.origins import origin_offer

Start = tuple[str, tuple[object, ...]]
"""A flow, and what it is to be told."""


def opens(session: Session, contact: int, key: Hashable | None) -> Start:
    """What Enter opens: the offer, the reflection, or the dialog in which the line was written."""
    if isinstance(key, Fact):
        return _fact(session, contact, key)
    if not isinstance(key, Key):
        return "edit_contact", (contact,)
    if key.table == "lenses":
        return _lens(session, contact, key.id)
    return {
        "offers": ("open_offer", (key.id,)),
        "reflections": ("reflect_on", (key.id,)),
        "notes": ("edit_note", (key.id,)),
        "checkins": ("check_in", (contact, key.id)),
    }.get(key.table, ("edit_contact", (contact,)))


def edits(session: Session, contact: int, key: Hashable | None) -> Start:
    """What the key for editing edits: what Enter opens, but of an offer its words, and a lens itself."""
    if isinstance(key, Key) and key.table == "offers":
        return "edit_offer", (key.id,)
    if isinstance(key, Key) and key.table == "lenses" and not _is_current(session, contact, key.id):
        return "edit_lens", (contact, key.id)
    return ("edit_contact", (contact,)) if key == THROUGH else opens(session, contact, key)


def _fact(session: Session, contact: int, fact: Fact) -> Start:
    if fact == LENS:
        return "lens", (contact,)
    if fact == THROUGH:
        return "open_offer", (session.book.contact(contact).introduced_by,)
    return ("edit_fact", (contact, fact.fields)) if fact.fields else ("edit_contact", (contact,))


def _lens(session: Session, contact: int, lens: int) -> Start:
    """The one in force is changed; one that is over leads back to where it came from, or is put right."""
    book = session.book
    if _is_current(session, contact, lens):
        return "lens", (contact,)
    offer = origin_offer(book, ("lenses", lens))
    if offer is not None:
        return "open_offer", (offer,)
    origin = book.lens(lens).origin
    if origin in book.checkins:
        return "check_in", (contact, origin)
    return "edit_lens", (contact, lens)


def _is_current(session: Session, contact: int, lens: int) -> bool:
    current = session.book.current_lens(contact, session.today)
    return current is not None and current.id == lens
