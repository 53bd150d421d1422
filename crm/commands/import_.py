"""``crm import``: take address books in."""

import shlex
import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path
from typing import Any

from crm.commands import opened, print_json
from crm.domain.record import Refusal
from crm.exchange.person import Fault, imported_people
from crm.exchange.table.look import TableLook, UnknownColumns
from crm.exchange.table.mapping import guesses_in_words, parse_columns, written
from crm.session.importing import Prepared, prepare, take
from crm.session.session import Session
from crm.storage.words import counts_in_words

COUNTS = ("read", "added", "updated", "same", "skipped", "failed")


def run(options: Namespace) -> int:
    """Take in each file as one step; 1 when a file or a part of one could not be read."""
    columns = parse_columns(options.map) if options.map else None
    session = opened(options)
    told: dict[str, Any] = {"people": [], **dict.fromkeys(COUNTS, 0), "faults": []}
    along: Counter[str] = Counter()
    refused = False
    try:
        for file in options.files:
            try:
                prepared = _taken_in(session, file.expanduser(), columns, dry_run=options.dry_run)
            except Refusal as refusal:
                refused = True
                print(f"crm: {refusal}", file=sys.stderr)
                if isinstance(refusal, UnknownColumns):
                    print(_guess(file, options.file, refusal.look), file=sys.stderr)
                continue
            if guesses := guesses_in_words(prepared.reading.guesses):
                print(f"{file.name}, by their headings: {guesses}; --map changes it", file=sys.stderr)
            _count(told, prepared)
            along.update(prepared.added)
            along.update(prepared.updated)
            if options.dry_run and not options.json:
                print("\n".join(line for line in prepared.plan.lines if not line.startswith("fault: ")))
        session.saved()
    finally:
        session.close()
    if options.json:
        print_json(told | ({"records": dict(along)} if along else {}))
    else:
        _report(told, along, dry_run=options.dry_run)
    return 1 if refused or told["faults"] else 0


def _taken_in(session: Session, file: Path, columns: dict[str, str] | None, *, dry_run: bool) -> Prepared:
    prepared = prepare(session, file, columns)
    if not dry_run and not prepared.is_nothing_new:
        take(session, prepared)
    return prepared


def _guess(file: Path, book: Path | None, look: TableLook) -> str:
    """The guess, ready to be pasted."""
    command = f"crm import {shlex.quote(str(file))} --map {shlex.quote(written(look.guess))}"
    command += f" --file {shlex.quote(str(book))}" if book else ""
    return f"A guess what its columns hold; correct it and run it (the app shows them side by side: key I):\n  {command}"


def _count(told: dict[str, Any], prepared: Prepared) -> None:
    told["people"] += imported_people(prepared.reading)
    told["faults"] += [_fault(fault) for fault in prepared.plan.faults]
    for count in COUNTS:
        told[count] += getattr(prepared.plan.counts, count)


def _fault(fault: Fault) -> dict[str, Any]:
    return {name: getattr(fault, name) for name in ("file", "line", "record", "name", "what")}


def _report(told: dict[str, Any], along: Counter[str], *, dry_run: bool) -> None:
    for fault in told["faults"]:
        print(Fault(**fault), file=sys.stderr)
    counts = ", ".join(
        f"{told[count]} {count}" for count in COUNTS if told[count] or count in ("read", "added")
    )
    also = f" With them: {counts_in_words(along)}." if along else ""
    print(f"{'Would be: ' if dry_run else ''}{counts}.{also}{' Nothing was written.' if dry_run else ''}")
