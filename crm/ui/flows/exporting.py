"""Sending the book, its people, its offers or its days out to other programs."""

from crm.ui.flows.desk import Desk
from crm.ui.screens.exporting import ExportDialog


async def export(desk: Desk) -> None:
    """What, and where to; then it is said what was written."""
    outcome = await desk.ask(ExportDialog(desk.session))
    if outcome is not None:
        desk.tell(outcome.what)
