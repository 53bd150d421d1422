"""Verbs on notes: add, edit."""

from crm.domain.book import Edit
from crm.domain.contact import Note
from crm.domain.record import Refusal, changed
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan


def add(scene: Scene, action: actions.AddNote) -> Plan:
    """A note on a contact, on a day.

    Raises:
        Refusal: for an empty note.
    """
    contact = scene.book.contact(action.contact)
    if not action.text.strip():
        raise Refusal("the note is empty")
    written = Note(
        id=scene.new_id("notes"), contact=contact.id, on=action.on or scene.today, text=action.text
    )
    return plan(f"noted about {contact.name}", made("notes", written), id=written.id)


def edit(scene: Scene, action: actions.EditNote) -> Plan:
    """Other words or another day for a note; without any words it is taken away."""
    before = scene.book.note(action.note)
    name = scene.book.name(before.contact)
    text = before.text if action.text is None else action.text
    if not text.strip():
        return plan(f"took away a note about {name}", Edit("notes", before.id, before, None), id=before.id)
    after = changed(before, text=text, on=action.on or before.on)
    return plan(f"changed a note about {name}", edited("notes", before, after), id=before.id)
