"""``crm check``: read the whole file strictly."""

import sys
from argparse import Namespace

from crm.commands import book_path, opened


def run(options: Namespace) -> int:
    """Name each problem with its place; 0 when there is none."""
    path = book_path(options)
    if not path.exists():
        print(f"crm: there is no file {path}", file=sys.stderr)
        return 1
    session = opened(options)
    try:
        problems = session.store.problems
        for problem in problems:
            print(problem)
        book = session.book
        if not problems:
            print(f"{path}: fine ({len(book.contacts)} contacts, {len(book.offers)} offers)")
    finally:
        session.close()
    return 1 if problems else 0
