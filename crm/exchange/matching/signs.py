"""Signs by which the same person is known again in a book and in a file."""

import hashlib
import re
from collections.abc import Iterator

import msgspec

from crm.domain.contact import Contact, Source
from crm.exchange.names import words
from crm.exchange.person import Person
from crm.exchange.text import one_line
from crm.exchange.vcard.write import OWN_UID

_DIGITS = re.compile(r"\d")
_PROFILE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*linkedin\.com/(?:in|pub)/([^/?#\s]+)", re.IGNORECASE)
_ROLE_WORDS = (
    "admin billing book booking contact desk events family familie hello help hi hr info jobs kontakt mail "
    "marketing office post press sales service studio support team webmaster welcome"
)
_ROLES = frozenset(_ROLE_WORDS.split())

LONG_NOTES = 40
"""Characters from which on two people are hardly described in the same words."""

MADE = "~"
"""How the id of a source begins that the format did not give: it is made of what the record says."""


def own_sources(contact: Contact) -> tuple[Source, ...]:
    """The ids under which our own exports name a contact: as JSON, and as a vCard that came with no UID."""
    return (Source("crm", str(contact.id)), Source("vcard", f"{OWN_UID}{contact.id}")) if contact.id else ()


def is_own(source: Source) -> bool:
    """Whether the id is of our own making, and so one person's wherever it comes from."""
    return source.kind == "crm" or (source.kind == "vcard" and source.id.startswith(OWN_UID))


def email_sign(address: str) -> str:
    """The address without case, or "" for what is no address."""
    return f"e:{address.strip().casefold()}" if "@" in address else ""


def is_role(address: str) -> bool:
    """Whether the address is likely read by several people (info@, office@)."""
    return re.split(r"[@+.\d-]", address.casefold(), maxsplit=1)[0] in _ROLES


def phone_sign(number: str) -> str:
    """The last nine digits, which leave out country and trunk codes, or "" for fewer than seven."""
    digits = "".join(_DIGITS.findall(number))
    return f"p:{digits[-9:]}" if len(digits) >= 7 else ""


def profile_sign(url: str) -> str:
    """The LinkedIn profile that an address names, or ""."""
    match = _PROFILE.match(url.strip())
    return f"u:{match[1].casefold()}" if match else ""


def source_sign(source: Source) -> str:
    """The id in the file of a kind, or "" for a source without id."""
    return f"s:{source.kind}:{source.id}" if source.id else ""


def name_sign(name: str) -> str:
    """The words of the name in any order. By itself it proves nothing."""
    return "n:" + " ".join(sorted(words(name)))


def birth_sign(name: str, birthday: str) -> str:
    """Name and full date of birth together, or "" where the year is not known."""
    return f"b:{birthday}{name_sign(name)}" if birthday[:1].isdecimal() else ""


def note_sign(name: str, notes: str) -> str:
    """Name and the very same long notes together, or "" for short ones."""
    text = one_line(notes)
    return f"t:{text}{name_sign(name)}" if len(text) >= LONG_NOTES else ""


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
