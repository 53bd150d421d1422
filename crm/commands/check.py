"""``crm check``: read the whole file strictly."""

import sys
from argparse import Namespace

from crm.commands import book_path, require_file
from crm.storage.examine import examine
from crm.storage.joining import CONFLICTS
from crm.storage.words import counts_in_words, number


def run(options: Namespace) -> int:
    """Name each problem with its place; 0 when there is none."""
    path = require_file(book_path(options))
    report = examine(path)
    for fault in report.faults:
        print(fault)
    counts = counts_in_words(report.counts)
    if report.faults:
        print(f"{path}: {number(len(report.faults), 'problem')} ({counts})", file=sys.stderr)
        return 1
    print(f"{path}: fine ({counts})")
    if report.older is not None:
        print(f"It is of the older schema {report.older}: the next change brings it up to date.")
    if waiting := report.counts.get(CONFLICTS, 0):
        print(f"{number(waiting, 'field')} changed in two places, to be decided in the app.")
    return 0
