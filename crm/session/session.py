"""A session: one book open on one file, what a user can do with it, and the way back."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from msgspec.structs import replace

from crm.domain.book import TABLES, Book, Edit, TableName
from crm.domain.days.today import Calendar, Today
from crm.domain.offer import Kind, SideKey
from crm.domain.record import Record, Refusal, changed
from crm.insight.thresholds import Thresholds
from crm.session import actions
from crm.session.inheriting import inherited
from crm.session.plan import Plan, Scene, joined
from crm.storage.change import Change, Document, Status, Ticket
from crm.storage.odd import Odd
from crm.storage.patch import patched, to_document
from crm.storage.schema import from_document
from crm.storage.store import Store
from crm.storage.words import counts_in_words

if TYPE_CHECKING:
    from crm.exchange.matching import ImportPlan
    from crm.insight.next_offer.look_ahead import LookAhead

UNDO_STEPS = 200
"""How many changes can be taken back in one session; older states are in the backups."""


class Step(Struct, frozen=True):
    """One change that can be undone: what it was, in words, and the documents before and after."""

    what: str
    changes: tuple[Change, ...]

    def reversed(self) -> "Step":
        """The step that takes this one back."""
        return Step(self.what, tuple(change.inverted() for change in reversed(self.changes)))


class Session:
    """The open book. Every change goes through ``do``; ``book`` is a new immutable value after each.

    Nothing waits for the disk: a change is in ``book`` at once, and ``status`` says when it is in the file.
    """

    def __init__(
        self, store: Store, today: Callable[[], date], thresholds: Thresholds, calendar: Calendar
    ) -> None:
        self.thresholds = thresholds
        self.calendar = calendar
        self._store = store
        self._today = today
        self._changing = RLock()  # a long import is taken in beside the screen
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._ticket: Ticket | None = None
        self.book = Book(**_read(store, "contacts"))
        self.is_loaded = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        today: Callable[[], date] | date | None = None,
        thresholds: Thresholds | None = None,
        calendar: Calendar | None = None,
        staged: bool = False,
    ) -> Self:
        """Open a book; a file that does not exist is an empty one, made with its first change.

        With ``staged`` only the contacts are read at first; ``load`` reads the rest.

        Raises:
            Unreadable: when the file is no book or is damaged. It has not been touched.
        """
        clock = today if callable(today) else (lambda: today) if today is not None else date.today
        session = cls(
            Store.open(path, staged=staged), clock, thresholds or Thresholds(), calendar or Calendar()
        )
        if not staged:
            session.load()
        return session

    def load(self) -> None:
        """Read what a staged opening left out."""
        if not self.is_loaded:
            rest = [table for table in TABLES if table != "contacts"]  # nothing is changed before all is read
            self.book = Book(self.book.contacts, **_read(self._store, *rest))
            self.is_loaded = True

    # What is asked ------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        return Path(self._store.path)

    @property
    def today(self) -> Today:
        """The day that it is, with the calendar by which days are said and read."""
        return Today.on(self._today(), self.calendar)

    def look_ahead(self, kind: Kind, a: int, b: int, requested_by: SideKey | None = None) -> "LookAhead":
        """What the record says about two people before an offer is made."""
        from crm.insight.next_offer.look_ahead import look_ahead  # noqa: PLC0415 - loaded after the first paint

        return look_ahead(self.book, self.today, kind, a, b, requested_by, self.thresholds)

    # What is done -------------------------------------------------------------------------------------------

    def do(self, action: actions.AnyAction) -> actions.Outcome:
        """Do what an action says, whole or not at all.

        Raises:
            Refusal: when it cannot be done; the book is as before.
        """
        if isinstance(action, actions.Undo):
            return self.undo()
        if isinstance(action, actions.Redo):
            return self.redo()
        scene = self._scene(self.book)
        if isinstance(action, actions.Question):
            from crm.session.questions import asked  # noqa: PLC0415 - a script asks; the screens look for themselves

            return actions.Outcome("", None, asked(scene, action))
        return self._carry_out(_planned(scene, action))

    def together(
        self, first: Sequence[actions.Change], last: Callable[[tuple[int | None, ...]], actions.Change]
    ) -> actions.Outcome:
        """Do some actions and then one that is made from the ids of their records, as one step.

        Raises:
            Refusal: when one of them cannot be done; then none is, and the book is as before.
        """
        book, edits, ids = self.book, list[Edit](), list[int | None]()
        for action in first:
            made = _planned(self._scene(book), action)
            book, edits = book.with_edits(made.edits), [*edits, *made.edits]
            ids.append(made.id)
        final = _planned(self._scene(book), last(tuple(ids)))
        return self._carry_out(replace(final, edits=joined((*edits, *final.edits))))

    def _scene(self, book: Book) -> Scene:
        return Scene(book, self.today, self.thresholds, self._store.new_id)

    def import_plan(self, plan: "ImportPlan", source: str) -> actions.Outcome:
        """Take an import into the book, as one step. The answer has the ids of those ``added`` and ``updated``.

        Raises:
            Refusal: when the book has changed since the plan was made so that it no longer fits.
        """
        edits: list[Edit] = []
        for person in plan.added:
            added = changed(person, id=self._store.new_id("contacts"))
            edits.append(Edit("contacts", added.id, None, added))
        for before, after in plan.updated:
            if self.book.contacts.get(before.id) != before:
                raise Refusal(f"{before.name} has changed since the import was planned: plan it again")
            edits.append(Edit("contacts", before.id, before, after))
        told: dict[str, Any] = {"added": [edit.id for edit in edits if edit.before is None]}
        told["updated"] = [edit.id for edit in edits if edit.before is not None]
        return self._carry_out(
            Plan(f"imported {len(plan.added)} new from {source}", tuple(edits), None, told)
        )

    def undo(self) -> actions.Outcome:
        """Take the last change back.

        Raises:
            Refusal: when there is nothing to undo.
        """
        with self._changing:
            if not self._undo:
                raise Refusal("there is nothing to undo")
            step = self._undo[-1]
            self._apply(f"undid: {step.what}", step.reversed().changes, as_is=True)
            self._redo.append(self._undo.pop())
            return actions.Outcome(step.what)

    def redo(self) -> actions.Outcome:
        """Do again what was undone last.

        Raises:
            Refusal: when nothing was undone since the last change.
        """
        with self._changing:
            if not self._redo:
                raise Refusal("there is nothing to redo")
            step = self._redo[-1]
            self._apply(f"did again: {step.what}", step.changes, as_is=True)
            self._undo.append(self._redo.pop())
            return actions.Outcome(step.what)

    @property
    def last_step(self) -> Step | None:
        """The change that undo would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def can_undo(self) -> str | None:
        """What undo would take back, in words."""
        return self._undo[-1].what if self._undo else None

    @property
    def can_redo(self) -> str | None:
        """What redo would do again, in words."""
        return self._redo[-1].what if self._redo else None

    # The file -----------------------------------------------------------------------------------------------

    @property
    def store(self) -> Store:
        """How the book is kept: for its status, its problems and its copies."""
        return self._store

    @property
    def status(self) -> Status:
        return self._store.status

    def look(self) -> tuple[Change, ...]:
        """What another program has written to the file, for ``take_in``.

        Waits for the disk, and may be called beside everything else from another thread.
        """
        return self._store.poll()

    def take_in(self, theirs: tuple[Change, ...]) -> actions.Outcome | None:
        """Take what ``look`` found into the book, as one step; None when it found nothing."""
        if not theirs:
            return None
        with self._changing:
            self._see(tuple(one._replace(after=self._store.document(*one.key)) for one in theirs))
            what = f"{counts_in_words(Counter(change.table for change in theirs))} changed by another program"
            self._remember(Step(what, tuple(theirs)))
            return actions.Outcome(what)

    def rewrite(self, what: str, changes: Iterable[Change], *, as_is: bool = False) -> actions.Outcome:
        """Change documents as the file holds them, as one step: a repair, a decision, an earlier state.

        Args:
            what: what is done, in the words that undo shows.
            changes: the documents before and after.
            as_is: take documents too that do not fit their table, as an earlier state may have them.

        Raises:
            Refusal: when a document does not belong into its table, naming the field; the book is as before.
        """
        done = tuple(changes)
        if done:
            with self._changing:
                self._apply(what, done, as_is=as_is)
                self._remember(Step(what, done))
                self._redo.clear()
        return actions.Outcome(what)

    def adopt(self, what: str, entry: Odd, document: Document) -> actions.Outcome:
        """Make an entry that TinyDB cannot show a record, as one step. What undo brings back is a book without it.

        Raises:
            Refusal: when the document does not belong into its table, naming the field; the book is as before.
        """
        with self._changing:
            change = self._store.adopt(entry, document)
            self._see((change,))
            self._remember(Step(what, (change,)))
            self._redo.clear()
        return actions.Outcome(what, change.id)

    def saved(self, timeout: float | None = None) -> None:
        """Wait until the last change is in the file, even if the power fails now.

        Raises:
            SaveFailed: with the reason. The change is kept in memory.
        """
        if self._ticket is not None:
            self._ticket.wait(timeout)

    def close(self) -> None:
        """Save what is unsaved and let the file go."""
        self._store.close()

    # ----------------------------------------------------------------------------------------------------------

    def _carry_out(self, plan: Plan) -> actions.Outcome:
        if plan.edits:
            now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            with self._changing:
                changes = inherited(
                    tuple(self._change(_stamped(edit, now)) for edit in plan.edits), plan.heirs
                )
                self._apply(plan.what, changes)
                self._remember(Step(plan.what, changes))
                self._redo.clear()
        return actions.Outcome(plan.what, plan.id, plan.answer, changed=bool(plan.edits))

    def _change(self, edit: Edit) -> Change:
        held = self._store.document(edit.table, edit.id)
        if edit.after is None:
            return Change(edit.table, edit.id, held, None)
        if held is None or edit.before is None:
            return Change(edit.table, edit.id, held, to_document(edit.after))
        return Change(edit.table, edit.id, held, patched(held, edit.before, edit.after))

    def _apply(self, label: str, changes: tuple[Change, ...], *, as_is: bool = False) -> None:
        self._ticket = self._store.commit(label, changes, as_is=as_is)
        self._see(changes)

    def _see(self, changes: tuple[Change, ...]) -> None:
        edits = [edit for change in changes if (edit := self._edit(change)) is not None]
        self.book = self.book.with_edits(edits)

    def _edit(self, change: Change) -> Edit | None:
        if change.table not in TABLES:
            return None
        table: TableName = change.table
        before = getattr(self.book, table).get(change.id)
        after = None if change.after is None else from_document(table, change.id, change.after)
        return Edit(table, change.id, before, after if isinstance(after, Record) else None)

    def _remember(self, step: Step) -> None:
        self._undo.append(step)
        del self._undo[:-UNDO_STEPS]


def _planned(scene: Scene, action: actions.Change) -> Plan:
    from crm.insight.words import day_words  # noqa: PLC0415 - loaded after the first paint
    from crm.session.verbs import planned  # noqa: PLC0415 - likewise

    try:
        return planned(scene, action)
    except Refusal as refusal:
        raise refusal.said(lambda day: day_words(day, scene.today)) from None


def _read(store: Store, *tables: TableName) -> dict[str, Any]:
    return {table: store.records(table) for table in tables}


def _stamped(edit: Edit, now: str) -> Edit:
    after: Record | None = edit.after
    if after is None:
        return edit
    return edit._replace(after=changed(after, created=after.created or now, updated=now))
