"""``crm [FILE]``: the app."""

from argparse import Namespace
from pathlib import Path

from crm.commands import opened


def run(options: Namespace) -> int:
    """Open the app on the book that is meant."""
    return show(options)


def show(options: Namespace, path: Path | None = None) -> int:
    """Open the app on a book and return its exit code."""
    session = opened(options, path, staged=True)
    try:
        from crm.ui.app import CrmApp  # noqa: PLC0415 - the one place where Textual is loaded

        return CrmApp(session).run() or 0
    finally:
        session.close()
