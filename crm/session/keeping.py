"""Looking after the book: what was changed in two places, what cannot be read, earlier states, and copies beside it.

Each of these is one step like any other: it can be undone.
"""

import json
from typing import Any, NamedTuple

from crm.domain.book import TABLES
from crm.domain.record import Refusal
from crm.domain.references import missing_references
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage import backups, beside, copies, settling
from crm.storage.backups import Backup
from crm.storage.beside import Beside
from crm.storage.change import Change, Document
from crm.storage.joining import CONFLICTS, Joining, changes, join
from crm.storage.odd import Odd
from crm.storage.records import decode, number_of
from crm.storage.settling import Dispute, How, dispute
from crm.storage.store import utc_now
from crm.storage.words import moment_in_words
from crm.storage.writer import reason_of

# What was changed in two places ---------------------------------------------------------------------------------


def disputes(session: Session) -> tuple[Dispute, ...]:
    """The fields that were changed in two places and wait to be decided, the oldest first."""
    held = session.store.documents(CONFLICTS)
    return tuple(one for number in sorted(held) if (one := dispute(number, held[number])) is not None)


def decide(session: Session, one: Dispute, how: How) -> Outcome:
    """Let one of the two values stand, or for texts both; the question is gone then.

    Raises:
        Refusal: when that cannot be; the book is as before.
    """
    told = {"mine": "kept mine", "theirs": "took theirs", "both": "kept both"}[how]
    found = [Change(CONFLICTS, one.id, session.store.document(CONFLICTS, one.id), None)]
    if isinstance(one.record, int) and one.table:
        before = session.store.document(one.table, one.record)
        after = settling.settled(one, before, how)
        if after != before:
            found.append(Change(one.table, one.record, before, after))
    elif how != "mine":
        raise Refusal("that place in the file has no record: change it by hand, then keep mine here")
    return session.rewrite(told, found)


# What cannot be read --------------------------------------------------------------------------------------------


class Trouble(NamedTuple):
    """A record that cannot be read, or one that refers to another which is not there.

    ``record`` is its number, or the key under which TinyDB cannot show it; ``raw`` its text as JSON.
    """

    table: str
    record: int | str
    name: str
    reason: str
    raw: str
    odd: Odd | None = None

    @property
    def place(self) -> str:
        return f"{self.table}/{self.record}"


def troubles(session: Session) -> tuple[Trouble, ...]:
    """The records that need repair."""
    store, book = session.store, session.book
    found = []
    for problem in store.problems:
        if not isinstance(problem.id, int):
            continue  # told of among the odd entries
        head = (
            f'{problem.table}/{problem.id} "{problem.name}"'
            if problem.name
            else f"{problem.table}/{problem.id}"
        )
        raw = _text(store.document(problem.table, problem.id))
        found.append(
            Trouble(problem.table, problem.id, problem.name, str(problem).removeprefix(f"{head}: "), raw)
        )
    found += map(_odd_trouble, store.odd)
    records: dict[str, Any] = {table: getattr(book, table) for table in TABLES}
    held = {str(table): frozenset(store.numbers(table)) for table in TABLES}
    for one in missing_references(records, held):
        name = getattr(records[one.table][one.id], "name", "")
        found.append(Trouble(one.table, one.id, name, str(one), _text(store.document(one.table, one.id))))
    return tuple(found)


def _odd_trouble(entry: Odd) -> Trouble:
    document = decode(entry.raw)
    name = document.get("name") if isinstance(document, dict) else None
    why = "the key is no number" if number_of(entry.key) is None else "the number stands twice"
    reason = f"{why}: saving gives it a number of its own"
    return Trouble(
        entry.table, entry.key, name if isinstance(name, str) else "", reason, _text(document), entry
    )


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def repair(session: Session, one: Trouble, text: str) -> Outcome:
    """Write a record anew from its JSON.

    Raises:
        Refusal: when the text is no JSON object (says the line and column), or does not fit (names the field).
    """
    after = read_document(text)
    who = after.get("name") or one.place
    if one.odd is not None:
        _keep_present(session)
        return session.adopt(f"repaired {who}", one.odd, after)
    assert isinstance(one.record, int)
    before = session.store.document(one.table, one.record)
    return session.rewrite(f"repaired {who}", [Change(one.table, one.record, before, after)])


def _keep_present(session: Session) -> None:
    """Make a backup first: undo brings no entry back that TinyDB cannot show. Waits for the disk.

    Raises:
        Refusal: when none can be made.
    """
    try:
        copies.take(session.path, utc_now())
    except OSError as error:
        raise Refusal(f"no backup could be made first: {reason_of(error)}") from None


def read_document(text: str) -> Document:
    """A document from its JSON.

    Raises:
        Refusal: when it is no JSON object; says where.
    """
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refusal(f"line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise Refusal("it is nested too deeply") from None
    if not isinstance(found, dict):
        raise Refusal('a record is an object, such as {"name": "Ada Novak"}')
    return found


def _once(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refusal(f"{twice!r} stands in it twice")
    return found


def _no_number(word: str) -> Any:
    raise Refusal(f"{word} is no number that JSON knows")


# Earlier states, and copies beside it ---------------------------------------------------------------------------


def earlier(session: Session) -> tuple[Backup, ...]:
    """The backups of the book, the newest first."""
    return backups.kept(str(session.path))


def restore(session: Session, backup: Backup) -> Outcome:
    """Let the book be again what a backup holds.

    Raises:
        Unreadable: when the backup is damaged.
        OSError: when it cannot be read from the disk.
        Refusal: when nothing differs.
    """
    found = session.store.changes_to(backups.read(backup))
    if not found:
        raise Refusal("the book is just as it was then")
    return session.rewrite(f"went back to {moment_in_words(backup.replaced)}", found, as_is=True)


def copies_beside(session: Session, *, again: bool = False) -> list[Beside]:
    """The copies of this book that lie beside it, see ``crm.storage.beside.found``. Reads them from the disk.

    Raises:
        Unreadable, OSError: when the book itself cannot be read from the disk just now.
    """
    return beside.found(str(session.path), again=again)


def take_in(session: Session, one: Beside) -> Outcome:
    """Join a copy with the book, as one step. The copy stays where it is, see ``put_away``.

    Raises:
        Unreadable, OSError: when one of them cannot be read now.
    """
    ours, theirs = copies.look_into(session.path), copies.look_into(one.path)
    joining = join(backups.read(one.base) if one.base else None, ours.tables, theirs.tables)
    now = utc_now()
    created = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    beside.note_joining(str(session.path), now)
    found = changes(joining, lambda: session.store.new_id(CONFLICTS), created, ours.tables)
    return session.rewrite(f"joined {one.path.name} ({what_it_brings(joining)})", found, as_is=True)


def what_it_brings(joining: Joining) -> str:
    """What joining a copy does, in words."""
    added = sum(key[0] != CONFLICTS for key in joining.results)
    parts = [f"{added} record{'' if added == 1 else 's'}"] if added else []
    if joining.clashes:
        parts.append(f"{len(joining.clashes)} to decide")
    return ", ".join(parts) or "nothing new"


def put_away(session: Session, one: Beside) -> str:
    """Move a copy to the backups once all is saved. Waits for the disk.

    Returns:
        Where it is now.

    Raises:
        SaveFailed: when what it brought is not in the file yet; the copy then stays.
        OSError: when it cannot be moved.
    """
    session.store.flush()
    return copies.put_away(str(session.path), one.path)


def decline(session: Session, one: Beside) -> None:
    """Do not offer this copy again until it changes.

    Raises:
        OSError: when that cannot be noted.
    """
    beside.decline(str(session.path), one)
