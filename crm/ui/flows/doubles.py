"""People who are in the book twice."""

from crm.ui.flows.desk import Desk
from crm.ui.screens.doubles.screen import DoublesScreen


async def find_doubles(desk: Desk) -> None:
    """The pairs that are probably one person: make one of two, or note that they are two."""
    outcome = await desk.ask(DoublesScreen(desk.session))
    if outcome is not None:
        desk.recorded(outcome)
