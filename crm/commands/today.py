"""``crm today``: the morning list and the weekly review."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from crm.commands import book_path, opened, print_json, require_file
from crm.session import actions

Line = dict[str, Any]


def run(options: Namespace) -> int:
    """Print what is waiting, one line each; with ``--json`` as one object.

    Raises:
        Refusal: when there is no such book: nothing waits in it, and that would sound well.
    """
    session = opened(options, require_file(book_path(options)))
    try:
        told = session.do(actions.Today()).answer
    finally:
        session.close()
    if options.json:
        print_json(told)
    else:
        _print(told["items"], told["week"], told["happened"])
    return 0


def _print(items: Sequence[Line], week: Sequence[Line], happened: str) -> None:
    for item in items:
        print(item["text"])
    if not items:
        print("Nothing is waiting. A good day to offer an introduction.")
    print(f"\nThis week: {happened}")
    for line in week:
        print(line["text"])
    if not week:
        print("The week is looked over.")
