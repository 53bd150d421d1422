"""People who are in the book twice."""

from crm.ui.flows.desk import Desk
from crm.ui.screens.doubles.screen import DoublesScreen


async def find_doubles(desk: Desk) -> None:
    """The pairs that are probably one person: make one of two, or note that they are two."""
    chosen, screen = desk.context.contact, DoublesScreen(desk.session)
    outcome = await desk.ask(screen)
    if outcome is not None:
        desk.recorded(outcome)
    if chosen is not None and (heir := screen.heir(chosen.id)) != chosen.id:
        desk.go_to_contact(heir)
