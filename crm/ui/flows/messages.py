"""Drafting a note to someone; it is copied, opened in the mail program or saved, never sent from here."""

from crm.domain.offer import SideKey
from crm.insight.agenda.item import Item
from crm.ui.flows.acts import place
from crm.ui.flows.desk import Desk
from crm.ui.flows.sides import chosen_offer
from crm.ui.screens.message import MessageScreen


async def write(
    desk: Desk, offer: int | None = None, side: SideKey | None = None, contact: int | None = None
) -> None:
    """The drafts of an offer, or with the cursor on a person those to them; with ``side`` one to that side first.

    On a line of Insight they are about what the line is about.
    """
    context = desk.context
    line = context.line
    if offer is None and contact is None and isinstance(line, Item):
        (offer, contact), side = place(desk.session.book, line.ref), line.side
    if offer is None and contact is None and context.pane == "contacts" and context.contact is not None:
        contact = context.contact.id
    if contact is not None and offer is None:
        screen = MessageScreen(desk.session, contact=contact)
    else:
        screen = MessageScreen(desk.session, offer=chosen_offer(desk, offer).id, side=side)
    outcome = await desk.ask(screen)
    if outcome is not None:
        desk.recorded(outcome)
