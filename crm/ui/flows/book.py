"""What concerns the whole book: the way back, the help, the way out."""

import asyncio

from crm.session.actions import Redo, Undo
from crm.storage.change import SaveFailed
from crm.ui.flows.desk import Desk
from crm.ui.screens.confirm import Confirm
from crm.ui.screens.help import HelpScreen

PATIENCE = 5.0
"""Seconds to wait for the last change to be saved before asking."""


async def undo(desk: Desk) -> None:
    """Take the last change back, and say what it was."""
    outcome = desk.do(Undo())
    desk.tell(f"Undone: {outcome.what}. U does it again")


async def redo(desk: Desk) -> None:
    """Do again what was undone, and say what it was."""
    outcome = desk.do(Redo())
    desk.tell(f"Done again: {outcome.what}. u undoes it")


async def show_help(desk: Desk) -> None:
    """Every key and what it does."""
    await desk.ask(HelpScreen(desk.context))


async def leave(desk: Desk) -> None:
    """Leave once everything is saved; when it cannot be, ask."""
    try:
        await asyncio.to_thread(desk.session.saved, PATIENCE)
    except (SaveFailed, TimeoutError) as fault:
        text = f"{fault}. What is not saved is lost when you leave now."
        if not await desk.ask(Confirm("Leave without saving?", text)):
            return
    desk.leave()
