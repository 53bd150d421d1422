"""``crm web``: the app in a browser of this machine."""

import errno
import os
import shlex
import socket
import sys
from argparse import Namespace

from crm.commands import book_path
from crm.domain.record import Refusal

PORT = 8327


def run(options: Namespace) -> int:
    """Serve the app until it is ended.

    Raises:
        Refusal: without the extra ``web``, or where the port cannot be had.
    """
    try:
        from crm.web.server import HOST, LocalServer  # noqa: PLC0415 - the extra is optional
    except ModuleNotFoundError as missing:
        raise Refusal(
            f"crm web needs the extra: pip install 'crm[web]' ({missing.name} is missing)"
        ) from None
    port = PORT if options.port is None else options.port
    if not 1 <= port <= 65535:
        raise Refusal(f"there is no port {port}: ports are 1 to 65535")
    require_free(HOST, port)
    os.environ["TERM"] = "xterm-256color"  # what the page can draw, whatever it was started from
    book = book_path(options)
    LocalServer(command(options), port, f"crm · {book.name}").serve()
    return 0


def require_free(host: str, port: int) -> None:
    """Say that a port cannot be had before an address is printed that leads to another program.

    Raises:
        Refusal: where it cannot.
    """
    with socket.socket() as tried:
        if os.name == "posix":  # as the server does: a port that was just given up is free
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as fault:
            why = (
                "in use already" if fault.errno == errno.EADDRINUSE else (fault.strerror or "refused").lower()
            )
            raise Refusal(f"port {port} cannot be had ({why}): --port chooses another one") from None


def command(options: Namespace) -> str:
    """The command line that each open page runs."""
    words = [sys.executable, "-m", "crm", "--file", str(book_path(options).resolve())]
    if options.today is not None:
        words += ["--today", options.today.isoformat()]
    return shlex.join(words)
