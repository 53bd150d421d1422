"""Other full-screen programs of the same framework, for scale: those that are found on PATH are measured too.

They do other things and may bring another version of the framework, so the figures say what people are used to, and
nothing about who does better work.
"""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.bench.program import Ended, running
from tests.bench.sample import Samples

MS = 1000.0


class Peer(NamedTuple):
    """How a program is started, what it shows once it stands, and the key that goes to a field to type into."""

    name: str
    argv: tuple[str, ...]
    shows: str
    field: bytes = b""


PEERS = (
    Peer("posting", ("posting",), "Collection is empty", b"\x0c"),
    Peer("harlequin", ("harlequin", "-a", "sqlite", ":memory:"), "Query Editor"),
)


def found() -> tuple[Peer, ...]:
    """The peers that are installed here."""
    return tuple(peer for peer in PEERS if shutil.which(peer.argv[0]))


def use_peer(peer: Peer, folder: Path, keys: int) -> Samples:
    """A peer with nothing in it, in an empty home folder: started, typed at, left alone."""
    measured = Samples()
    home = folder / peer.name
    home.mkdir(parents=True, exist_ok=True)
    environ = {"HOME": str(home)} | {
        name: str(home / name.casefold()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    with running(peer.argv, environ) as program:
        (moment,) = program.shows(re.escape(peer.shows))
        measured.add("start", (moment - program.started) * MS)
        program.rest(1.5)
        measured.add("memory", program.memory())
        if peer.field:
            program.send(peer.field)
            program.rest()
        for _ in range(keys):
            measured.add("key", program.press(b"a").first * MS)
    return measured


def use_peers(folder: Path, keys: int) -> dict[str, Samples]:
    """All peers that are installed; one that does not start here is left out."""
    told: dict[str, Samples] = {}
    for peer in found():
        try:
            told[peer.name] = use_peer(peer, folder, keys)
        except Ended as ended:
            print(f"{peer.name} was left out: {str(ended).splitlines()[0]}")
    return told
