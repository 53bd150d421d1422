"""``crm apply``: what a key does, a script can do."""

import sys
from argparse import Namespace

from crm.commands import opened, print_json
from crm.session.apply import applied


def run(options: Namespace) -> int:
    """Carry out the actions on standard input; 1 if any of them could not be done."""
    if sys.stdin is None:  # closed by whoever started this: nothing to do
        return 0
    session = opened(options)
    failed = False
    try:
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        for told in applied(session, sys.stdin):
            failed = failed or not told["ok"]
            print_json(told)
    finally:
        session.close()
    return 1 if failed else 0
