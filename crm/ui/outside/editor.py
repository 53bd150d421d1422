"""A text in the editor of its owner's choice: the one that ``VISUAL`` or ``EDITOR`` names.

The text waits in a file that only its owner can read, in a folder of its own, so that what an editor leaves beside it
(a swap file, a backup) is as private and goes with it. What went wrong is said in one line, and the text before stays.
"""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType

from crm.exchange.text import clean, decoded, in_utf8

USUAL = ("editor", "nano", "vi", "notepad")
"""Editors that are looked for where none is named."""

Suspend = Callable[[], AbstractContextManager[None]]
"""Hands the terminal over, and takes it back."""


class NotEdited(Exception):
    """Why nothing came back from the editor, in one line."""


def editor_command(
    environ: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...]:
    """The program and its arguments: what ``VISUAL`` or ``EDITOR`` says, else one that is usually there.

    Raises:
        NotEdited: when there is none, or the words cannot be taken apart.
    """
    for name in ("VISUAL", "EDITOR"):
        value = environ.get(name, "").strip()
        if value:
            return _words(name, value, which)
    usual = next((one for one in USUAL if which(one)), None)
    if usual is None:
        raise NotEdited("no editor is named: put one into EDITOR, as in EDITOR=nano")
    return (usual,)


def _words(name: str, value: str, which: Callable[[str], str | None]) -> tuple[str, ...]:
    if which(value):  # a path with blanks in it
        return (value,)
    try:
        words = shlex.split(value, posix=os.name != "nt")
    except ValueError:
        raise NotEdited(f"{name} cannot be read: a quotation mark is missing in {value}") from None
    if not words or not which(words[0]):
        raise NotEdited(f"{name} names {words[0] if words else value}, which is not there")
    return tuple(words)


def edit(text: str, command: Sequence[str], suspend: Suspend, name: str = "text.md") -> str:
    """A text as it comes back from an editor: Unix line ends, no control characters, no mark at its start.

    Args:
        text: what is to be edited.
        command: the editor and its arguments.
        suspend: hands over the terminal.
        name: what the file is called; its ending tells the editor what it is.

    Raises:
        NotEdited: when nothing new came back, with the reason.
    """
    called = Path(command[0]).name
    try:
        with tempfile.TemporaryDirectory(prefix="crm-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / name
            written = _write(path, text)
            with suspend(), _undisturbed():
                status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - chosen by its owner
            return _came_back(path, text, written, called, status)
    except OSError as error:
        raise NotEdited(f"{called} could not be started: {error.strerror}") from error


def _write(path: Path, text: str) -> bytes:
    """Write a file that nobody else can read; it ends like any file of text."""
    content = (text if not text or text.endswith("\n") else f"{text}\n").encode("utf-8", "replace")
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
    return content


def _came_back(path: Path, text: str, written: bytes, called: str, status: int) -> str:
    if not path.is_file():
        raise NotEdited(f"{called} left no file behind: the text is as it was")
    raw = path.read_bytes()
    if status:
        kept = "" if raw == written else f"; what it wrote is in {_kept(raw, path.suffix)}"
        raise NotEdited(f"{called} ended with {status}: the text is as it was{kept}")
    if raw == written:
        raise NotEdited(f"{called} came back with nothing changed")
    read = clean(decoded(in_utf8(raw)[0])[0])
    return read if text.endswith("\n") else read.removesuffix("\n")


def _kept(raw: bytes, suffix: str) -> Path:
    """What an editor wrote before it failed, where its owner finds it."""
    handle, path = tempfile.mkstemp(prefix="crm-", suffix=suffix)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
    return Path(path)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C in the editor is meant for the editor; its program starts with the usual answer to it."""
    if current_thread() is not main_thread():
        yield
        return
    before = {one: signal.signal(one, _pass_over) for one in _KEYS}
    try:
        yield
    finally:
        for one, answer in before.items():
            signal.signal(one, answer)


def _pass_over(_signal: int, _frame: FrameType | None) -> None:
    """Not for this program."""


_KEYS = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
