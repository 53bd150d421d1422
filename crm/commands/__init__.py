"""What ``crm COMMAND`` does, one module a command. Each has ``run(options) -> exit code``."""

import os
from argparse import Namespace
from pathlib import Path

from crm.domain.record import Refusal
from crm.session.session import Session


def book_path(options: Namespace) -> Path:
    """The book that is meant: FILE or ``--file``, else ``CRM_FILE``, else the one in the user's data folder."""
    named: Path | None = getattr(options, "book", None) or options.file
    if named is not None:
        return named.expanduser()
    if from_environment := os.environ.get("CRM_FILE"):
        return Path(from_environment).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no file is named

    return user_data_path("crm", appauthor=False) / "people.json"


def opened(options: Namespace, path: Path | None = None, *, staged: bool = False) -> Session:
    """A session on the book that is meant, on the day that ``--today`` fixes.

    Raises:
        Unreadable: when the file is no book or is damaged.
    """
    return Session.open(path or book_path(options), today=options.today, staged=staged)


def require_file(path: Path) -> Path:
    """The path of a file that is there.

    Raises:
        Refusal: when there is none.
    """
    if not path.expanduser().exists():
        raise Refusal(f"there is no file {path}")
    return path.expanduser()
