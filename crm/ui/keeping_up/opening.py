"""Opening a book in stages: what its contacts leave to read is read beside the screen, and shown as it comes."""

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.dom import DOMNode
from textual.worker import get_current_worker

from crm.domain.book import Book
from crm.session.session import Session
from crm.storage.change import Unreadable
from crm.ui.keeping_up.figuring import SOON, Wanted, work_out, work_out_morning
from crm.ui.keeping_up.warming import warm_first_keys, warm_timeline

TOGETHER = 10_000
"""Offers up to which what the day asks for is known so soon after them that both are shown in one paint."""

Step = tuple[Callable[[], object], Callable[[], object]]
"""Something to work out, and what shows it."""


class Shows(NamedTuple):
    """What shows a book as it comes, each called in the screen's own thread, one after the other.

    ``book``: once all of it is there. ``morning``: once it is known what the day asks for. ``figures``: once it is
    known what the book teaches. ``damage``: instead of these, when the rest cannot be read.
    """

    book: Callable[[], object]
    morning: Callable[[Book], object]
    figures: Callable[[Book], object]
    damage: Callable[[], object]


class Opening:
    """Reads the rest of a book, and works out in the order in which it is seen what the screen will ask for.

    Args:
        node: what runs the work. Nothing is shown once it has closed, and nothing waits for it.
        show: what shows it.
    """

    def __init__(self, node: DOMNode, session: Session, show: Shows) -> None:
        self._node = node
        self._session = session
        self._show = show

    def begin(self) -> None:
        """Read the rest."""
        self._node.run_worker(self._read, thread=True, group="load")

    def finish(self) -> None:
        """Once all is shown: have ready what the first keys need, and let the book take less memory."""
        self._node.run_worker(self._settle, thread=True, group="load")

    def _read(self) -> None:
        worker, session = get_current_worker(), self._session
        try:
            session.load()
        except Unreadable:
            self._node.call_later(self._show.damage)
            return
        wanted = Wanted(session.book, session.today, session.thresholds)
        for work, show in self._steps(wanted):
            if worker.is_cancelled:
                return
            work()
            self._node.call_later(show)

    def _steps(self, wanted: Wanted) -> Iterator[Step]:
        book, show = wanted.book, self._show
        timeline, morning = partial(warm_timeline, book, wanted.today), partial(work_out_morning, wanted)
        show_morning = partial(show.morning, book)
        if len(book.offers) <= TOGETHER:
            yield _both(timeline, morning), _both(show.book, show_morning)
        else:
            yield timeline, show.book
            yield morning, show_morning
        yield partial(self._work_out, wanted), partial(show.figures, book)

    def _work_out(self, wanted: Wanted) -> None:
        """What the book teaches, and what in it is to be repaired, once the morning has been drawn."""
        time.sleep(SOON)
        work_out(wanted)
        self._session.store.tell_apart()

    def _settle(self) -> None:
        """What has been read stays: the garbage collector, put off for the start, need not look at it again."""
        warm_first_keys(self._session.book)
        self._session.store.pack()
        gc.freeze()
        gc.enable()


def _both(first: Callable[[], object], then: Callable[[], object]) -> Callable[[], object]:
    return lambda: (first(), then())
