"""Verbs on contacts: add, edit, archive, tag."""

import re
from datetime import date
from typing import Any

from msgspec import UNSET

from crm.domain.book import Edit
from crm.domain.contact import Contact, Labelled, is_seen
from crm.domain.record import Refusal, changed
from crm.exchange.text import clean, one_line
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan

_BIRTHDAY = re.compile(r"(\d{4}|-)-(\d{2})-(\d{2})")
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def add(scene: Scene, action: actions.AddContact) -> Plan:
    """A new contact. The name may be left out where a given or family name is known.

    Raises:
        Refusal: without any name, or for a birthday that is no day.
    """
    given = _given(action)
    if not given.get("name"):
        given["name"] = " ".join(part for part in (given.get("given", ""), given.get("family", "")) if part)
    contact = Contact(id=scene.new_id("contacts"), **_checked(given, scene))
    return plan(f"added {contact.name}", made("contacts", contact), id=contact.id)


def edit(scene: Scene, action: actions.EditContact) -> Plan:
    """A contact with some of its fields replaced. A new bio is dated today unless a day is given.

    Raises:
        Refusal: for an unknown contact, an emptied name, or a birthday that is no day.
    """
    before = scene.book.contact(action.contact)
    fields = {"name": before.name} | _given(action)
    if fields.get("birthday") == before.birthday:
        del fields["birthday"]  # what stands there already is not judged again
    given = _checked(fields, scene)
    if action.name is UNSET:
        del given["name"]  # another program may have written it as nobody would here
    if given.get("bio") == before.bio and action.bio_updated is UNSET:
        given.pop("bio_updated", None)
    after = changed(before, **given)
    return plan(f"edited {after.name}", edited("contacts", before, after), id=before.id)


def archive(scene: Scene, action: actions.ArchiveContact) -> Plan:
    """Put a contact away, or bring them back.

    Raises:
        Refusal: when they already are where they should go.
    """
    before = scene.book.contact(action.contact)
    if before.is_archived == action.archived:
        raise Refusal(f"{before.name} {'is archived already' if action.archived else 'is not archived'}")
    after = changed(before, archived_on=(action.on or scene.today) if action.archived else None)
    what = f"archived {before.name}" if action.archived else f"brought {before.name} back"
    return plan(what, edited("contacts", before, after), id=before.id)


def archive_some(scene: Scene, action: actions.ArchiveContacts) -> Plan:
    """Put some contacts away, or bring them back, as one step.

    Raises:
        Refusal: when all of them are there already.
    """
    on = (action.on or scene.today) if action.archived else None
    before = [scene.book.contact(contact) for contact in dict.fromkeys(action.contacts)]
    edits = [
        edit
        for one in before
        if one.is_archived != action.archived
        for edit in edited("contacts", one, changed(one, archived_on=on))
    ]
    if not edits:
        raise Refusal(f"they are all {'archived already' if action.archived else 'there already'}")
    count = f"{len(edits)} contacts" if len(edits) > 1 else scene.book.name(edits[0].id)
    return plan(f"archived {count}" if action.archived else f"brought {count} back", edits)


def tag(scene: Scene, action: actions.TagContacts) -> Plan:
    """Add and remove tags on some contacts, as one step."""
    edits: list[Edit] = []
    contacts = tuple(dict.fromkeys(action.contacts))
    add_tags, remove = _texts(action.add), {one.casefold() for one in action.remove}
    for contact in contacts:
        before = scene.book.contact(contact)
        kept = [one for one in before.tags if one.casefold() not in remove]
        held = {one.casefold() for one in kept}
        after = changed(before, tags=(*kept, *(one for one in add_tags if one.casefold() not in held)))
        edits += edited("contacts", before, after)
    count = len(contacts)
    who = scene.book.name(contacts[0]) if count == 1 else f"{count} contacts"
    return plan(f"tagged {who}", edits, id=contacts[0] if count == 1 else None)


def _given(action: actions.ContactFields) -> dict[str, Any]:
    """The fields that are given; a name in which nothing is to be seen is none."""
    fields = actions.ContactFields.__struct_fields__
    given = {name: value for name in fields if (value := getattr(action, name)) is not UNSET}
    unseen = {name: "" for name in ("name", "given", "family") if not is_seen(given.get(name, ""))}
    return given | {name: text for name, text in unseen.items() if name in given}


def _checked(fields: dict[str, Any], scene: Scene) -> dict[str, Any]:
    tidy = {name: _tidied(value) if name not in _VERBATIM else value for name, value in fields.items()}
    tidy |= {name: one_line(tidy[name]) for name in _ON_ONE_LINE if name in tidy}
    if not tidy.get("name"):
        raise Refusal("a contact needs a name")
    if tidy.get("birthday"):
        check_birthday(tidy["birthday"], scene.today)
    if tidy.get("bio") and "bio_updated" not in tidy:
        tidy["bio_updated"] = scene.today
    if tidy.get("introduced_by") is not None:
        scene.book.offer(tidy["introduced_by"])
    return tidy


_ON_ONE_LINE = ("name", "given", "family", "org", "title")
_VERBATIM = frozenset({"notes", "extra"})


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return _texts(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Labelled):
        kept = (Labelled(one.value.strip(), one.label.strip()) for one in value)
        return tuple(one for one in kept if one.value)
    return value


def _texts(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if (text := value.strip())))


def check_birthday(text: str, today: date) -> None:
    """Whether a birthday is a day that has been, or without its year a day of the year.

    Raises:
        Refusal: naming the text and the two forms that are understood.
    """
    found = _BIRTHDAY.fullmatch(text)
    if not found:
        raise Refusal(f"the birthday {text!r} is no day: write YYYY-MM-DD, or --MM-DD without the year")
    year, month, day = found.groups()
    if year == "-":
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= _DAYS_IN[int(month) - 1]):
            raise Refusal(f"the birthday {text!r} is no day of the year")
        return
    try:
        born = date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"the birthday {text!r} is no day of the calendar") from None
    if born > today:
        raise Refusal(f"the birthday {text!r} has not been yet")
