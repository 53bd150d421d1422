"""Records that cannot be read, or refer to others that are not there: where, why, and putting them right.

A repair is one step like any other: it can be undone.
"""

import json
from typing import Any, NamedTuple

from crm.domain.book import TABLES
from crm.domain.record import Refusal
from crm.domain.references import missing_references
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage import copies
from crm.storage.change import Change, Document
from crm.storage.odd import Odd
from crm.storage.records import decode, number_of
from crm.storage.store import utc_now
from crm.storage.writer import reason_of


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
