"""``crm demo``: look around in an invented book."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.commands.open import show
from crm.demo import build


def run(options: Namespace) -> int:
    """Open a throw-away copy of the demo book, or write one to keep."""
    today = options.today or date.today()  # noqa: DTZ011 - the person's own calendar day
    if options.keep is not None:
        if options.keep.exists():
            print(f"crm: {options.keep} exists already; nothing was written", file=sys.stderr)
            return 1
        build(options.keep, today)
        print(f"The demo book is in {options.keep}. Open it with: crm {options.keep}")
        return 0
    with TemporaryDirectory(prefix="crm-demo-") as folder:
        path = Path(folder) / "demo.json"
        build(path, today)
        return show(options, path)
