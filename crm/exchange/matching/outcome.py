"""What a plan says: the contacts that an import would make and change, and why, person by person."""

from collections.abc import Iterator
from typing import Literal

from crm.domain.contact import Contact
from crm.domain.record import Part
from crm.exchange.person import FORMATS, Fault

Fate = Literal["added", "updated", "same"]


class Counts(Part, frozen=True):
    """Every record of the file once: ``read`` is the sum of the others."""

    read: int = 0
    added: int = 0
    updated: int = 0
    same: int = 0
    skipped: int = 0
    failed: int = 0


class Conflict(Part, frozen=True):
    """A field of a known contact that the file fills with something else. What the book has was kept."""

    name: str
    line: int
    field: str
    kept: str
    offered: str

    def __str__(self) -> str:
        line = f" (line {self.line})" if self.line else ""
        return (
            f"{self.name}{line}: {self.field} stays {_shown(self.kept)}; the file has {_shown(self.offered)}"
        )


class Outcome(Part, frozen=True):
    """What becomes of one person of the file. ``what`` says what was gained, or whom the record was joined with."""

    name: str
    line: int
    fate: Fate
    what: str = ""

    def __str__(self) -> str:
        return f"{self.fate}: {self.name} (line {self.line})" + (f": {self.what}" if self.what else "")


class ImportPlan(Part, frozen=True, kw_only=True):
    """An import, worked out and not yet done.

    ``added`` are contacts without an id yet; ``updated`` pairs of a contact before and after. ``doubles`` are lines
    about people who were kept apart but may be the same as others. ``homes`` are the contacts that the people of the
    file come to be, in the order of the file.
    """

    file: str
    format: str
    encoding: str
    added: tuple[Contact, ...] = ()
    updated: tuple[tuple[Contact, Contact], ...] = ()
    counts: Counts = Counts()
    outcomes: tuple[Outcome, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    doubles: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    homes: tuple[Contact, ...] = ()

    @property
    def summary(self) -> str:
        """The whole import in one line."""
        n = self.counts
        encoding = "" if self.encoding == "UTF-8" else f", {self.encoding}"
        rest = "".join(
            f", {count} {word}" for count, word in ((n.skipped, "skipped"), (n.failed, "failed")) if count
        )
        kind = FORMATS.get(self.format, self.format)
        return f"{self.file} ({kind}{encoding}): {n.read} read: {n.added} added, {n.updated} updated, {n.same} the same{rest}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The report of a dry run, line by line."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        yield self.summary
        yield from (str(outcome) for outcome in self.outcomes if outcome.fate != "same" or outcome.what)
        yield from (f"kept: {conflict}" for conflict in self.conflicts)
        yield from (f"possible double: {double}" for double in self.doubles)
        yield from (f"fault: {fault}" for fault in self.faults)


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= 60 else flat[:59] + "…")
