"""A full-screen program in a terminal of its own: started, typed at, and timed from outside.

The terminal is a pseudo-terminal of a fixed size that answers what a program asks of it. Every byte that comes back
is stamped when it is read; the screen is drawn up afterwards, so that looking at it delays nothing.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from tests.bench.screen import Screen

SIZE = (120, 40)
"""Columns and rows."""

SCROLL_BAR = "▐"

QUIET = 0.06
"""Seconds without output after which a program counts as done with a key."""

KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "backspace": b"\x7f",
}

_ASKED = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(c)|\x1b\[(6n)")
_SYNCHRONIZED = b"2026"


class Ended(Exception):
    """The program ended, or did not show what was waited for, while it was being measured."""


class Answer:
    """What came back after a key: seconds to the first byte and to the last, and how many bytes."""

    def __init__(self, sent: float) -> None:
        self.sent = sent
        self.first = self.last = 0.0
        self.size = 0
        self.seen = 0.0

    def add(self, stamp: float, size: int) -> None:
        self.last = stamp - self.sent
        self.first = self.first or self.last
        self.size += size


class Program:
    """One run of a program."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str] | None = None) -> None:
        self.screen = Screen(*SIZE)
        self._unread: list[tuple[float, bytes]] = []
        self._reaped = False
        self._text = ""
        self.changed = (
            0.0  # when the screen last came to say something else; how long a scroll bar is says nothing
        )
        gate, opener = os.pipe()
        self.pid, self._fd = pty.fork()
        if not self.pid:
            os.read(gate, 1)  # not before the clock has started
            with suppress(OSError):
                os.execvpe(argv[0], list(argv), surroundings() | dict(environ or {}))
            os._exit(127)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self.started = time.perf_counter()
        os.write(opener, b"x")
        os.close(gate)
        os.close(opener)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Looking ----------------------------------------------------------------------------------------------

    def read(self, timeout: float) -> tuple[float, bytes] | None:
        """The next piece of output and when it came, or None after ``timeout`` seconds.

        Raises:
            Ended: when the program has gone.
        """
        if not select.select([self._fd], [], [], max(0.0, timeout))[0]:
            return None
        stamp = time.perf_counter()
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            raise Ended(f"the program has ended:\n{self.look()}")
        self._reply(data)
        self._unread.append((stamp, data))
        return stamp, data

    def _reply(self, data: bytes) -> None:
        for match in _ASKED.finditer(data):
            mode, attributes, _ = match.groups()
            if mode:
                os.write(self._fd, b"\x1b[?%b;%d$y" % (mode, 2 if mode == _SYNCHRONIZED else 0))
            else:
                os.write(self._fd, b"\x1b[?62;22c" if attributes else b"\x1b[1;1R")

    def drawn(self) -> Iterator[float]:
        """Draw up the screen, piece by piece of the output: when each of them came."""
        while self._unread:
            stamp, data = self._unread.pop(0)
            self.screen.feed(data)
            text = self.screen.text().replace(SCROLL_BAR, " ")
            if text != self._text:
                self._text, self.changed = text, stamp
            yield stamp

    def look(self) -> str:
        """The screen as it is now."""
        for _ in self.drawn():
            pass
        return self.screen.text()

    def shows(self, *patterns: str, timeout: float = 30.0) -> list[float]:
        """Wait until each pattern has been on the screen.

        Returns:
            For each the moment in which the output came that brought it.

        Raises:
            Ended: when one of them does not come.
        """
        found: dict[str, float] = {}
        end = time.perf_counter() + timeout
        while len(found) < len(set(patterns)):
            if time.perf_counter() > end:
                missing = [one for one in patterns if one not in found]
                raise Ended(f"{missing} never came:\n{self.look()}")
            while self.read(QUIET):
                pass
            for stamp in self.drawn():
                text = self.screen.text()
                for one in patterns:
                    if one not in found and re.search(one, text):
                        found[one] = stamp
        return [found[one] for one in patterns]

    def rest(self, seconds: float = 0.3, timeout: float = 30.0) -> None:
        """Wait until nothing has come for some time."""
        end = time.perf_counter() + timeout
        while self.read(seconds) and time.perf_counter() < end:
            pass
        self.look()

    # Typing -----------------------------------------------------------------------------------------------

    def send(self, keys: bytes) -> float:
        """Type something; the moment before it."""
        stamp = time.perf_counter()
        os.write(self._fd, keys)
        return stamp

    def press(self, keys: bytes, expected: str = "", timeout: float = 10.0) -> Answer:
        """Type something and wait for what comes of it, until it is quiet.

        Args:
            keys: the bytes of one key.
            expected: a pattern that is to appear; ``Answer.seen`` says after how many seconds it did.
            timeout: seconds after which nothing more is waited for.

        Raises:
            Ended: when nothing came, or not what was expected.
        """
        self.rest(0.0)
        answer = Answer(self.send(keys))
        end = answer.sent + timeout
        while time.perf_counter() < end:
            piece = self.read(QUIET if answer.size else end - time.perf_counter())
            if piece is not None:
                answer.add(piece[0], len(piece[1]))
                continue
            for stamp in self.drawn():
                if expected and not answer.seen and re.search(expected, self.screen.text()):
                    answer.seen = stamp - answer.sent
            if answer.seen or not expected:
                return answer
        raise Ended(f"{expected or 'an answer'} never came after {keys!r}:\n{self.look()}")

    # What it costs ----------------------------------------------------------------------------------------

    def cpu(self) -> float:
        """Seconds of processor time that it has taken so far, all its threads together."""
        tasks = Path(f"/proc/{self.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def memory(self, what: str = "VmRSS") -> float:
        """MiB of memory that it takes; with ``VmHWM`` the most that it ever took."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        match = re.search(rf"{what}:\s+(\d+)", status)
        return int(match[1]) / 1024 if match else float("nan")

    # The end ----------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End it, whatever it is doing."""
        if not self._reaped:
            self._reaped = True
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self._fd)


_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
_IN_THE_WAY = ("NO_COLOR", "LINES", "COLUMNS", "TERM_PROGRAM", "TMUX", "STY", "PYTHONDONTWRITEBYTECODE")


def surroundings() -> dict[str, str]:
    """The environment of what is measured: a plain terminal, and compiled modules kept from run to run."""
    return {key: value for key, value in os.environ.items() if key not in _IN_THE_WAY} | _TERMINAL


@contextmanager
def running(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> Iterator[Program]:
    """A program that runs for the block."""
    program = Program(argv, environ)
    try:
        yield program
    finally:
        program.close()
