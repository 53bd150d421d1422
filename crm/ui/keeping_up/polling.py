"""Looking now and then for what another program wrote to the file."""

import asyncio
from collections.abc import Callable

from textual.dom import DOMNode

from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage.change import Change

POLL = 2.0
"""Seconds between two looks."""


class Polling:
    """Looks at the file every few seconds, from a thread: the screen never waits for the disk.

    Args:
        node: what looks; it ends with it.
        show: called in the screen's own thread after each look, with what was taken into the book, or None.
    """

    def __init__(self, node: DOMNode, session: Session, show: Callable[[Outcome | None], object]) -> None:
        self._node = node
        self._session = session
        self._show = show
        self._is_looking = False

    def begin(self) -> None:
        """Look from now on."""
        self._node.set_interval(POLL, self.look)

    def look(self) -> None:
        """Look now, unless the last look has not ended yet or the book is still being read."""
        if self._session.is_loaded and not self._is_looking:
            self._is_looking = True
            look = asyncio.get_running_loop().run_in_executor(None, self._session.look)
            look.add_done_callback(lambda done: self._node.call_later(self._looked, done))

    def _looked(self, look: "asyncio.Future[tuple[Change, ...]]") -> None:
        self._is_looking = False
        self._show(self._session.take_in(look.result()))
