"""Filling a contact with what a file says of the same person, without ever overwriting what is there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from crm.domain.contact import Contact, Labelled, Source
from crm.domain.finding.likeness import similar_names
from crm.domain.finding.signs import email_sign, phone_sign
from crm.domain.record import Part, changed
from crm.exchange.matching.extras import joined_extra
from crm.exchange.matching.outcome import Conflict
from crm.exchange.person import FORMATS, Person
from crm.exchange.text import one_line

_TEXTS = ("given", "family", "org", "title", "bio", "how_met")
_TOLD = frozenset({"org", "title", "bio"})
"""Fields of which it is told when a file has them otherwise."""


class Filled(Part, frozen=True):
    """A contact after filling, in words what it gained, and what of the file was left aside."""

    contact: Contact
    gained: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def contact_of(person: Person, sources: tuple[Source, ...], today: date) -> Contact:
    """The new contact that a person becomes."""
    return Contact(
        name=person.name,
        given=person.given,
        family=person.family,
        org=person.org,
        title=person.title,
        bio=person.bio,
        bio_updated=today if person.bio else None,
        emails=person.emails,
        phones=person.phones,
        urls=person.urls,
        addresses=person.addresses,
        birthday=person.birthday,
        tags=person.tags,
        wants=person.wants,
        gives=person.gives,
        how_met=person.how_met,
        notes=person.notes,
        sources=sources,
        extra=person.extra,
    )


def filled(
    contact: Contact, person: Person, sources: tuple[Source, ...], *, known: bool, today: date
) -> Filled:
    """The contact with its empty fields filled and its lists extended.

    ``known`` says that the book has had this very record before: then its notes are not joined to the contact's
    again, which may have been rewritten since.
    """
    return _Filling(contact, person, known=known).done(sources, today)


class _Filling:
    def __init__(self, contact: Contact, person: Person, *, known: bool) -> None:
        self.contact = contact
        self.person = person
        self.known = known
        self.fields: dict[str, Any] = {}
        self.gained: list[str] = []
        self.conflicts: list[Conflict] = []

    def done(self, sources: tuple[Source, ...], today: date) -> Filled:
        self._name()
        for field in _TEXTS:
            self._text(field)
        if "bio" in self.fields:
            self.fields["bio_updated"] = today
        self._birthday()
        self._notes()
        self._labelled("emails", "e-mail", email_sign)
        self._labelled("phones", "phone", phone_sign)
        for field, word in (
            ("urls", "link"),
            ("addresses", "address"),
            ("tags", "tag"),
            ("wants", "wish"),
            ("gives", "offer"),
        ):
            self._listed(field, word)
        self._lines(sources)
        contact = changed(self.contact, **self.fields) if self.fields else self.contact
        return Filled(contact, tuple(self.gained), tuple(self.conflicts))

    def _conflict(self, field: str, kept: str, offered: str) -> None:
        self.conflicts.append(Conflict(self.contact.name, self.person.line, field, kept, offered))

    def _name(self) -> None:
        held, offered = self.contact.name, self.person.name
        if held == offered:
            return
        if _is_stand_in(held, self.contact.org) and not _is_stand_in(offered, self.person.org):
            self.fields["name"] = offered
            self.gained.append(f"name {offered}")
        elif not similar_names(held, offered) and not _is_stand_in(offered, self.person.org):
            self._conflict("name", held, offered)

    def _text(self, field: str) -> None:
        held, offered = getattr(self.contact, field), getattr(self.person, field)
        if offered and not held:
            self.fields[field] = offered
            self.gained.append(f"{field.replace('_', ' ')} {one_line(offered)[:60]}")
        elif offered and field in _TOLD and _folded(held) != _folded(offered):
            self._conflict(field, held, offered)

    def _birthday(self) -> None:
        """A birthday without a year gains the year; any other difference is a conflict."""
        held, offered = self.contact.birthday, self.person.birthday
        if not offered or held == offered or (offered.startswith("--") and held.endswith(offered[2:])):
            return
        if not held or (held.startswith("--") and offered.endswith(held[2:])):
            self.fields["birthday"] = offered
            self.gained.append(f"birthday {offered}")
        else:
            self._conflict("birthday", held, offered)

    def _notes(self) -> None:
        held, offered = self.contact.notes, self.person.notes
        if not offered or one_line(offered) in one_line(held):
            return
        if held and self.known:
            self._conflict("notes", held, offered)
            return
        self.fields["notes"] = f"{held}\n\n{offered}" if held else offered
        self.gained.append("notes")

    def _labelled(self, field: str, word: str, sign: Callable[[str], str]) -> None:
        held: tuple[Labelled, ...] = getattr(self.contact, field)
        offered: tuple[Labelled, ...] = getattr(self.person, field)
        known = {sign(each.value) or _folded(each.value) for each in held}
        if field == "phones":
            known |= {sign(line) for line in self.contact.extra if line.startswith("TEL")}
        new = [each for each in offered if (sign(each.value) or _folded(each.value)) not in known]
        if new:
            self.fields[field] = (*held, *new)
            self.gained += [f"{word} {each.value}" for each in new]

    def _listed(self, field: str, word: str) -> None:
        held: tuple[str, ...] = getattr(self.contact, field)
        known = {_folded(each) for each in held}
        new = [each for each in getattr(self.person, field) if _folded(each) not in known]
        if new:
            self.fields[field] = (*held, *new)
            self.gained += [f"{word} {one_line(each)[:60]}" for each in new]

    def _lines(self, sources: tuple[Source, ...]) -> None:
        """What is kept beside the fields: vCard lines, and where the person was read."""
        extra = joined_extra(self.contact.extra, self.person.extra)
        if extra != self.contact.extra:
            self.fields["extra"] = extra
            self.gained.append("details")
        new = tuple(source for source in sources if source not in self.contact.sources)
        if new and (self.gained or len(new) == len(sources)):
            self.fields["sources"] = (*self.contact.sources, *new)
            if not self.gained:
                self.gained.append(f"now also known from {FORMATS.get(new[0].kind, new[0].kind)}")


def _is_stand_in(name: str, org: str) -> bool:
    """Whether a name only stands in for one: an address, a number, or the organisation's."""
    return "@" in name or name == org or not any(letter.isalpha() for letter in name)


def _folded(text: str) -> str:
    return one_line(text).casefold().rstrip("/")
