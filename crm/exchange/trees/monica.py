"""The JSON export of Monica 4: contacts with properties, and typed lists of what belongs to them."""

from typing import Any

from crm.exchange.column import Column
from crm.exchange.days import iso_birthday
from crm.exchange.fields import Fields
from crm.exchange.person import Faults, Person, Reading
from crm.exchange.text import one_line
from crm.exchange.trees.members import Members, plain

_PROPERTIES = {
    "first_name": Column("given"),
    "middle_name": Column("middle"),
    "last_name": Column("family"),
    "nickname": Column("nickname"),
    "job": Column("title"),
    "company": Column("org"),
    "description": Column("notes", "description"),
}
_FLAGS = frozenset({"is_starred", "is_partial", "is_active", "is_dead"})
_ADDRESS = {
    "street": "street",
    "city": "city",
    "province": "region",
    "postal_code": "postcode",
    "country": "country",
    "name": "label",
}


def is_monica(value: Any) -> bool:
    """Whether a JSON value has the shape of Monica's export."""
    return (
        isinstance(value, Members)
        and bool(value.inner("account").items_of("data"))
        and bool(value.get("app_version"))
    )


def read_monica(value: Members, file: str, encoding: str) -> Reading:
    """Read the contacts of an export. Partial ones (only there as someone's relation) are skipped."""
    account = value.inner("account")
    kinds = {
        each.text("uuid"): each.inner("properties").text("type") or each.inner("properties").text("name")
        for each in account.inner("instance").items_of("contact_field_types")
        if isinstance(each, Members)
    }
    faults = Faults(file)
    people: list[Person] = []
    failed = skipped = 0
    for record, contact in enumerate(_values(account, "contact"), 1):
        if not isinstance(contact, Members):
            failed += 1
            faults.add(0, f"not a contact: {plain(contact)[:60]}", record=record)
            continue
        person = (
            None
            if contact.inner("properties").get("is_partial") is True
            else _person(contact, kinds, record, faults)
        )
        skipped += person is None
        people += [person] if person else []
    return Reading(
        file=file,
        format="monica",
        encoding=encoding,
        people=tuple(people),
        faults=faults.in_order(),
        skipped=skipped,
        failed=failed,
    )


def _values(holder: Members, kind: str) -> list[Any]:
    """All values of one type in a holder's typed lists."""
    lists = [
        each for each in holder.items_of("data") if isinstance(each, Members) and each.get("type") == kind
    ]
    return [value for each in lists for value in each.items_of("values")]


def _person(contact: Members, kinds: dict[str, str], record: int, faults: Faults) -> Person | None:
    fields = Fields("monica")
    fields.id = contact.text("uuid")
    for name, value in contact.inner("properties"):
        _put_property(fields, name, value)
    for each in contact.items_of("data"):
        values = each.items_of("values") if isinstance(each, Members) else []
        for index, value in enumerate(values):
            if isinstance(value, Members):
                _put(fields, each.text("type"), f"{index}", value.inner("properties"), kinds)
    person = fields.person(0, record)
    for what in fields.wrong:
        faults.add(0, what, record=record, name=person.name if person else "")
    return person


def _put_property(fields: Fields, name: str, value: Any) -> None:
    if name == "tags" and isinstance(value, list):
        fields.tags += (one_line(plain(tag)) for tag in value)
    elif name == "birthdate" and isinstance(value, Members):
        fields.put(Column("birthday"), name, _birthday(value.inner("properties")))
    elif value is not None and name not in _FLAGS:
        fields.put(_PROPERTIES.get(name), name, plain(value))


def _birthday(properties: Members) -> str:
    day = iso_birthday(properties.text("date"))
    if not day or properties.get("is_age_based") is True:
        return ""
    return f"--{day[-5:]}" if properties.get("is_year_unknown") is True else day


def _put(fields: Fields, kind: str, slot: str, properties: Members, kinds: dict[str, str]) -> None:
    if kind == "contact_field":
        way = kinds.get(properties.text("type"), "").casefold()
        column = Column(way, slot) if way in ("email", "phone") else None
        fields.put(column, way or "contact field", properties.text("data"))
    elif kind == "note":
        fields.put(Column("notes", f"note {slot}"), kind, properties.text("body"))
    elif kind == "address":
        for name, part in _ADDRESS.items():
            fields.put(Column("address", slot, part), name, properties.text(name))
    else:
        fields.put(None, kind, plain(properties))
