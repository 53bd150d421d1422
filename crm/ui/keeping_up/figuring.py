"""What the answers teach, worked out beside the screen: no key waits for the figures of a big book."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from textual.dom import DOMNode

from crm.domain.book import Book
from crm.insight.thresholds import Thresholds

SOON = 0.03
"""Seconds after a change in which what has changed is drawn first."""

AT_ONCE = 1_000
"""Offers up to which figures are worked out as they are asked for: that takes a few milliseconds."""


class Wanted(NamedTuple):
    """What is to be worked out."""

    book: Book
    today: date
    thresholds: Thresholds


class Figuring:
    """Works out the figures of the newest book; one that has changed again in the meantime is left out.

    What a key changed is drawn before its figures are begun.

    Args:
        node: what runs the work; it ends with it.
        show: called in the screen's own thread, with a book whose figures are there.
        is_ready: whether to work already; else what is wanted waits until it is to ``begin``.
    """

    def __init__(self, node: DOMNode, show: Callable[[Book], object], *, is_ready: bool) -> None:
        self._node = node
        self._show = show
        self._is_ready = is_ready
        self._wanted: Wanted | None = None
        self._is_working = False

    def begin(self, book: Book) -> None:
        """From now on figures are worked out here; those of this book have been worked out already."""
        self._is_ready = True
        if self._wanted is None or self._wanted.book is book:
            self._wanted = None
            self._show(book)
        else:
            self.want(self._wanted)

    def want(self, wanted: Wanted) -> None:
        """Have the figures of a book worked out and shown: those of a small one at once."""
        if not self._is_ready:
            self._wanted = wanted
            return
        if len(wanted.book.offers) <= AT_ONCE:
            self._show(wanted.book)
            return
        self._wanted = wanted
        if not self._is_working:
            self._is_working = True
            self._node.run_worker(self._work(), group="figures")

    async def _work(self) -> None:
        try:
            while self._wanted is not None:
                await asyncio.sleep(SOON)
                wanted, self._wanted = self._wanted, None
                await asyncio.to_thread(work_out, wanted)
                if self._wanted is None:
                    self._show(wanted.book)
        finally:
            self._is_working = False


def work_out_morning(wanted: Wanted) -> None:
    """Work out the morning list of a book, which is the first that its insight says, in whatever thread."""
    from crm.insight.reviewing.morning import morning_list  # noqa: PLC0415 - loaded after the first paint

    morning_list(*wanted)


def work_out(wanted: Wanted) -> None:
    """Work out the figures of a book, in whatever thread: they are kept with it."""
    from crm.insight.everyone import everyone_facts  # noqa: PLC0415 - loaded after the first paint

    everyone_facts(*wanted)
    wanted.book.catch_up()
