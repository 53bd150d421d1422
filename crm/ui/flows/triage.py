"""Going through the people who came by import."""

from crm.domain.record import Refusal
from crm.session.triage import resumed
from crm.ui.flows.desk import Desk
from crm.ui.screens.triage import TriageScreen


async def go_through(desk: Desk) -> None:
    """One card at a time, on from where one stopped; those who have just come are first."""
    triage = resumed(desk.session)
    if not triage.queue:
        raise Refusal("everybody who came by import has been looked at")
    outcome = await desk.ask(TriageScreen(desk.session, triage))
    if outcome is not None:
        desk.recorded(outcome)
