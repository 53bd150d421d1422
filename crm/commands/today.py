"""``crm today``: the morning list."""

import json
from argparse import Namespace

from crm.commands import opened
from crm.session import actions


def run(options: Namespace) -> int:
    """Print what is waiting, one line each; with ``--json`` as one object."""
    session = opened(options)
    try:
        told = session.do(actions.Today()).answer
    finally:
        session.close()
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        for item in told["items"]:
            print(item["text"])
        if not told["items"]:
            print("Nothing is waiting. A good day to offer an introduction.")
    return 0
