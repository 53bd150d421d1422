"""The instrument: it shows what a terminal shows, times a program, and tells what misses its goal."""

import sys
from pathlib import Path

import pytest

from tests.bench.peers import Peer, use_peer
from tests.bench.program import Ended, running
from tests.bench.report import peers_table, table
from tests.bench.sample import Samples, percentile, ratio
from tests.bench.screen import Screen

ECHO = """
import sys, termios, time, tty
tty.setraw(0)
print("READY", end="", flush=True)
while (letter := sys.stdin.read(1)) != "q":
    time.sleep(0.05)
    print(f"<{letter}>", end="", flush=True)
"""


def shown(*pieces: bytes) -> list[str]:
    screen = Screen(8, 3)
    for piece in pieces:
        screen.feed(piece)
    return screen.text().splitlines()


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((b"one\r\ntwo",), ["one     ", "two     ", "        "]),
        ((b"\x1b[2;3Hx\x1b[1;1Hy",), ["y       ", "  x     ", "        "]),
        ((b"\x1b[1;38;2;1;2;3mbold\x1b[0m",), ["bold    ", "        ", "        "]),
        ((b"words\x1b[1;3H\x1b[K",), ["wo      ", "        ", "        "]),
        ((b"words\x1b[2J",), ["        ", "        ", "        "]),
        ((b"\x1b[1;", b"4Hcut"), ["   cut  ", "        ", "        "]),
        (("漢x".encode()[:2], "漢x".encode()[2:]), ["漢x     ", "        ", "        "]),
        ((b"\x1b]0;a title\x07\x1b[?2026hin\x1b[?2026l",), ["in      ", "        ", "        "]),
        ((b"far too long for it",), ["far too ", "        ", "        "]),
    ],
)
def test_a_screen_shows_what_is_written(pieces: tuple[bytes, ...], expected: list[str]) -> None:
    assert [line.ljust(8 - line.count("漢")) for line in shown(*pieces)] == [
        line[: 8 - line.count("漢")] for line in expected
    ]


def test_a_key_is_timed_from_outside() -> None:
    with running([sys.executable, "-c", ECHO]) as program:
        (ready,) = program.shows("READY")
        assert ready > program.started
        answer = program.press(b"a", "<a>")
        assert 0.05 <= answer.first <= answer.seen <= answer.last < 5
        assert answer.size == 3
        assert program.cpu() > 0
        assert program.memory() > 1
        program.send(b"q")
        with pytest.raises(Ended):
            program.rest(5)


def test_a_program_that_does_not_start_is_told_apart_from_a_slow_one() -> None:
    with running(["/nowhere/at/all"]) as program, pytest.raises(Ended):
        program.shows("READY")


def test_percentiles_and_ratios() -> None:
    assert [percentile([3, 1, 2], percent) for percent in (0, 50, 75, 100)] == [1, 2, 2.5, 3]
    assert ratio([2, 9, 4], [1, 3, 1]) == 3
    assert ratio([], []) is None


def test_the_table_marks_what_misses_its_goal() -> None:
    runs = {name: Samples() for name in ("empty", "list S", "app S", "inside S")}
    runs["empty"].add("start", 100, 200)
    runs["app S"].add("start", 140, 280)
    runs["app S"].add("everything", 300, 600)
    lines = table(runs, ("S",)).splitlines()
    assert lines[2] == "| start to contacts on screen | x empty | 1.4 | 1.5 | 2 |"
    assert lines[3] == "| start to everything on screen | x empty | 3 ! | 1.8 | 3.5 |"


def test_another_program_is_measured_in_a_home_of_its_own(tmp_path: Path) -> None:
    seen = use_peer(Peer("echo", (sys.executable, "-c", ECHO), "READY"), tmp_path, 3)
    assert len(seen.values["key"]) == 3
    assert (tmp_path / "echo").is_dir()
    runs = {"empty": Samples(), "app S": Samples(), "peer echo": seen}
    runs["empty"].add("start", seen.values["start"][0] / 2)
    assert "| echo | 2 | " in peers_table(runs, ("S",))
    assert peers_table({"empty": Samples(), "app S": Samples()}, ("S",)) == ""
