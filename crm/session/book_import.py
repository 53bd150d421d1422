"""Taking in a book of this program: its people as from any file, and all that belongs to them, under its own number.

Into an empty book it comes as it was. Where a contact of it is one of ours already, by number or by a sign, what
refers to it refers to ours from then on. Of a record that both books have, the version changed last gives what the
other lacks, and where they differ ours stands.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from crm.domain.contact import Contact
from crm.domain.record import changed
from crm.exchange.matching import Conflict, plan
from crm.exchange.person import Fault, Person, Reading
from crm.exchange.progress import Tell
from crm.exchange.text import in_utf8
from crm.insight.duplicates import pair_key, pair_of
from crm.session.importing import Prepared
from crm.session.left_out import LeftOut
from crm.session.session import Session
from crm.storage.change import Change, Document, Unreadable
from crm.storage.merge import merge
from crm.storage.migrate import ABOUT, ABOUT_KEY, migrate
from crm.storage.patch import patched, same, to_document
from crm.storage.records import Tables, decode, number_of
from crm.storage.schema import TYPES, Problem, from_document
from crm.storage.split import split

_KNOWN = frozenset(field.encode_name for field in msgspec.structs.fields(Contact))
_SHARED = tuple(name for name in Person.__struct_fields__ if name in Contact.__struct_fields__)
"""The fields that a person of a file and a contact both have."""

_NAMED = {"templates": "name", "dismissals": "insight"}
"""Tables of which a book has one record of a name: the field of that name."""


def book_prepared(session: Session, path: Path, reading: Reading, tell: Tell) -> Prepared:
    """What taking in another book would do.

    Raises:
        Cancelled: when ``tell`` wants it so.
    """
    try:
        theirs = split(in_utf8(path.read_bytes())[0])
    except (Unreadable, OSError) as fault:
        found = plan(session.book, reading, today=session.today, tell=tell, is_book=True)
        what = f"only the people could be read, not what belongs to them: {fault}"
        told = (*found.faults, Fault(path.name, 0, 0, "", what))
        return Prepared(path.name, reading, changed(found, faults=told))
    migrate(theirs)
    taking = _Taking(session, path.name, theirs)
    reading = taking.exact(reading)
    found = plan(session.book, reading, today=session.today, tell=tell, is_book=True)
    changes = (*taking.people(reading, found.homes, found.updated), *taking.others(tell))
    about = taking.about()
    return Prepared(
        path.name,
        reading,
        changed(
            found,
            faults=(*found.faults, *taking.faults),
            conflicts=(*found.conflicts, *taking.conflicts),
        ),
        (*about, *changes) if changes else (),
        taking.added,
        taking.updated,
    )


class _Taking:
    """Works out the changes. ``now`` is, for contacts of theirs that are one of ours under another number, that number."""

    def __init__(self, session: Session, file: str, theirs: Tables) -> None:
        self.session = session
        self.file = file
        self.theirs = theirs
        self.now: dict[int, int] = {}
        self.left = LeftOut()
        self.added: Counter[str] = Counter()
        self.updated: Counter[str] = Counter()
        self.faults: list[Fault] = []
        self.conflicts: list[Conflict] = []
        self._stamp = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def _fault(self, what: str, name: str = "") -> None:
        self.faults.append(Fault(self.file, 0, 0, name, what))

    def _ours(self, table: str, number: int) -> Any:
        return self.session.store.document(table, number)

    def about(self) -> tuple[Change, ...]:
        """A book that has not begun becomes this one; one that has stays itself."""
        raw = self.theirs.get(*ABOUT_KEY)
        document = None if raw is None else decode(raw)
        if self._ours(*ABOUT_KEY) is not None or not isinstance(document, dict):
            return ()
        return (Change(*ABOUT_KEY, None, document),)

    # People -----------------------------------------------------------------------------------------------

    def people(
        self, reading: Reading, homes: tuple[Contact, ...], updated: tuple[tuple[Contact, Contact], ...]
    ) -> tuple[Change, ...]:
        """New contacts under their own numbers, and ours with what they gain."""
        fuller: dict[int, Document] = {}
        for before, after in updated:
            held = self._ours("contacts", before.id)
            fuller[before.id] = patched(held, before, changed(after, updated=self._stamp))
        fresh: dict[int, Document] = {}
        for person, home in zip(reading.people, homes, strict=True):
            number = number_of(person.source.id)
            document = self._document("contacts", number)
            if not home.id:
                at = self._free(number, fresh)
                fresh[at] = document if self._contact(document) else self._made(home)
                self._goes_to(number, at)
            else:
                self._goes_to(number, home.id)
                held = fuller.get(home.id) or self._ours("contacts", home.id)
                more = {
                    key: value for key, value in document.items() if key not in _KNOWN and key not in held
                }
                if more:
                    fuller[home.id] = held | more
        offers = ((number, self._turned("offers", offer)) for number, offer in self._new("offers"))
        self.left = LeftOut.of(offers, self._new("reflections"))
        changes = [
            Change("contacts", at, None, self.left.let_go("contacts", document))
            for at, document in fresh.items()
        ]
        changes += (
            Change("contacts", at, self._ours("contacts", at), document) for at, document in fuller.items()
        )
        return tuple(changes)

    def _new(self, table: str) -> Iterator[tuple[int, Document]]:
        """Their documents under numbers that this book does not have."""
        for number, raw in self.theirs.documents(table):
            if self._ours(table, number) is None and isinstance(document := decode(raw), dict):
                yield number, document

    def _document(self, table: str, number: int | None) -> Document:
        raw = None if number is None else self.theirs.get(table, number)
        document = None if raw is None else decode(raw)
        return document if isinstance(document, dict) else {}

    def _free(self, number: int | None, fresh: dict[int, Document]) -> int:
        """Their own number where it is one and free, else a new one."""
        if number is None or number in fresh or self._ours("contacts", number) is not None:
            return self.session.store.new_id("contacts")
        return number

    def exact(self, reading: Reading) -> Reading:
        """The reading with each person as their document has them, where it is sound: it needs no understanding."""
        people = []
        for person in reading.people:
            known = self._contact(self._document("contacts", number_of(person.source.id)))
            if known is not None:
                fields = {name: getattr(known, name) for name in _SHARED}
                person = changed(person, **fields, also=known.sources)  # noqa: PLW2901 - the same person, told better
            people.append(person)
        return changed(reading, people=tuple(people))

    @staticmethod
    def _contact(document: Document) -> Contact | None:
        """A document as the contact that it is; None for one that is damaged or names nobody."""
        record = from_document("contacts", 0, document)
        return record if isinstance(record, Contact) and record.name.strip() else None

    def _made(self, home: Contact) -> Document:
        """A contact made of what could be understood of a damaged document."""
        return to_document(changed(home, created=self._stamp, updated=self._stamp))

    def _goes_to(self, theirs: int | None, ours: int) -> None:
        if theirs is not None and theirs != ours:
            self.now.setdefault(theirs, ours)

    # What belongs to them ---------------------------------------------------------------------------------

    def others(self, tell: Tell) -> Iterator[Change]:
        """The records of all other tables."""
        for key in self.theirs.loose:
            self._fault(f"{key!r} stands beside the tables and was left out")
        for table in [name for name in self.theirs.tables if name not in (ABOUT, "contacts")]:
            tell(1)
            for key, what in self.theirs.odd(table):
                self._fault(f"{table}/{key}: {what}; it was left out")
            known = self._names(table)
            for number, raw in list(self.theirs.documents(table)):
                document = decode(raw)
                if isinstance(document, dict):
                    document = self.left.let_go(table, self._turned(table, document))
                    yield from self._record(table, number, document, known)
                else:
                    self._fault(
                        f"{table}/{number} is no record: {json.dumps(document)[:60]}; it was left out"
                    )

    def _names(self, table: str) -> set[str]:
        name = _NAMED.get(table)
        return {str(one.get(name)) for one in self.session.store.documents(table).values()} if name else set()

    def _record(self, table: str, number: int, document: Document, known: set[str]) -> Iterator[Change]:
        held = self._ours(table, number)
        if held is not None:
            yield from self._joined(table, number, held, document)
            return
        if table in _NAMED and str(document.get(_NAMED[table])) in known:
            return
        if why := self.left.why(table, number):
            self._fault(f"{table}/{number}: {why}")
            return
        problem = from_document(table, number, document) if table in TYPES else None
        if isinstance(problem, Problem):
            self._fault(f"{problem}; it was taken along as it stands", problem.name)
        self.added[table] += 1
        yield Change(table, number, None, document)

    def _joined(self, table: str, number: int, held: Document, document: Document) -> Iterator[Change]:
        """What a record of ours gains. One that was changed here later has nothing to gain."""
        if same(held, document) or str(document.get("updated", "")) <= str(held.get("updated", "")):
            return
        result, clashes = merge(None, held, document)
        self.conflicts += (
            Conflict(f"{table}/{number}", 0, clash.path, _text(clash.ours), _text(clash.theirs))
            for clash in clashes
        )
        if not same(result, held):
            self.updated[table] += 1
            yield Change(table, number, held, result)

    # Contacts that are called something else here ---------------------------------------------------------

    def _turned(self, table: str, document: Document) -> Document:
        """A record with the contacts that it refers to as they are numbered here."""
        if not self.now:
            return document
        if table == "offers":
            return document | {key: self._side(document[key]) for key in ("a", "b") if key in document}
        if table == "dismissals":
            return document | {"insight": self._pair(document.get("insight"))}
        if table == "conflicts" and document.get("table") == "contacts":
            return document | {"id": self._here(document.get("id"))}
        return document | {"contact": self._here(document["contact"])} if "contact" in document else document

    def _here(self, number: Any) -> Any:
        return self.now.get(number, number) if isinstance(number, int) else number

    def _side(self, side: Any) -> Any:
        return side | {"contact": self._here(side.get("contact"))} if isinstance(side, dict) else side

    def _pair(self, insight: Any) -> Any:
        pair = pair_of(insight) if isinstance(insight, str) else None
        return insight if pair is None else pair_key(self._here(pair[0]), self._here(pair[1]))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
