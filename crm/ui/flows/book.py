"""What concerns the whole book: the way back, the help, the way out."""

import asyncio

from crm.domain.book import Book
from crm.session.actions import Redo, Undo
from crm.session.session import Step
from crm.storage.change import SaveFailed
from crm.ui.commands import command
from crm.ui.flows.desk import Desk
from crm.ui.screens.help import HelpScreen
from crm.ui.screens.keeping.unsaved import SaveCopyDialog, UnsavedDialog

PATIENCE = 5.0
"""Seconds to wait for the last change to be saved before asking."""


async def undo(desk: Desk) -> None:
    """Take the last change back, and say what it was."""
    before, step = desk.session.book, desk.session.last_step
    outcome = desk.do(Undo())
    desk.tell(f"Undone: {outcome.what}. {_key(desk, 'redo')} does it again")
    _stand_on(desk, step, before)


async def redo(desk: Desk) -> None:
    """Do again what was undone, and say what it was."""
    before = desk.session.book
    outcome = desk.do(Redo())
    desk.tell(f"Done again: {outcome.what}. {_key(desk, 'undo')} undoes it")
    _stand_on(desk, desk.session.last_step, before)


def _stand_on(desk: Desk, step: Step | None, before: Book) -> None:
    """Put the cursor on the offer that a step was about where the list has it, else on the person who came back by it.

    The next key is about what is told of, and not about a neighbour.
    """
    book, scope = desk.session.book, desk.context.contact
    touched = step.changes if step is not None else ()
    offers = [one.id for one in touched if one.table == "offers" and one.id in book.offers]
    people = [one.id for one in touched if one.table == "contacts" and _is_in(book, one.id)]
    came = [one for one in people if not _is_in(before, one)]
    if len(offers) == 1 and (scope is None or scope.id in book.offer(offers[0]).pair):
        desk.go_to_offer(offers[0])
    elif len(came) == 1:
        desk.go_to_contact(came[0])


def _is_in(book: Book, contact: int) -> bool:
    return contact in book.contacts and not book.contact(contact).is_archived


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
