"""What the main screen says of the book's own state: how saving stands, and what waits to be looked after."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from threading import get_ident

from crm.storage.change import Status
from crm.storage.store import CONFLICTS, Store
from crm.ui.commands import command
from crm.ui.keys import Keys


def follow(store: Store, react: Callable[[], object]) -> None:
    """Have ``react`` called in this event loop whenever saving moves on, on whichever thread it does."""
    loop, context, here = asyncio.get_running_loop(), copy_context(), get_ident()

    def told(_: Status) -> None:
        with suppress(RuntimeError):  # the loop has ended
            if get_ident() == here:  # to wake the loop would let another thread go first
                loop.call_soon(react, context=context)
            else:
                loop.call_soon_threadsafe(react, context=context)

    store.on_status = told


def unfollow(store: Store) -> None:
    """Nobody wants to know any more."""
    store.on_status = lambda _: None


def keeping_parts(store: Store, keys: Keys) -> tuple[str, ...]:
    """What waits to be looked after, with the key for it: ``2 to decide (C)``, ``1 to repair (R)``."""
    waiting = (
        (len(store.numbers(CONFLICTS)), "to decide", "conflicts"),
        (len(store.problems), "to repair", "repair"),
    )
    return tuple(
        f"{count:,} {words} ({keys.shown(command(name))})" for count, words, name in waiting if count
    )
