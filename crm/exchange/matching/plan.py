"""Comparing the people of a file with those of a book.

The same person is known again by the id in the same kind of file, a LinkedIn profile, an e-mail address under
names that do not contradict each other, a telephone number under similar names, or the same name with the same date
of birth or the same long notes. The same name alone makes nobody the same person. Within one file the same rules
join doubles.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from crm.domain.book import Book
from crm.domain.contact import Contact, Source
from crm.domain.finding.likeness import may_agree, same_name, similar_names
from crm.domain.finding.signs import (
    birth_sign,
    email_sign,
    is_role,
    name_sign,
    note_sign,
    phone_sign,
    profile_sign,
)
from crm.exchange.matching.fill import contact_of, filled
from crm.exchange.matching.outcome import Conflict, Counts, ImportPlan, Outcome
from crm.exchange.matching.signs import is_bare, is_own, made_source, own_sources, signs, source_sign
from crm.exchange.matching.slot import Slot, outcome_of
from crm.exchange.person import Person, Reading
from crm.exchange.progress import Tell, quiet, watched

_LONG_ID = 16
"""From this length on an id is taken for one that nobody else gives to somebody else."""


def plan(
    book: Book, reading: Reading, *, today: date, tell: Tell = quiet, is_book: bool = False
) -> ImportPlan:
    """What importing a reading would do to the book; nothing is done.

    ``today`` dates a bio that comes in. Importing the same file again, after this plan was carried out, changes
    nothing. A reading that ``is_book`` is of a book of this program: its contacts are different people.
    """
    planner = _Planner(book.contacts.values(), today, is_book=is_book)
    planner.take_all(reading.people, tell)
    added = tuple(slot.contact for slot in planner.slots if slot.before is None)
    updated = tuple(
        (slot.before, slot.contact) for slot in planner.slots if slot.before is not None and slot.is_changed
    )
    same = len(reading.people) - len(added) - len(updated)
    return ImportPlan(
        file=reading.file,
        format=reading.format,
        encoding=reading.encoding,
        added=added,
        updated=updated,
        counts=Counts(reading.read, len(added), len(updated), same, reading.skipped, reading.failed),
        outcomes=tuple(planner.outcomes),
        conflicts=tuple(planner.conflicts),
        doubles=tuple(planner.doubles),
        faults=reading.faults,
        homes=tuple(planner.slots[at].contact for at in planner.homes),
    )


class _Planner:
    def __init__(self, contacts: Iterable[Contact], today: date, *, is_book: bool) -> None:
        self.is_book = is_book
        self.homes: list[int] = []
        self._taken: set[int] = set()
        self.today = today
        self.slots: list[Slot] = []
        self.index: dict[str, list[int]] = {}
        self.outcomes: list[Outcome] = []
        self.conflicts: list[Conflict] = []
        self.doubles: list[str] = []
        self._uses: Counter[Source] = Counter()
        self._made: Counter[Source] = Counter()
        for contact in contacts:
            self._add(Slot(contact, contact))

    def take_all(self, people: Sequence[Person], tell: Tell) -> None:
        """Find a place for every person, in the order of the file."""
        self._uses.update(person.source for person in people if person.source.id)
        if self.is_book:  # who is known by number takes their place before anybody does by a sign
            self._taken.update(at for person in people for at in self._at(source_sign(person.source)))
        for person in watched(people, tell):
            sources = self._sources(person)
            places = self._matches(person, sources)
            at = next((at for at in places if not self.is_book or self._is_free(at, person)), None)
            if at is None:
                self._tell_doubles(person)
                at = len(self.slots)
                self._add(Slot(None, contact_of(person, sources, self.today), person.line))
                self.outcomes.append(Outcome(person.name, person.line, "added"))
            else:
                self._fill(at, person, sources)
            self.homes.append(at)
            self._taken.add(at)

    def _is_free(self, at: int, person: Person) -> bool:
        """Whether a contact of another book can be the one in this place: nobody new, and no one person for two.

        A contact that others were merged into is all of them.
        """
        slot = self.slots[at]
        if slot.before is None:
            return False
        return at not in self._taken or person.source in own_sources(slot.before)

    def _add(self, slot: Slot) -> None:
        self.slots.append(slot)
        self._index(len(self.slots) - 1, slot.contact)

    def _index(self, at: int, contact: Contact) -> None:
        for sign in (*map(source_sign, (*contact.sources, *own_sources(contact))), *signs(contact)):
            places = self.index.setdefault(sign, []) if sign else [at]
            if at not in places:
                places.append(at)

    def _sources(self, person: Person) -> tuple[Source, ...]:
        """Where the person is from: the id in the file, after a made one where it is none or proves too little.

        Records that are a name and nothing else are told apart by counting them.
        """
        if person.source.id and self._is_sure(person.source):
            return (person.source, *person.also)
        made = made_source(person)
        self._made[made] += is_bare(person)
        if self._made[made] > 1:
            made = Source(made.kind, f"{made.id}#{self._made[made]}")
        return (made, person.source) if person.source.id else (made,)

    def _is_sure(self, source: Source) -> bool:
        """Whether an id means one person. Some programs give one id to many, or count 1, 2, 3 in every file."""
        return (
            source.kind == "linkedin"
            or is_own(source)
            or (len(source.id) >= _LONG_ID and self._uses[source] == 1)
        )

    def _fill(self, at: int, person: Person, sources: tuple[Source, ...]) -> None:
        slot = self.slots[at]
        known = slot.before is not None and sources[0] in (*slot.before.sources, *own_sources(slot.before))
        sources = tuple(source for source in sources if source not in own_sources(slot.contact))
        result = filled(slot.contact, person, sources, known=known, today=self.today)
        self.conflicts += result.conflicts
        self.outcomes.append(outcome_of(slot, person, result.gained))
        if result.gained:
            slot.contact = result.contact
            self._index(at, slot.contact)
        slot.line = slot.line or person.line

    def _at(self, sign: str) -> list[int]:
        return self.index.get(sign, []) if sign else []

    def _matches(self, person: Person, sources: tuple[Source, ...]) -> Iterator[int]:
        """The places of the same person, the surest first."""
        yield from self._at(source_sign(sources[0]))
        for source in sources[1:]:
            yield from self._similar(person, source_sign(source))
        for url in person.urls:
            yield from self._at(profile_sign(url))
        by_mail = [(at, email.value) for email in person.emails for at in self._at(email_sign(email.value))]
        yield from (at for at, _ in by_mail if same_name(person.name, self.slots[at].contact.name))
        yield from (at for at, address in by_mail if self._agrees(person, at, address))
        for phone in person.phones:
            yield from self._similar(person, phone_sign(phone.value))
        yield from self._at(birth_sign(person.name, person.birthday))
        yield from self._at(note_sign(person.name, person.notes))

    def _similar(self, person: Person, sign: str) -> Iterator[int]:
        """The places with a sign whose names are similar."""
        yield from (at for at in self._at(sign) if similar_names(person.name, self.slots[at].contact.name))

    def _agrees(self, person: Person, at: int, address: str) -> bool:
        compare = similar_names if is_role(address) else may_agree
        return compare(person.name, self.slots[at].contact.name)

    def _tell_doubles(self, person: Person) -> None:
        """Say of a person who was kept apart whom they resemble."""
        for email in person.emails:
            for at in self._at(email_sign(email.value)):
                self._double(person, at, f"has the same address {email.value}, but another name")
                return
        for at in self._at(source_sign(person.source)):
            self._double(person, at, "has the same id, but another name")
            return
        for at in self._at(name_sign(person.name)):
            self._double(person, at, "has the same name and no second sign")
            return

    def _double(self, person: Person, at: int, why: str) -> None:
        slot = self.slots[at]
        where = f"line {slot.line}" if slot.before is None else "in the book"
        self.doubles.append(
            f"{person.name} (line {person.line}) stays apart; {slot.contact.name} ({where}) {why}"
        )
