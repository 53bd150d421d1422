"""Contacts as an address book of vCards 3.0 (RFC 2426) or 4.0 (RFC 6350).

What came from a vCard and has no field of ours goes out as it came in. Fields that only we have go out as
``X-CRM-...`` and are read again.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from crm.domain.contact import Contact, Labelled
from crm.exchange.vcard.escape import escaped, folded, parameter
from crm.exchange.vcard.kept import Kept

Version = Literal["3.0", "4.0"]

OWN_UID = "crm-"
"""How the UID begins of a contact that came with none; its id here follows."""

_TYPES = frozenset({"work", "home", "cell", "fax", "pager", "video", "car", "other", "main", "school"})
_NO_YEAR = 1604
_BASE64 = re.compile(r"((?:[\w-]+\.)?[\w-]+)([^:]*?);ENCODING=b([^:]*):(.*)", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(r";TYPE=([^;:]+)", re.IGNORECASE)
_DATA = re.compile(
    r"((?:[\w-]+\.)?[\w-]+)([^:]*):data:(?:image/)?([\w.+/-]+);base64,(.*)", re.IGNORECASE | re.DOTALL
)


def vcards(contacts: Iterable[Contact], version: Version = "3.0") -> str:
    """The contacts as one file of vCards, in their order, with the line ends that the standard asks for."""
    return "".join(f"{folded(line)}\r\n" for contact in contacts for line in _lines(contact, version))


def uid_of(contact: Contact) -> str:
    """The UID that a contact came with, else one made of its id here."""
    given = (
        source.id for source in contact.sources if source.kind == "vcard" and not source.id.startswith("~")
    )
    return next(given, f"{OWN_UID}{contact.id}")


def _lines(contact: Contact, version: Version) -> Iterator[str]:
    kept = Kept(contact)
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:{escaped(uid_of(contact))}"
    yield f"FN:{escaped(contact.name)}"
    yield kept.n or f"N:{escaped(contact.family)};{escaped(contact.given)};;;"
    yield from _told(contact, kept)
    yield from _reached(contact, kept)
    yield from _birthday(contact.birthday, version)
    yield from _ours(contact)
    for line in kept.others:
        yield _as_in_4_0(line) if version == "4.0" else _as_in_3_0(line)
    yield "END:VCARD"


def _told(contact: Contact, kept: Kept) -> Iterator[str]:
    if contact.org:
        yield kept.org or f"ORG:{escaped(contact.org)}"
    if contact.title:
        yield f"TITLE:{escaped(contact.title)}"
    if contact.tags:
        yield "CATEGORIES:" + ",".join(map(escaped, contact.tags))
    if contact.notes:
        yield f"NOTE:{escaped(contact.notes)}"


def _reached(contact: Contact, kept: Kept) -> Iterator[str]:
    """How a person is reached; a label that is no type of vCard stands in a group, as Apple has it."""
    for name, values in (("EMAIL", contact.emails), ("TEL", contact.phones)):
        for value in values:
            yield from _labelled(name, value, kept)
    for url in contact.urls:
        yield kept.urls.get(url) or f"URL:{url}"
    for address in contact.addresses:
        yield kept.addresses.get(address) or f"ADR:;;{escaped(address)};;;;"


def _labelled(name: str, value: Labelled, kept: Kept) -> Iterator[str]:
    words = ["cell" if word == "mobile" else word for word in value.label.split(" ") if word]
    if _TYPES.issuperset(words):
        yield name + "".join(f";TYPE={word}" for word in words) + f":{escaped(value.value)}"
        return
    group = kept.new_group()
    yield f"{group}.{name}:{escaped(value.value)}"
    yield f"{group}.X-ABLabel:{escaped(value.label)}"


def _birthday(birthday: str, version: Version) -> Iterator[str]:
    if not birthday:
        return
    if version == "4.0":
        yield "BDAY:" + (
            f"--{birthday[2:4]}{birthday[5:]}" if birthday.startswith("--") else birthday.replace("-", "")
        )
    elif birthday.startswith("--"):
        yield f"BDAY;VALUE=date;X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{birthday[2:]}"
    else:
        yield f"BDAY:{birthday}"


def _ours(contact: Contact) -> Iterator[str]:
    for name, text in (("BIO", contact.bio), ("HOW-MET", contact.how_met)):
        if text:
            yield f"X-CRM-{name}:{escaped(text)}"
    for name, texts in (("WANTS", contact.wants), ("GIVES", contact.gives)):
        if texts:
            yield f"X-CRM-{name}:" + ",".join(map(escaped, texts))


def _as_in_4_0(line: str) -> str:
    """A picture or sound inside the card as a data URI (RFC 6350, section 6.2.4); every other line as it is."""
    match = _BASE64.fullmatch(line)
    if match is None:
        return line
    params = match[2] + match[3]
    found = _TYPE.search(params)
    kind = found[1].strip('"').lower() if found else "octet-stream"
    media = kind if "/" in kind else f"{'image' if found else 'application'}/{kind}"
    return f"{match[1]}{_TYPE.sub('', params)}:data:{media};base64,{match[4]}"


def _as_in_3_0(line: str) -> str:
    """A data URI as base64 (RFC 2426, section 3.1.4); every other line as it is."""
    match = _DATA.fullmatch(line)
    if match is None:
        return line
    return f"{match[1]};ENCODING=b{match[2]};TYPE={parameter(match[3].upper())}:{match[4]}"
