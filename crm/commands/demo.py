"""``crm demo``: look around in an invented book."""

import sys
from argparse import Namespace

from crm.commands.open import show
from crm.commands.throw_away import day_of, demo_book
from crm.demo import build


def run(options: Namespace) -> int:
    """Open a throw-away copy of the demo book, or write one to keep."""
    if options.keep is not None:
        if options.keep.exists():
            print(f"crm: {options.keep} exists already; nothing was written", file=sys.stderr)
            return 1
        build(options.keep, day_of(options))
        print(f"The demo book is in {options.keep}. Open it with: crm {options.keep}")
        return 0
    with demo_book(options) as path:
        return show(options, path, "An invented book: try anything, nothing of it stays.")
