"""``crm web``: the app in a browser of this machine."""

import os
import shlex
import sys
from argparse import Namespace

from crm.commands import book_path
from crm.domain.record import Refusal

PORT = 8327


def run(options: Namespace) -> int:
    """Serve the app until it is ended.

    Raises:
        Refusal: without the extra ``web``.
    """
    try:
        from crm.web.server import LocalServer  # noqa: PLC0415 - the extra is optional
    except ModuleNotFoundError as missing:
        raise Refusal(
            f"crm web needs the extra: pip install 'crm[web]' ({missing.name} is missing)"
        ) from None
    port = PORT if options.port is None else options.port
    if not 1 <= port <= 65535:
        raise Refusal(f"there is no port {port}: ports are 1 to 65535")
    os.environ["TERM"] = "xterm-256color"  # what the page can draw, whatever it was started from
    book = book_path(options)
    LocalServer(command(options), port, f"crm · {book.name}").serve()
    return 0


def command(options: Namespace) -> str:
    """The command line that each open page runs."""
    words = [sys.executable, "-m", "crm", "--file", str(book_path(options).resolve())]
    if options.today is not None:
        words += ["--today", options.today.isoformat()]
    return shlex.join(words)
