"""Checking in with someone who almost never takes an offer."""

from crm.ui.flows.desk import Desk
from crm.ui.flows.people import chosen_contact
from crm.ui.screens.check_in import CheckInDialog


async def check_in(desk: Desk, contact: int | None = None, checkin: int | None = None) -> None:
    """Ask the two questions, plan to, or note what they said; with ``checkin`` what they said that time."""
    outcome = await desk.ask(CheckInDialog(desk.session, chosen_contact(desk, contact).id, checkin))
    if outcome is not None:
        desk.recorded(outcome)
