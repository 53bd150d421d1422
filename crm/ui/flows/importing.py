"""Taking in people from other programs' files."""

from crm.ui.flows.desk import Desk
from crm.ui.screens.importing import ImportScreen


async def import_files(desk: Desk) -> None:
    """A file, what would come of it, and then the import as one step."""
    outcome = await desk.ask(ImportScreen(desk.session))
    if outcome is not None:
        desk.recorded(outcome)
