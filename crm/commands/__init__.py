"""What ``crm COMMAND`` does, one module a command. Each has ``run(options) -> exit code``."""

import json
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from crm.domain.record import Refusal
from crm.session.session import Session
from crm.settings.file import SettingsFile, load
from crm.settings.values import Settings


def book_path(options: Namespace) -> Path:
    """The book that is meant: FILE or ``--file``, else ``CRM_FILE``, else the one in the user's data folder."""
    named: Path | None = getattr(options, "book", None) or options.file
    if named is not None:
        return named.expanduser()
    if from_environment := os.environ.get("CRM_FILE"):
        return Path(from_environment).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - only where no file is named

    return user_data_path("crm", appauthor=False) / "people.json"


def opened(
    options: Namespace, path: Path | None = None, *, staged: bool = False, settings: Settings | None = None
) -> Session:
    """A session on the book that is meant, on the day that ``--today`` fixes, with the settings in force.

    Without ``settings`` those of the file are taken, and what of it does not hold is told on standard error.

    Raises:
        Unreadable: when the file is no book or is damaged.
    """
    settings = settings or _told(load())
    return Session.open(
        path or book_path(options),
        today=options.today,
        thresholds=settings.thresholds,
        calendar=settings.calendar,
        staged=staged,
    )


def _told(file: SettingsFile) -> Settings:
    for fault in file.faults:
        print(f"crm: {file.told(fault)}", file=sys.stderr)
    return file.settings


def require_file(path: Path) -> Path:
    """The path of a file that is there.

    Raises:
        Refusal: when there is none.
    """
    if not path.expanduser().exists():
        raise Refusal(f"there is no file {path}")
    return path.expanduser()


def print_json(told: Any) -> None:
    """Print a value as one line of JSON, at once; with escapes where the output cannot hold a character as it is."""
    line = json.dumps(told, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(told)
    print(line, flush=True)
