"""Importing: first what a file would bring, then, when it is wanted, all of it as one step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crm.domain.record import Refusal, changed
from crm.exchange.detect import read
from crm.exchange.matching import ImportPlan, plan
from crm.exchange.person import Reading
from crm.exchange.progress import Tell, part, quiet
from crm.exchange.table.look import TableLook
from crm.session.actions import Outcome
from crm.session.columns import look_into, remember_columns, remembered_columns
from crm.session.session import Session
from crm.storage.change import Change

_READ = 0.65
"""The share of the time that goes into reading a file; the rest is comparing it with the book."""


@dataclass(frozen=True)
class Prepared:
    """An import, worked out and not yet done.

    ``plan`` says what becomes of the people. Out of a book of this program comes more: ``changes`` are then all that
    would be done, ``added`` and ``updated`` count the records of each table that come with the people. ``columns`` are
    what those of a table were said to hold, and ``look`` the look at it by which they are remembered.
    """

    file: str
    reading: Reading
    plan: ImportPlan
    changes: tuple[Change, ...] | None = None
    added: Mapping[str, int] = field(default_factory=dict)
    updated: Mapping[str, int] = field(default_factory=dict)
    columns: dict[str, str] | None = None
    look: TableLook | None = None

    @property
    def is_table(self) -> bool:
        """Whether it is a table, whose columns can be said to hold something else."""
        return self.plan.format in ("csv", "google", "outlook", "linkedin", "thunderbird")

    @property
    def is_nothing_new(self) -> bool:
        """Whether the book has all of it already."""
        return not (self.plan.added or self.plan.updated or self.changes)


def prepare(
    session: Session, path: Path, columns: Mapping[str, str] | None = None, tell: Tell = quiet
) -> Prepared:
    """Read a file and compare it with the book. Nothing is done; may run beside the screen.

    Args:
        session: the open book.
        path: a file, or a folder of vCards.
        columns: for a table with headers that are not known: the field that each header stands for; without them
            those that were used for the last table with the same headers.
        tell: is told how far it is, and stops it by raising ``Cancelled``.

    Raises:
        Refusal: when it cannot be read or is no address book, saying what it is.
    """
    held = dict(columns) if columns else remembered_columns(path)
    reading = read(path, held, part(tell, 0, _READ))
    if reading.format == "crm":
        from crm.session.book_import import book_prepared  # noqa: PLC0415 - another book is rare

        return book_prepared(session, path, reading, part(tell, _READ, 1))
    found = plan(session.book, reading, today=session.today, tell=part(tell, _READ, 1))
    return Prepared(path.name, reading, found, columns=held, look=look_into(path) if held else None)


def take(session: Session, prepared: Prepared) -> Outcome:
    """Take a prepared import into the book, as one step. The answer has the ids of those ``added`` and ``updated``.

    Raises:
        Refusal: when the book has changed meanwhile so that it no longer fits; then it is as it was.
    """
    if prepared.columns and prepared.look is not None:
        remember_columns(prepared.look, prepared.columns)
    if prepared.changes is None:
        return session.import_plan(prepared.plan, prepared.file)
    for change in prepared.changes:
        if session.store.document(change.table, change.id) != change.before:
            raise Refusal("the book has changed since the import was planned: look into the file again")
    what = f"imported {len(prepared.plan.added)} new from {prepared.file}"
    outcome = session.rewrite(what, prepared.changes, as_is=True)
    people = [change for change in prepared.changes if change.table == "contacts"]
    added = [change.id for change in people if change.before is None]
    updated = [change.id for change in people if change.before is not None]
    return changed(outcome, answer={"added": added, "updated": updated})
