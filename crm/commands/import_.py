"""``crm import``: take address books in."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from crm.commands import opened
from crm.domain.record import Refusal
from crm.exchange.detect import read
from crm.exchange.matching import ImportPlan, plan
from crm.exchange.person import Fault, Reading, imported_people
from crm.session.session import Session

COUNTS = ("read", "added", "updated", "same", "skipped", "failed")


def run(options: Namespace) -> int:
    """Take in each file as one step; 1 when a file or a part of one could not be read."""
    session = opened(options)
    told: dict[str, Any] = {"people": [], **dict.fromkeys(COUNTS, 0), "faults": []}
    refused = False
    try:
        for file in options.files:
            try:
                reading, made = _taken_in(session, file, dry_run=options.dry_run)
            except Refusal as refusal:
                refused = True
                print(f"crm: {refusal}", file=sys.stderr)
                continue
            told["people"] += imported_people(reading)
            told["faults"] += [_fault(fault) for fault in reading.faults]
            for count in COUNTS:
                told[count] += getattr(made.counts, count)
        session.saved()
    finally:
        session.close()
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _report(told, dry_run=options.dry_run)
    return 1 if refused or told["faults"] else 0


def _taken_in(session: Session, file: Path, *, dry_run: bool) -> tuple[Reading, ImportPlan]:
    reading = read(file)
    made = plan(session.book, reading, today=session.today)
    if not dry_run:
        session.import_plan(made, file.name)
    return reading, made


def _fault(fault: Fault) -> dict[str, Any]:
    return {name: getattr(fault, name) for name in ("file", "line", "record", "name", "what")}


def _report(told: dict[str, Any], *, dry_run: bool) -> None:
    for fault in told["faults"]:
        print(Fault(**fault), file=sys.stderr)
    counts = ", ".join(
        f"{told[count]} {count}" for count in COUNTS if told[count] or count in ("read", "added")
    )
    print(f"{'Would be: ' if dry_run else ''}{counts}.{' Nothing was written.' if dry_run else ''}")
