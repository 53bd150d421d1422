"""A demo book that goes when it is closed."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.demo import build


def day_of(options: Namespace) -> date:
    """The day that ``--today`` fixes, else the person's own calendar day."""
    fixed: date | None = options.today
    return fixed or date.today()  # noqa: DTZ011 - the person's own calendar day


@contextmanager
def demo_book(options: Namespace) -> Iterator[Path]:
    """A copy of the demo book as of today, gone afterwards."""
    with TemporaryDirectory(prefix="crm-demo-") as folder:
        path = Path(folder) / "demo.json"
        build(path, day_of(options))
        yield path
