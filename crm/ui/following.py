"""What the main screen says of the book's own state: how saving stands, and what waits to be looked after."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context

from crm.storage.change import Status
from crm.storage.store import CONFLICTS, Store


def follow(store: Store, react: Callable[[], object]) -> None:
    """Have ``react`` called in this event loop whenever saving moves on, on whichever thread it does."""
    loop, context = asyncio.get_running_loop(), copy_context()

    def told(_: Status) -> None:
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(react, context=context)

    store.on_status = told


def unfollow(store: Store) -> None:
    """Nobody wants to know any more."""
    store.on_status = lambda _: None


def keeping_parts(store: Store) -> tuple[str, ...]:
    """What waits to be looked after, with the key for it: ``2 to decide (C)``, ``1 to repair (R)``."""
    waiting = ((len(store.numbers(CONFLICTS)), "to decide (C)"), (len(store.problems), "to repair (R)"))
    return tuple(f"{count:,} {words}" for count, words in waiting if count)
