"""What is measured: the empty app, the bare list, and this program on books of several sizes."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from crm.domain.book import Book
from crm.domain.finding.folding import fold
from crm.domain.finding.search import NameIndex
from crm.session.session import Session
from tests.bench.big_book import TODAY, big_book

SIZES = {"S": (1_000, 5_000), "L": (10_000, 50_000), "XL": (20_000, 100_000)}
"""Contacts and offers."""


@dataclass(frozen=True)
class Bench:
    """One book with its names, and how it is opened."""

    size: str
    path: Path

    @classmethod
    def made(cls, size: str, folder: Path) -> "Bench":
        """The book of a size; it is made where the folder has none yet."""
        path = folder / f"{size}.json"
        if not path.exists():
            big_book(path, *SIZES[size])
        bench = cls(size, path)
        bench.names_path.write_text("\n".join(bench.names), encoding="utf-8")
        return bench

    @property
    def people(self) -> int:
        return SIZES[self.size][0]

    @property
    def offers(self) -> int:
        return SIZES[self.size][1]

    @cached_property
    def book(self) -> Book:
        """The contacts, as the program reads them."""
        session = Session.open(self.path, today=TODAY, staged=True)
        session.close()
        return session.book

    @cached_property
    def names(self) -> list[str]:
        """All names in the order of the contacts pane."""
        ordered = sorted((fold(one.name), one.id, one.name) for one in self.book.contacts.values())
        return [name for _, _, name in ordered]

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex.of(self.book.contacts)

    def matches(self, query: str) -> int:
        """How many contacts a query finds."""
        return len(self._index.find(query))

    @property
    def names_path(self) -> Path:
        return self.path.with_suffix(".names")

    @contextmanager
    def copied(self) -> Iterator[tuple[list[str], dict[str, str]]]:
        """The command that opens the app on a copy of the book, and its environment: nothing else is read or kept."""
        with TemporaryDirectory() as folder:
            copy = Path(folder) / self.path.name
            shutil.copyfile(self.path, copy)
            environ = {
                "CRM_STATE_DIR": str(Path(folder) / "state"),
                "CRM_CONFIG": str(Path(folder) / "none.toml"),
            }
            yield [sys.executable, "-m", "crm", str(copy), "--today", TODAY.isoformat()], environ

    @property
    def bare_list(self) -> list[str]:
        """The command that shows the same names and nothing else."""
        return [sys.executable, "-m", "tests.bench.apps.bare_list", str(self.names_path)]


EMPTY = [sys.executable, "-m", "tests.bench.apps.empty"]
