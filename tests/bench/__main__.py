"""How fast the program is: ``python -m tests.bench``. Takes about a quarter of an hour; nothing else should be busy meanwhile.

Every program is started in a terminal of its own and typed at, in turns with an empty app of the same framework and a
bare list of the same names, so that a busy machine slows all of them alike. Look at ratios: single times drift.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.commands import import_cards, use_commands
from tests.bench.peers import use_peers
from tests.bench.report import commands_table, peers_table, table
from tests.bench.sample import Samples
from tests.bench.scripts import start_app, start_empty, use_app, use_list
from tests.bench.targets import SIZES, Bench


def main() -> None:
    options = _parser().parse_args()
    with TemporaryDirectory() as throw_away:
        folder = options.books or Path(throw_away)
        folder.mkdir(parents=True, exist_ok=True)
        runs, commands, imports = _measured(options, folder)
    sizes = tuple(options.sizes)
    print(table(runs, sizes), commands_table(commands, imports), peers_table(runs, sizes), sep="\n\n")
    if options.json:
        everything = {
            name: run.values for name, run in (*runs.items(), ("commands", commands), ("import", imports))
        }
        options.json.write_text(json.dumps(everything, indent=1), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each program is run (3)")
    parser.add_argument("--starts", type=int, default=10, help="how often it is only started, besides (10)")
    parser.add_argument("--keys", type=int, default=40, help="cursor keys of each run (40)")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="books: S, L, XL")
    parser.add_argument("--books", type=Path, metavar="FOLDER", help="keep the invented books here")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single figure there")
    return parser


def _measured(options: argparse.Namespace, folder: Path) -> tuple[dict[str, Samples], Samples, Samples]:
    benches = [Bench.made(size, folder) for size in options.sizes]
    small = Bench.made("S", folder)
    runs: dict[str, Samples] = defaultdict(Samples)
    commands, imports = Samples(), Samples()
    start_empty()  # compiles and reads what all of them need
    for turn in range(options.rounds):
        print(f"round {turn + 1} of {options.rounds}", file=sys.stderr)
        runs["empty"].take(start_empty())
        for bench in benches:
            runs[f"list {bench.size}"].take(use_list(bench, options.keys))
            runs[f"app {bench.size}"].take(use_app(bench, options.keys))
        commands.take(use_commands(small, folder / "state"))
        imports.take(import_cards(folder))
        for name, taken in use_peers(folder / "peers", options.keys).items():
            runs[f"peer {name}"].take(taken)
    for _ in range(options.starts):
        runs["empty"].take(start_empty(leave=True))
        for bench in benches:
            runs[f"app {bench.size}"].take(start_app(bench))
    for bench in benches:
        runs[f"inside {bench.size}"].take(_inside(bench))
    return runs, commands, imports


def _inside(bench: Bench) -> Samples:
    found = Samples()
    argv = [sys.executable, "-m", "tests.bench.inside", str(bench.path), "70"]
    told = json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)
    for name, values in told.items():
        found.add(name, *values)
    return found


if __name__ == "__main__":
    main()
