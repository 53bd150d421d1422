"""Adding people, looking after their cards, putting them away."""

from crm.domain.contact import Contact
from crm.domain.record import Refusal
from crm.session.actions import ArchiveContact
from crm.ui.flows.desk import Desk
from crm.ui.flows.offers import edit as edit_offer
from crm.ui.flows.sides import chosen_offer
from crm.ui.flows.visiting import visit
from crm.ui.screens.contact import ContactScreen
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.fact import FactDialog
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.tags import TagsDialog


def chosen_contact(desk: Desk, contact: int | None = None) -> Contact:
    """The contact that is meant: the one that was named, else the one under the cursor.

    Raises:
        Refusal: on the row *Everyone*.
    """
    if contact is not None:
        return desk.session.book.contact(contact)
    if desk.context.contact is None:
        raise Refusal("choose a contact first")
    return desk.context.contact


async def add(desk: Desk, name: str = "") -> None:
    """Someone you know; the cursor goes to them."""
    outcome = await desk.ask(ContactForm(desk.session, None, name))
    if outcome is not None and outcome.id is not None:
        desk.go_to_contact(outcome.id)
        desk.recorded(outcome)


async def edit(desk: Desk) -> None:
    """The fields of their card; in the offers pane what the offer says."""
    if desk.context.pane == "offers":
        await edit_offer(desk, chosen_offer(desk).id)
    else:
        await edit_card(desk, chosen_contact(desk).id)


async def edit_card(desk: Desk, contact: int) -> None:
    """Every field of a card."""
    outcome = await desk.ask(ContactForm(desk.session, contact))
    if outcome is not None:
        desk.recorded(outcome)


async def edit_fact(desk: Desk, contact: int, fields: tuple[str, ...]) -> None:
    """One line of a card."""
    outcome = await desk.ask(FactDialog(desk.session, contact, fields))
    if outcome is not None:
        desk.recorded(outcome)


async def archive(desk: Desk) -> None:
    """Put them away. Archived people are found by the search and can be brought back there."""
    contact = chosen_contact(desk)
    desk.recorded(desk.do(ArchiveContact(contact=contact.id, archived=not contact.is_archived)))


async def tag(desk: Desk) -> None:
    """Their tags."""
    outcome = await desk.ask(TagsDialog(desk.session, (chosen_contact(desk).id,)))
    if outcome is not None:
        desk.recorded(outcome)


async def write_note(desk: Desk) -> None:
    """A note about them."""
    outcome = await desk.ask(NoteDialog(desk.session, chosen_contact(desk).id))
    if outcome is not None:
        desk.recorded(outcome)


async def edit_note(desk: Desk, note: int) -> None:
    """Other words for a note, or another day."""
    outcome = await desk.ask(NoteDialog(desk.session, desk.session.book.note(note).contact, note))
    if outcome is not None:
        desk.recorded(outcome)


async def open_contact(desk: Desk, contact: int) -> None:
    """Their card and their whole story."""
    await visit(desk, ContactScreen(desk.session, contact))
