"""Looking after the book: what was changed in two places, earlier states, and copies beside it.

Each of these is one step like any other: it can be undone.
"""

from crm.domain.record import Refusal
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage import backups, beside, copies, settling
from crm.storage.backups import Backup
from crm.storage.beside import Beside
from crm.storage.change import Change
from crm.storage.joining import CONFLICTS, Joining, changes, join
from crm.storage.settling import Dispute, How, dispute
from crm.storage.store import utc_now
from crm.storage.words import moment_in_words

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
