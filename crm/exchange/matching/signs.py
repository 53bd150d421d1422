"""Signs by which the same person is known again in a book and in a file."""

import hashlib
from collections.abc import Iterator

import msgspec

from crm.domain.contact import Contact, Source
from crm.domain.finding.signs import birth_sign, email_sign, name_sign, note_sign, phone_sign, profile_sign
from crm.exchange.person import Person
from crm.exchange.vcard.write import OWN_UID

MADE = "~"
"""How the id of a source begins that the format did not give: it is made of what the record says."""


def own_sources(contact: Contact) -> tuple[Source, ...]:
    """The ids under which our own exports name a contact: as JSON, and as a vCard that came with no UID.

    Those of contacts that were merged into this one are among them.
    """
    ids = [str(contact.id)] if contact.id else []
    ids += (source.id for source in contact.sources if source.kind == "crm")
    return tuple(source for one in ids for source in (Source("crm", one), Source("vcard", f"{OWN_UID}{one}")))


def is_own(source: Source) -> bool:
    """Whether the id is of our own making, and so one person's wherever it comes from."""
    return source.kind == "crm" or (source.kind == "vcard" and source.id.startswith(OWN_UID))


def source_sign(source: Source) -> str:
    """The id in the file of a kind, or "" for a source without id."""
    return f"s:{source.kind}:{source.id}" if source.id else ""


def signs(of: Contact | Person) -> Iterator[str]:
    """All signs of a contact or a person, sources aside."""
    yield name_sign(of.name)
    made = (birth_sign(of.name, of.birthday), note_sign(of.name, of.notes))
    for sign in (*made, *(email_sign(email.value) for email in of.emails)):
        if sign:
            yield sign
    for sign in (*(phone_sign(phone.value) for phone in of.phones), *map(profile_sign, of.urls)):
        if sign:
            yield sign


def made_source(person: Person) -> Source:
    """A source for a person whose format gives no ids: the same record in the same kind of file makes the same id."""
    told: tuple[object, ...] = (person.name, person.how_met)
    if not person.how_met:
        told = (
            *told,
            person.org,
            person.title,
            person.emails,
            person.phones,
            person.birthday,
            person.notes,
            person.urls,
            person.addresses,
        )
    digest = hashlib.blake2b(msgspec.json.encode(told), digest_size=8).hexdigest()
    return Source(person.source.kind, MADE + digest)


def is_bare(person: Person) -> bool:
    """Whether there is a name and nothing else: two such records need not be one person."""
    return not (
        person.emails
        or person.phones
        or person.org
        or person.title
        or person.birthday
        or person.notes
        or person.urls
        or person.addresses
        or person.how_met
        or person.tags
        or person.extra
    )
