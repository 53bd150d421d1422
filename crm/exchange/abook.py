"""The address book of abook: sections ``[0]``, ``[1]``, ... of ``key=value`` lines."""

import re

from crm.exchange.column import Column
from crm.exchange.fields import Fields
from crm.exchange.person import Faults, Person, Reading
from crm.exchange.progress import Tell, quiet
from crm.exchange.text import clean, decoded, in_utf8, physical_lines

_SECTION = re.compile(r"\[(.*)\]\s*")

_KEYS: dict[str, Column] = {
    "name": Column("name"),
    "email": Column("email"),
    "nick": Column("nickname"),
    "mobile": Column("phone", "mobile", label="mobile"),
    "workphone": Column("phone", "work", label="work"),
    "phone": Column("phone", "home", label="home"),
    "fax": Column("fax"),
    "url": Column("url"),
    "notes": Column("notes"),
    "groups": Column("tags"),
    "anniversary": Column("anniversary"),
    "address": Column("address", "home", "street"),
    "address2": Column("address", "home", "street2"),
    "city": Column("address", "home", "city"),
    "state": Column("address", "home", "region"),
    "zip": Column("address", "home", "postcode"),
    "country": Column("address", "home", "country"),
}


def read_abook(raw: bytes, file: str, tell: Tell = quiet) -> Reading:
    """Read an abook file. Its ``anniversary`` is no birthday and is kept as what it is."""
    data, encoding = in_utf8(raw)
    faults = Faults(file)
    people: list[Person] = []
    skipped = record = 0
    number, lines = 0, physical_lines(data)
    while number < len(lines):
        tell(number / len(lines))
        start, number, is_person = number, number + 1, _is_entry(lines[number])
        while number < len(lines) and not lines[number].startswith(b"["):
            number += 1
        if is_person:
            record += 1
            person = _person(lines[start + 1 : number], start + 1, record, faults)
            skipped += person is None
            people += [person] if person else []
    return Reading(
        file=file,
        format="abook",
        encoding=encoding,
        people=tuple(people),
        faults=faults.in_order(),
        skipped=skipped,
    )


def _is_entry(line: bytes) -> bool:
    match = _SECTION.fullmatch(decoded(line)[0])
    return match is not None and match[1] != "format"


def _person(lines: list[bytes], first: int, record: int, faults: Faults) -> Person | None:
    fields = Fields("abook")
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(lines, first + 1):
        text, what = decoded(line)
        key, equals, value = clean(text).partition("=")
        if what:
            wrong.append((number, what))
        if equals:
            fields.put(_KEYS.get(key.strip()), key.strip(), value)
        elif line.strip() and not line.startswith(b"#"):
            wrong.append((number, f"no key=value, passed over: {clean(text)[:60]!r}"))
    person = fields.person(first, record)
    for number, what in [*wrong, *((first, what) for what in fields.wrong)]:
        faults.add(number, what, record=record, name=person.name if person else "")
    return person
