"""Going through the people who came by import."""

from collections.abc import Sequence

from crm.domain.record import Refusal
from crm.session.triage import resumed, wanted
from crm.ui.flows.desk import Desk
from crm.ui.screens.triage import TriageScreen


async def go_through(desk: Desk, added: Sequence[int] = ()) -> None:
    """One card at a time: those who have just come, else on from where one stopped."""
    triage = wanted(desk.session, added) if added else resumed(desk.session)
    if not triage.queue:
        raise Refusal("everybody who came by import has been looked at")
    outcome = await desk.ask(TriageScreen(desk.session, triage))
    if outcome is not None:
        desk.recorded(outcome)
