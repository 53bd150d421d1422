"""A program killed in the middle of writing: what it said was saved is there, and the file is whole."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.storage.books import plain

ROOT = Path(__file__).parents[2]
KILLS = 5


def killed_after(path: Path, seconds: float) -> list[str]:
    """What a program that writes all the time said was saved before it was killed."""
    command = [sys.executable, "-m", "tests.bench.store_adapter", "write-loop", "--file", str(path)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    rest, _ = child.communicate()
    return lines + [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]


def test_nothing_that_was_said_to_be_saved_is_lost(path: Path) -> None:
    moments = random.Random(11)
    counts: dict[int, int | None] = {}
    for _ in range(KILLS):
        for line in killed_after(path, moments.uniform(0.02, 0.3)):
            said = re.fullmatch(r"([~-]?)contacts/(\d+)(?: n>=(\d))?\n", line)
            assert said is not None, line
            if said[1] == "~":
                counts.pop(int(said[2]), None)
            else:
                counts[int(said[2])] = None if said[1] == "-" else int(said[3])
        contacts = plain(path).get("contacts", {})
        for number, count in counts.items():
            if count is None:
                assert number not in contacts
            else:
                assert contacts[number]["n"] >= count
    assert len(counts) >= KILLS
    assert {file.name for file in path.parent.iterdir()} <= {"people.json", ".people.json.tmp"}
