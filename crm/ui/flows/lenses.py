"""Writing down what a contact is open to."""

from crm.ui.flows.desk import Desk
from crm.ui.flows.people import chosen_contact
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.lens_edit import LensEdit


async def write_lens(desk: Desk, contact: int | None = None) -> None:
    """The lens of a contact: it takes the place of the one in force, or ends it."""
    outcome = await desk.ask(LensDialog(desk.session, chosen_contact(desk, contact).id))
    if outcome is not None:
        desk.recorded(outcome)


async def edit_lens(desk: Desk, contact: int, lens: int) -> None:
    """Put right what a lens says that is over."""
    outcome = await desk.ask(LensEdit(desk.session, contact, lens))
    if outcome is not None:
        desk.recorded(outcome)
