"""The books that the pictures are taken of: the demo book, and what it takes to see the other screens."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crm.demo import build
from crm.domain.contact import Labelled, Source
from crm.session import actions
from crm.session.session import Session
from crm.storage import copies, drafts
from screenshots.take import TODAY

Maker = Callable[[Path], object]
"""Writes a book to a path, and beside it what a screen needs."""

MORNING = datetime(2026, 11, 24, 6, 40, tzinfo=UTC)
AMARA = 7203972710400990
"""The number of Amara Okafor in the demo book; the same day makes the same book."""

TABLE = "Who;Where;Reach me;Met\nDara Levy;Kindred Health;dara@example.org;at a fair\nAda Novak;Kelp;ada@example.org;\n"


def demo(path: Path) -> None:
    """The demo book, told so that it ends today."""
    path.write_bytes(_demo())


@cache
def _demo() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.json"
        build(path, TODAY)
        return path.read_bytes()


def nobody(_path: Path) -> None:
    """A book that does not exist yet."""


def one_person(path: Path) -> None:
    """A book that has only begun."""
    _tables(path, contacts={"1": {"name": "Ada Novak", "org": "Kelp"}})


def came_by_import(path: Path) -> None:
    """The demo book, and five people who have just come from a phone; two of them are in it already."""
    demo(path)
    people = (
        ("Ada Novak", "Founder", "Kelp"),
        ("LEVY, DARA", "", "Kindred Health"),
        ("Bo Ng", "Pastry chef", "Night Oven"),
        ("Amara Okafor", "", "Lumen"),
        ("Ewa Nowak", "Beekeeper", ""),
    )
    with _opened(path) as session:
        for name, title, org in people:
            address = Labelled(f"{name.split()[-1].lower()}@example.org", "work")
            came = Source("vcard", name)
            session.do(
                actions.AddContact(name=name, title=title, org=org, emails=(address,), sources=(came,))
            )


def undecided(path: Path) -> None:
    """The demo book after two machines have changed the same fields of it."""
    demo(path)
    told = (("title", "Head of Platform", "Director"), ("org", "Lumen", "Lumen Grids"))
    _add(
        path,
        conflicts={
            str(number): {
                "table": "contacts",
                "id": AMARA,
                "field": field,
                "base": "",
                "ours": ours,
                "theirs": theirs,
                "created": "2026-11-24T06:40:00Z",
            }
            for number, (field, ours, theirs) in enumerate(told, 5)
        },
    )


def to_repair(path: Path) -> None:
    """The demo book with two records in it that cannot be read."""
    demo(path)
    _add(path, contacts={"1": {"name": "Ada Novak", "emails": [{"value": 7}], "of its own": True}})
    _add(path, notes={"5": {"contact": 9, "on": "2025-11-24", "text": "about somebody"}})


def damaged(path: Path) -> None:
    """A file of which a part can be read, and a backup of it."""
    one_person(path)
    copies.take(path, MORNING)
    path.write_text('{"contacts": {\n"1": {"name": "Ada Novak"},\n"2": {"name": Ben}\n}}')


def with_backups(path: Path) -> None:
    """The demo book and two earlier states of it."""
    one_person(path)
    copies.take(path, MORNING.replace(hour=5))
    path.unlink()
    demo(path)
    copies.take(path, MORNING)


def with_a_copy_beside(path: Path) -> None:
    """A book that was changed on two machines at once."""
    one_person(path)
    copies.take(path, MORNING)
    copy = path.with_name("people.sync-conflict-20261124-091500-K7QX2AB.json")
    shutil.copy(path, copy)
    _add(copy, contacts={"2": {"name": "Ben Ortiz"}})
    _add(path, contacts={"3": {"name": "Chen Wei"}})
    os.utime(copy, (MORNING.timestamp(), MORNING.timestamp()))


def interrupted(path: Path) -> None:
    """The demo book, and a note that was being written when the app last ended without saying so."""
    demo(path)
    key, file = f"note/{AMARA}", drafts.DraftFile(path)
    file.open()
    file.write({key: {"text": "She asked who could explain lightning to a village."}}, (key,), MORNING)
    file.close()


def with_a_table(path: Path) -> None:
    """The demo book, and a table beside it whose columns nobody knows."""
    demo(path)
    path.with_name("guests.csv").write_text(TABLE)


def _opened(path: Path) -> "_Opened":
    return _Opened(path)


class _Opened:
    """A session that is over at the end of a ``with``, once all of it is saved."""

    def __init__(self, path: Path) -> None:
        self.session = Session.open(path, today=TODAY)

    def __enter__(self) -> Session:
        return self.session

    def __exit__(self, *_: object) -> None:
        self.session.close()


def _tables(path: Path, **tables: dict[str, Any]) -> None:
    about = {"1": {"schema": 1, "file": "0e0f1a52"}}
    path.write_text(json.dumps({"about": about, **tables}))


def _add(path: Path, **tables: dict[str, Any]) -> None:
    """Write records into a book as another program would."""
    book = json.loads(path.read_text())
    for name, records in tables.items():
        book[name] = book.get(name, {}) | records
    path.write_text(json.dumps(book))
