"""What concerns the whole book: the way back, the help, the way out."""

import asyncio

from crm.session.actions import Redo, Undo
from crm.storage.change import SaveFailed
from crm.ui.commands import command
from crm.ui.flows.desk import Desk
from crm.ui.screens.help import HelpScreen
from crm.ui.screens.keeping.unsaved import SaveCopyDialog, UnsavedDialog

PATIENCE = 5.0
"""Seconds to wait for the last change to be saved before asking."""


async def undo(desk: Desk) -> None:
    """Take the last change back, and say what it was."""
    outcome = desk.do(Undo())
    desk.tell(f"Undone: {outcome.what}. {_key(desk, 'redo')} does it again")


async def redo(desk: Desk) -> None:
    """Do again what was undone, and say what it was."""
    outcome = desk.do(Redo())
    desk.tell(f"Done again: {outcome.what}. {_key(desk, 'undo')} undoes it")


def _key(desk: Desk, name: str) -> str:
    return desk.context.keys.shown(command(name))


async def show_help(desk: Desk) -> None:
    """Every key and what it does."""
    await desk.ask(HelpScreen(desk.context))


async def leave(desk: Desk) -> None:
    """Leave once everything is saved; while it cannot be, ask."""
    farewell = ""
    while not farewell and (reason := await _unsaved(desk)):
        answer = await desk.ask(UnsavedDialog(desk.session, reason))
        if answer is None:
            return
        if answer == "leave":
            break
        if answer == "copy":
            copy = await desk.ask(SaveCopyDialog(desk.session))
            farewell = f"The book with all its changes is in {copy}" if copy else ""
    desk.leave(farewell)


async def _unsaved(desk: Desk) -> str:
    """Why something is not in the file; ``""`` when all is."""
    try:
        await asyncio.to_thread(desk.session.store.flush, PATIENCE)
    except SaveFailed as fault:
        return str(fault)
    except TimeoutError:
        return "the disk does not answer"
    return ""
