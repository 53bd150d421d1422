"""A new book: how to begin."""

from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk
from crm.ui.screens.first_run import IMPORT, FirstRun


async def begin(desk: Desk, has_looked: bool = False) -> None:
    """Say where the book is, and go where its owner wants to begin. Then the empty panes say what comes next."""
    way = await desk.ask(FirstRun(desk.session.path, has_looked=has_looked))
    if way == IMPORT:
        await flow_of("import")(desk)
