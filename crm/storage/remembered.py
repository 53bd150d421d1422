"""Small things that are remembered from one time to the next, beside the book: a JSON file each in the state folder.

They are for comfort. Where one cannot be read or written, nothing is remembered, and nothing else happens.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from crm.storage import fileio

Remembered = dict[str, Any]


def recall(name: str) -> Remembered:
    """What is remembered under a name; nothing where it cannot be read."""
    try:
        found = json.loads(_path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def remember(name: str, what: Remembered) -> None:
    """Remember this from now on under a name; nothing takes the file away."""
    path = _path(name)
    with contextlib.suppress(OSError):
        if what:
            fileio.make_folder(str(path.parent))
            fileio.replace(str(path), [json.dumps(what, ensure_ascii=False, indent=1).encode()])
        else:
            path.unlink(missing_ok=True)


def name_for(kind: str, book: str) -> str:
    """The name under which something is remembered of one book, by the book's path."""
    real = fileio.real(book)
    return f"{kind}/{Path(real).name}-{fileio.mark(real)}"


def _path(name: str) -> Path:
    return Path(fileio.real(fileio.state_folder())) / f"{name}.json"
