"""The store without a screen, for programs that measure it or kill it.

``serve FILE``: answers one JSON object a line on stdin with one on stdout: ``{"op": "open", "file": F}``, ``insert``
(table, doc), ``update`` (table, id, fields), ``get`` (table, id), ``search`` (table, field, value), ``stall`` (table,
n: the longest gap that another thread saw, in seconds), ``rss``, ``ping``, ``close``. A change is answered once it is
durable.

``write-loop --file FILE``: changes the book for as long as it lives and prints one line for each change once it is
durable: ``TABLE/ID FIELD=JSON``, ``TABLE/ID FIELD>=INT``, ``-TABLE/ID`` for a removal, announced by ``~TABLE/ID``.
"""

import argparse
import gc
import itertools
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crm.domain.record import Part, Record
from crm.storage.change import Change, Document, Ticket
from crm.storage.schema import Types, from_document
from crm.storage.store import Store


class BenchStep(Part, frozen=True):
    at: str
    status: str
    note: str


class BenchContact(Record, frozen=True):
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    company: str
    role: str
    location: str
    tags: tuple[str, ...]
    birthday: date
    cadence_days: int
    last_contact: date
    notes: str


class BenchOffer(Record, frozen=True):
    from_contact: int
    to_contact: int
    kind: str
    status: str
    title: str
    due: date
    history: tuple[BenchStep, ...]
    notes: str


BENCH_TYPES: Types = MappingProxyType({"contacts": BenchContact, "offers": BenchOffer})
"""What the measured files hold, so that loading them validates every document as the app does with its own."""


class Served:
    """One open book behind the line protocol: its records are held as the app holds them."""

    def __init__(self) -> None:
        self.store: Store
        self.records: dict[str, dict[int, Record]] = {}

    def ping(self) -> None:
        """Answer once the program is up."""

    def open(self, file: str) -> int:
        gc.disable()  # as the program does while a book is read
        try:
            self.store = Store.open(file, types=BENCH_TYPES)
            self.records = {table: self.store.records(table) for table in BENCH_TYPES}
        finally:
            gc.freeze()
            gc.enable()
        return sum(map(len, self.records.values()))

    def _set(self, table: str, number: int, before: Document | None, after: Document) -> None:
        self.store.commit("bench", [Change(table, number, before, after)]).wait()
        record = from_document(table, number, after, BENCH_TYPES)
        assert isinstance(record, Record), record
        self.records[table][number] = record

    def insert(self, table: str, doc: Document) -> int:
        number = self.store.new_id(table)
        self._set(table, number, None, doc)
        return number

    def update(self, table: str, id: int, fields: Document) -> None:  # noqa: A002  # the protocol's word
        before = self.store.document(table, id)
        assert before is not None
        self._set(table, id, before, before | fields)

    def get(self, table: str, id: int) -> Document | None:  # noqa: A002  # the protocol's word
        return self.store.document(table, id)

    def search(self, table: str, field: str, value: Any) -> int:
        return sum(getattr(record, field) == value for record in self.records[table].values())

    def stall(self, table: str, n: int) -> float:
        def work() -> None:
            for turn in range(n):
                self.update(table, 3, {"title": f"stall {turn}"})

        return longest_gap(work)

    def rss(self) -> int:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        self.store.close()


def longest_gap(work: Callable[[], None]) -> float:
    """The longest time, in seconds, that this thread was kept waiting while another one did some work."""
    thread = threading.Thread(target=work)
    worst, last = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        time.sleep(0.0005)
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    thread.join()
    return worst


OPERATIONS = frozenset(("ping", "open", "insert", "update", "get", "search", "stall", "rss", "close"))


def answered(served: Served, question: Mapping[str, Any]) -> dict[str, Any]:
    """One answer of the protocol; ``s`` is the time that the operation took, in seconds."""
    arguments = dict(question)
    operation = arguments.pop("op")
    if operation not in OPERATIONS:
        return {"ok": False, "error": f"unknown op {operation}"}
    start = time.perf_counter()
    try:
        result = getattr(served, operation)(**arguments)
    except Exception as error:  # noqa: BLE001  # reported to the one who asks
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return {"ok": True, "result": result, "s": time.perf_counter() - start}


def serve() -> None:
    served = Served()
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(answered(served, question)), flush=True)
        if question["op"] == "close":
            return


def write_loop(file: str, rounds: int | None) -> None:
    """Add, edit and remove contacts, several commits at a time, until killed or for some rounds."""
    with Store.open(file) as store:
        for turn in itertools.count() if rounds is None else range(rounds):
            if turn % 4 == 1:
                store.pack(0)  # as big books are
            number = store.new_id("contacts")
            person: Document = {"name": f"Person {turn}", "notes": "met at the fair " * 20, "n": 0}
            say(f"contacts/{number} n>=0", store.commit("add", [Change("contacts", number, None, person)]))
            waiting = []
            for n in range(1, 4):
                edited = person | {"n": n}
                change = Change("contacts", number, person, edited)
                waiting.append((f"contacts/{number} n>={n}", store.commit("edit", [change])))
                person = edited
            for line, ticket in waiting:
                say(line, ticket)
            if turn % 3 == 2:
                print(f"~contacts/{number}", flush=True)
                say(f"-contacts/{number}", store.commit("remove", [Change("contacts", number, person, None)]))


def say(line: str, ticket: Ticket) -> None:
    ticket.wait()
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve").add_argument("file", nargs="?")
    loop = commands.add_parser("write-loop")
    loop.add_argument("--file", required=True)
    loop.add_argument("--n", type=int, help="rounds; without it, until killed")
    options = parser.parse_args()
    if options.command == "serve":
        serve()
    else:
        write_loop(options.file, options.n)


if __name__ == "__main__":
    main()
