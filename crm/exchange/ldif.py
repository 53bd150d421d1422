"""LDIF (RFC 2849), as Thunderbird exports an address book."""

import binascii
from collections.abc import Iterator

from crm.exchange.column import IGNORED, Column
from crm.exchange.fields import Fields
from crm.exchange.person import Faults, Person, Reading
from crm.exchange.progress import Tell, quiet, watched
from crm.exchange.text import clean, decoded, in_utf8, physical_lines

_GROUPS = frozenset({"groupofnames", "groupofuniquenames"})

_ATTRIBUTES: dict[str, Column] = {
    "cn": Column("name"),
    "givenname": Column("given"),
    "sn": Column("family"),
    "mozillanickname": Column("nickname"),
    "mail": Column("email", "mail"),
    "mozillasecondemail": Column("email", "second"),
    "mobile": Column("phone", "mobile", label="mobile"),
    "telephonenumber": Column("phone", "work", label="work"),
    "homephone": Column("phone", "home", label="home"),
    "pager": Column("phone", "pager", label="pager"),
    "facsimiletelephonenumber": Column("fax"),
    "o": Column("org"),
    "company": Column("org"),
    "ou": Column("department"),
    "department": Column("department"),
    "title": Column("title"),
    "description": Column("notes"),
    "labeleduri": Column("url", "uri"),
    "mozillahomeurl": Column("url", "home"),
    "mozillaworkurl": Column("url", "work"),
    "street": Column("address", "work", "street", "work"),
    "mozillaworkstreet2": Column("address", "work", "street2", "work"),
    "l": Column("address", "work", "city", "work"),
    "st": Column("address", "work", "region", "work"),
    "postalcode": Column("address", "work", "postcode", "work"),
    "c": Column("address", "work", "country", "work"),
    "countryname": Column("address", "work", "country", "work"),
    "mozillahomestreet": Column("address", "home", "street", "home"),
    "mozillahomestreet2": Column("address", "home", "street2", "home"),
    "mozillahomelocalityname": Column("address", "home", "city", "home"),
    "mozillahomestate": Column("address", "home", "region", "home"),
    "mozillahomepostalcode": Column("address", "home", "postcode", "home"),
    "mozillahomecountryname": Column("address", "home", "country", "home"),
    "birthyear": Column("birth_year"),
    "birthmonth": Column("birth_month"),
    "birthday": Column("birth_day"),
    "anniversary": Column("anniversary"),
    "jpegphoto": Column("jpeg"),
    "objectclass": IGNORED,
    "modifytimestamp": IGNORED,
    "changetype": IGNORED,
    "version": IGNORED,
}

_Lines = list[tuple[int, bytes]]


def read_ldif(raw: bytes, file: str, tell: Tell = quiet) -> Reading:
    """Read the people of an LDIF file; its mailing lists are skipped."""
    data, encoding = in_utf8(raw)
    faults = Faults(file)
    people: list[Person] = []
    skipped = 0
    for record, entry in enumerate(watched(list(_entries(physical_lines(data))), tell), 1):
        person = _person(entry, record, faults)
        skipped += person is None
        people += [person] if person else []
    return Reading(
        file=file,
        format="ldif",
        encoding=encoding,
        people=tuple(people),
        faults=faults.in_order(),
        skipped=skipped,
    )


def _entries(lines: list[bytes]) -> Iterator[_Lines]:
    """The entries of a file: unfolded lines with their numbers, without comments."""
    entry: _Lines = []
    for number, line in enumerate([*lines, b""], 1):
        if line.startswith(b" ") and entry:
            entry[-1] = (entry[-1][0], entry[-1][1] + line[1:])
        elif line.strip():
            entry.append((number, line))
        elif entry:
            entry = [pair for pair in entry if not pair[1].startswith(b"#")]
            if any(not line.lower().startswith(b"version:") for _, line in entry):
                yield entry
            entry = []


def _person(entry: _Lines, record: int, faults: Faults) -> Person | None:
    fields = Fields("ldif")
    wrong: list[tuple[int, str]] = []
    is_group = False
    for number, line in entry:
        name, value, what = _attribute(line)
        if what:
            wrong.append((number, what))
        key = name.casefold().partition(";")[0]
        is_group = is_group or (key == "objectclass" and value.casefold() in _GROUPS)
        if key == "dn":
            fields.id = value
        elif name:
            fields.put(_ATTRIBUTES.get(key), name, value)
    first = entry[0][0]
    person = None if is_group else fields.person(first, record)
    said = ["a mailing list and not a person: skipped"] if is_group else fields.wrong
    for number, what in [*wrong, *((first, what) for what in said)]:
        faults.add(number, what, record=record, name=person.name if person else "")
    return person


def _attribute(line: bytes) -> tuple[str, str, str]:
    """Name and value of one line, and what is wrong with it ("" for nothing)."""
    head, colon, rest = line.partition(b":")
    name = clean(decoded(head)[0]).strip()
    if not colon or not name:
        return "", "", f"no attribute, passed over: {clean(decoded(line)[0])[:60]!r}"
    if not rest.startswith(b":"):
        text, what = decoded(rest.strip())
        return name, clean(text), what
    if name.casefold() == "jpegphoto":
        return name, decoded(rest[1:].strip())[0], ""
    try:
        text, what = decoded(binascii.a2b_base64(rest[1:].strip()))
    except binascii.Error:
        return name, clean(decoded(rest[1:].strip())[0]), f"{name}: this is not base64: kept as it stands"
    return name, clean(text), what and f"{name}: {what}"
