"""``crm [FILE]``: the app."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

from crm.commands import book_path, opened
from crm.domain.record import Refusal
from crm.session.session import Session
from crm.settings.file import SettingsFile, load
from crm.storage.change import Unreadable
from crm.ui.leaving import LOOK_AROUND, UNREADABLE

TURN = 0.001
"""Seconds after which what is worked out beside the screen lets a key go first."""

FRAMES = "120"
"""How often in a second something is painted at most, unless the environment says it: twice what Textual takes by
itself, so that what follows the cursor is seen a third sooner."""


def run(options: Namespace) -> int:
    """Open the app on the book that is meant; whoever wants to see the demo first comes back to it afterwards."""
    has_looked = False
    while (code := show(options, has_looked=has_looked)) == LOOK_AROUND:
        has_looked = True
        from crm.commands.throw_away import demo_book  # noqa: PLC0415 - wanted once, if ever

        with demo_book(options) as path:
            show(options, path, "An invented book: try anything. q goes back to your own.")
    return code


def show(options: Namespace, path: Path | None = None, news: str = "", *, has_looked: bool = False) -> int:
    """Open the app on a book and return its exit code. One that cannot be read gets a screen of its own first.

    ``news`` is what the app says at the start. ``has_looked``: its owner comes back from the demo.
    """
    gc.disable()  # an eighth of the start; the main screen enables it again once the book is read
    sys.setswitchinterval(TURN)
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)  # read once, when Textual is loaded
    settings = load()
    while True:
        try:
            session = _opened_beside(lambda: opened(options, path, staged=True, settings=settings.settings))
            code = _run(session, settings, news, has_looked=has_looked)
            if code != UNREADABLE:
                return code
            session.load()  # raises what it found then
        except Unreadable:
            goes_on = _rescued(path or book_path(options))
            if goes_on is None:
                raise
            if not goes_on:
                return 0


def _opened_beside(open_book: Callable[[], Session]) -> Session:
    """Open a book while the screens are loaded: of the two waits only the longer one is waited for."""
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(open_book)
        import_module("crm.ui.app")  # the one place where Textual is loaded
        return opening.result()


def _run(session: Session, settings: SettingsFile, news: str, *, has_looked: bool) -> int:
    try:
        _require_screen()
        from crm.ui.app import CrmApp  # noqa: PLC0415 - loaded beside the opening

        if settings.found:
            from crm.ui.names import names  # noqa: PLC0415 - the screens know which commands and themes there are

            settings = load(names(), settings.path)
        environ = dict(os.environ)
        is_new = not session.path.exists()
        app = CrmApp(session, settings, environ, is_new=is_new, has_looked=has_looked, news=news)
        result = app.run()
        os.environ.update(environ)  # Textual takes NO_COLOR out; the next app is to see it too
        return app.return_code or result or 0
    finally:
        gc.enable()
        session.close()


def _require_screen() -> None:
    """Only the server of ``crm web`` shows the app without a terminal: it names the driver that draws into its page.

    Raises:
        Refusal: where nobody would see what is drawn.
    """
    if not (_is_terminal() or "TEXTUAL_DRIVER" in os.environ):
        raise Refusal("the app needs a terminal; crm --help names what can be done without one")


def _is_terminal() -> bool:
    """Whether a person sees what is drawn, and can press a key."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _rescued(path: Path) -> bool | None:
    """Whether to open the book that stands in its place now; None when it is left as it is.

    Without a person at a screen nothing is done.
    """
    from crm.storage import rescue  # noqa: PLC0415 - rarely wanted

    if not _is_terminal():
        return None
    found = rescue.look(path)
    if found is None:
        return True
    from crm.ui.rescue import RescueApp  # noqa: PLC0415 - likewise

    return RescueApp(path, found).run()
