"""Verbs on notes that stand already."""

from crm.domain.book import Edit
from crm.domain.record import changed
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, plan


def edit(scene: Scene, action: actions.EditNote) -> Plan:
    """Other words or another day for a note; without any words it is taken away."""
    before = scene.book.note(action.note)
    name = scene.book.name(before.contact)
    text = before.text if action.text is None else action.text
    if not text.strip():
        return plan(f"took away a note about {name}", Edit("notes", before.id, before, None), id=before.id)
    after = changed(before, text=text, on=action.on or before.on)
    return plan(f"changed a note about {name}", edited("notes", before, after), id=before.id)
