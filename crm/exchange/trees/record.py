"""One JSON object about a person: members with the names of our contacts, or with those that other lists use."""

from typing import Any

from crm.domain.contact import Source
from crm.domain.record import changed
from crm.exchange.column import IGNORED, Column
from crm.exchange.fields import Fields
from crm.exchange.person import Faults, Person
from crm.exchange.table.columns import column_of
from crm.exchange.text import clean, one_line
from crm.exchange.trees.members import Members, plain

_LISTS = {
    "emails": "email",
    "phones": "phone",
    "urls": "url",
    "email": "email",
    "phone": "phone",
    "websites": "url",
    "categories": "tags",
    "tags": "tags",
}
_OURS = frozenset({"bio", "how_met", "wants", "gives", "addresses", "extra"})
_PASSED = frozenset({"id", "created", "updated", "archived_on", "introduced_by", "sources", "bio_updated"})
_NAMES = {
    "org": Column("org"),
    "given": Column("given"),
    "family": Column("family"),
    "job": Column("title"),
    "title": Column("title"),
}


def person_of(members: Members, kind: str, key: str, place: tuple[int, int], faults: Faults) -> Person | None:
    """The person that an object describes, or None (and a fault) when it names nobody.

    ``place`` is the object's line and number, ``key`` its key in the table that it stands in.
    """
    fields = Fields(kind)
    fields.id = key
    for name, value in members:
        if value not in (None, "", []) and name not in _OURS | _PASSED:
            _put(fields, name, value)
    person = fields.person(*place)
    if person is not None:
        person = _with_ours(person, members, fields)
    for what in fields.wrong:
        faults.add(place[0], what, record=place[1], name=person.name if person else "")
    return person


def _put(fields: Fields, name: str, value: Any) -> None:
    field = _LISTS.get(name)
    column = _NAMES.get(name) or column_of(name)
    if field:
        _put_list(fields, name, field, value)
    elif isinstance(value, str):
        fields.put(column, name, clean(value))
    elif column is not None and column != IGNORED:
        fields.wrong.append(f"{name} is no text: {plain(value)[:60]} was kept as it stands")
        fields.put(None, name, plain(value))
    else:
        fields.put(column, name, plain(value))


def _put_list(fields: Fields, name: str, field: str, value: Any) -> None:
    each = value if isinstance(value, list) and not isinstance(value, Members) else [value]
    for index, item in enumerate(each):
        if isinstance(item, str) and field == "tags" and isinstance(value, list):
            fields.tags.append(one_line(clean(item)))
        elif isinstance(item, str):
            fields.put(Column(field, f"{name} {index}"), name, clean(item))
        elif isinstance(item, Members) and item.text("value"):
            fields.put(Column(field, f"{name} {index}", label=item.text("label")), name, item.text("value"))
        elif item is not None:
            fields.wrong.append(f"{name} holds {plain(item)[:60]}, which is no text: left out")


def _with_ours(person: Person, members: Members, fields: Fields) -> Person:
    """What only our own contacts have."""
    return changed(
        person,
        bio=members.text("bio"),
        how_met=members.text("how_met") or person.how_met,
        wants=_texts(members, "wants", fields),
        gives=_texts(members, "gives", fields),
        addresses=_texts(members, "addresses", fields) or person.addresses,
        also=tuple(
            Source(each.text("kind"), each.text("id"))
            for each in members.items_of("sources")
            if isinstance(each, Members) and each.text("kind")
        ),
        extra=tuple(dict.fromkeys((*_texts(members, "extra", fields), *person.extra))),
    )


def _texts(members: Members, name: str, fields: Fields) -> tuple[str, ...]:
    found = [item for item in members.items_of(name) if isinstance(item, str)]
    if len(found) < len(members.items_of(name)):
        fields.wrong.append(f"{name} holds something that is no text: left out")
    return tuple(plain(item) for item in found)
