"""Opening a book in stages: what its contacts leave to read is read beside the screen, and shown as it comes."""

import gc
from collections.abc import Callable
from functools import partial

from textual.dom import DOMNode
from textual.worker import get_current_worker

from crm.domain.book import Book
from crm.session.session import Session
from crm.ui.keeping_up.figuring import Wanted, work_out, work_out_morning
from crm.ui.keeping_up.warming import warm_first_keys, warm_timeline


class Opening:
    """Reads the rest of a book, and works out in the order in which it is seen what the screen will ask for.

    Args:
        node: what runs the work. Nothing is shown once it has closed, and nothing waits for it.
        show_book: called in the screen's own thread once the whole book is there.
        show_morning: called likewise once it is known what the day asks for.
        show_figures: called likewise once it is known what the book teaches.
    """

    def __init__(
        self,
        node: DOMNode,
        session: Session,
        show_book: Callable[[], object],
        show_morning: Callable[[Book], object],
        show_figures: Callable[[Book], object],
    ) -> None:
        self._node = node
        self._session = session
        self._show_book = show_book
        self._show_morning = show_morning
        self._show_figures = show_figures

    def begin(self) -> None:
        """Read the rest."""
        self._node.run_worker(self._read, thread=True, group="load")

    def finish(self) -> None:
        """Once all is shown: have ready what the first keys need, and let the book take less memory."""
        self._node.run_worker(self._settle, thread=True, group="load")

    def _read(self) -> None:
        worker, session = get_current_worker(), self._session
        session.load()
        wanted = Wanted(session.book, session.today, session.thresholds)
        steps: tuple[tuple[Callable[[], object], Callable[[], object]], ...] = (
            (partial(warm_timeline, wanted.book, wanted.today), self._show_book),
            (partial(work_out_morning, wanted), partial(self._show_morning, wanted.book)),
            (partial(work_out, wanted), partial(self._show_figures, wanted.book)),
        )
        for work, show in steps:
            if worker.is_cancelled:
                return
            work()
            self._node.call_later(show)

    def _settle(self) -> None:
        """What has been read stays: the garbage collector, put off for the start, need not look at it again."""
        warm_first_keys(self._session.book)
        self._session.store.pack()
        gc.freeze()
        gc.enable()
