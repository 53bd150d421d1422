"""Going to a screen at which work is done, and back to the main one with what was begun there."""

from textual.screen import Screen

from crm.ui.flows.desk import Desk


async def visit(desk: Desk, screen: Screen[int | None]) -> None:
    """Show a screen. An offer made there ends it, and is landed on."""
    made = await desk.ask(screen)
    if made is not None:
        desk.land_on(made)
