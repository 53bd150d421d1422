"""What is done with each program that is measured: started, typed at, left alone."""

import re
import time
from itertools import pairwise

from tests.bench.program import KEYS, Program, running
from tests.bench.sample import Samples
from tests.bench.targets import EMPTY, Bench

HELD, RATE = 60, 30
"""Keys of a key that is held down, and how many of them come in a second."""

NEWS = 4.5
"""Seconds after which no news is on the screen any more."""

IDLE = 5.0
"""Seconds for which a program is left alone."""

FILTERS = ("amara m", "okafor", "zofia w")
"""What is typed into the filter, letter by letter."""

FINDS = ("cello", "spring", "winters", "mornings", "projector")
"""Words that nobody is called by, in notes, bios and answers: found in everything from the third letter on."""

MS = 1000.0


def start_empty(*, leave: bool = False) -> Samples:
    """The empty app: started, and left alone unless it is left at once."""
    with running(EMPTY) as program:
        found = _started(program, "READY")
        if not leave:
            _idle(program, found)
    return found


def start_app(bench: Bench) -> Samples:
    """The app on a book: started, and left once it says all that it says."""
    with bench.copied() as (argv, environ), running(argv, environ) as program:
        return _started_on(program, bench)


def use_list(bench: Bench, keys: int) -> Samples:
    """The bare list: started, walked, filtered."""
    with running(bench.bare_list) as program:
        found = _started(program, re.escape(bench.names[3]))
        _walk(program, found, keys)
        _hold(program, found)
        program.press(b"/")
        for words in FILTERS:
            counts = [sum(words[:end] in name.casefold() for name in bench.names) for end in _ends(words)]
            _filter(program, found, words, counts, bench.people)
    return found


def use_app(bench: Bench, keys: int) -> Samples:
    """The app on a book: started, walked, filtered, searched, an answer recorded and taken back, left alone."""
    with bench.copied() as (argv, environ), running(argv, environ) as program:
        found = _started_on(program, bench)
        program.rest(1.5)
        found.add("memory", program.memory())
        _walk(program, found, keys, bench.names)
        _hold(program, found)
        program.press(b"g")
        program.rest()
        _search(program, found, bench)
        _answer(program, found, keys // 2)
        _idle(program, found)
        found.add("memory after use", program.memory())
        found.add("peak memory", program.memory("VmHWM"))
    return found


def _started_on(program: Program, bench: Bench) -> Samples:
    return _started(program, re.escape(bench.names[0][:12]), f"Everyone · {bench.offers:,}", "This morning")


def _started(program: Program, *patterns: str) -> Samples:
    found = Samples()
    moments = program.shows(*patterns)
    found.add("start", (moments[0] - program.started) * MS)
    if len(moments) > 1:
        program.rest(1.0)
        found.add("everything", (program.changed - program.started) * MS)
    program.rest()
    found.add("memory at start", program.memory())
    return found


def _walk(program: Program, found: Samples, keys: int, names: list[str] | None = None) -> None:
    """Down, key by key. With ``names`` the offers pane is to name each person in turn."""
    for turn in range(keys):
        follows = rf"Offers ─+ {re.escape(names[turn])} " if names else ""
        answer = program.press(KEYS["down"], follows)
        found.add("down", answer.first * MS)
        found.add("bytes", answer.size)
        if follows:
            found.add("follow", answer.seen * MS)


def _hold(program: Program, found: Samples) -> None:
    """A key held down: how long the output goes on after the last of it."""
    program.rest()
    began = time.perf_counter()
    sent = last = began
    for turn in range(HELD):
        while (left := began + turn / RATE - time.perf_counter()) > 0:
            piece = program.read(left)
            last = piece[0] if piece else last
        sent = program.send(KEYS["down"])
    while piece := program.read(0.25):
        last = piece[0]
    program.look()
    found.add("lag", max(0.0, last - sent) * MS)


def _ends(words: str) -> range:
    return range(1, len(words) + 1)


def _filter(program: Program, found: Samples, words: str, counts: list[int], people: int) -> None:
    """A filter typed letter by letter; only letters that change the count can be seen to have been answered."""
    for letter, (before, count) in zip(words, pairwise((people, *counts)), strict=True):
        seen = rf"\b{count:,} of " if count != before else ""
        answer = program.press(letter.encode(), seen)
        if seen:
            found.add("filter", answer.seen * MS)
        program.rest()
    program.send(KEYS["backspace"] * len(words))
    program.rest()


def _search(program: Program, found: Samples, bench: Bench) -> None:
    program.press(b"/")
    program.rest(1.0)
    for words in FILTERS:
        _filter(program, found, words, [bench.matches(words[:end]) for end in _ends(words)], bench.people)
    for words in FINDS:
        for letter in words[:2]:
            program.press(letter.encode())
            program.rest()
        answer = program.press(words[2].encode(), "Said and written")
        found.add("find", answer.seen * MS)
        for letter in words[3:]:
            program.press(letter.encode())
            program.rest()
        program.send(KEYS["backspace"] * len(words))
        program.rest()
    program.send(KEYS["escape"])
    program.rest()


def _answer(program: Program, found: Samples, turns: int) -> None:
    """A yes recorded and taken back, over and over: the row of the offer, and what the day asks for."""
    program.send(b"2")
    program.rest(0.5)
    match = re.search(r"([\d,]+) to introduce", program.look())
    assert match is not None, program.look()
    before = int(match[1].replace(",", ""))
    for turn in range(turns + 1):
        for key, count in ((b"y", before + 1), (b"u", before)):
            program.rest(0.6)
            answer = program.press(key, rf"\b{count:,} to introduce")
            if turn:  # what is needed for a first answer is loaded with it
                found.add("answer", answer.first * MS)
                found.add("day", answer.seen * MS)


def _idle(program: Program, found: Samples) -> None:
    program.rest(NEWS)  # the last news has gone: nothing moves any more
    before, began = program.cpu(), time.perf_counter()
    while (left := began + IDLE - time.perf_counter()) > 0:
        program.read(left)
    found.add("idle", (program.cpu() - before) * MS / (time.perf_counter() - began))
