"""Looking after the book: what two places changed, what needs repair, earlier states, copies."""

import asyncio
from collections.abc import Sequence

from crm.domain.record import Refusal
from crm.session import keeping
from crm.storage.beside import Beside
from crm.ui.flows.desk import Desk
from crm.ui.screens.keeping.beside import BesideScreen
from crm.ui.screens.keeping.conflicts import ConflictsScreen
from crm.ui.screens.keeping.earlier import EarlierScreen
from crm.ui.screens.keeping.repair import RepairScreen
from crm.ui.screens.keeping.unsaved import SaveCopyDialog


async def decide(desk: Desk) -> None:
    """Which value stands, where two places changed one field."""
    outcome = await desk.ask(ConflictsScreen(desk.session))
    if outcome is not None:
        desk.recorded(outcome)


async def repair(desk: Desk) -> None:
    """The records that cannot be read."""
    screen = RepairScreen(desk.session)
    if not screen.troubles:
        raise Refusal("every record can be read, and refers to records that are there")
    outcome = await desk.ask(screen)
    if outcome is not None:
        desk.recorded(outcome)


async def go_back(desk: Desk) -> None:
    """The backups, and the way back to one of them."""
    outcome = await desk.ask(EarlierScreen(desk.session))
    if outcome is not None:
        desk.recorded(outcome)


async def join_copies(desk: Desk, found: Sequence[Beside] = ()) -> None:
    """Copies beside the book: some that were found, or all, also those that were let lie before."""
    found = found or await asyncio.to_thread(keeping.copies_beside, desk.session, again=True)
    if not found:
        raise Refusal(f"no copy of this book lies beside {desk.session.path.name}")
    outcome = await desk.ask(BesideScreen(desk.session, found))
    if outcome is not None:
        desk.recorded(outcome)


async def save_copy(desk: Desk) -> None:
    """A copy elsewhere."""
    path = await desk.ask(SaveCopyDialog(desk.session))
    if path is not None:
        desk.tell(f"the book as it is now is in {path}")
