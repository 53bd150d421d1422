"""Records in a few words, for tests: every field that a test does not name has its plain default.

Ids are given by hand, so that a test can be read: contacts 1, 2, 3; offers 11, 12; reflections 21; ...
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.domain.book import TABLES, Book, TableName
from crm.domain.checkin import CheckIn
from crm.domain.contact import Contact, Note
from crm.domain.lens import Lens, Mode
from crm.domain.offer import ROLES, AnswerWord, Kind, Offer, Side, SideKey
from crm.domain.record import Record
from crm.domain.reflection import Effect, EffectWord, Reflection

DAY = date(2025, 11, 3)
"""The day on which things happen unless a test says otherwise."""


def contact(key: int, name: str = "", **fields: Any) -> Contact:
    return Contact(id=key, name=name or f"Person {key}", **fields)


def side(
    who: int,
    answer: AnswerWord | None = None,
    *,
    asked: date | None = None,
    answered: date | None = None,
    **fields: Any,
) -> Side:
    """One side: asked on ``asked`` (on ``DAY`` if there is an answer), answered on ``answered`` or the same day."""
    asked = asked or (answered or DAY if answer else None)
    answered = (answered or asked) if answer else None
    return Side(contact=who, asked_on=asked, answer=answer, answered_on=answered, **fields)


def offer(key: int, a: int | Side, b: int | Side, kind: Kind = "connection", **fields: Any) -> Offer:
    """An offer between two people, or between two sides."""
    one, other = ROLES[kind]
    return Offer(
        id=key,
        kind=kind,
        a=a if isinstance(a, Side) else Side(contact=a, role=one),
        b=b if isinstance(b, Side) else Side(contact=b, role=other),
        **{"made_on": DAY, **fields},
    )


def reflection(key: int, about: int, of_side: SideKey = "b", **fields: Any) -> Reflection:
    """A reflection on the no of one side of offer ``about``: done, unless a test says otherwise."""
    return Reflection(id=key, offer=about, side=of_side, **{"status": "done", **fields})


def effect(what: EffectWord, ref: int | str, *, dropped: bool = False) -> Effect:
    return Effect(what=what, ref=ref, dropped=dropped)


def lens(key: int, who: int, mode: Mode = "only_type", *types: str, **fields: Any) -> Lens:
    """A lens that they said themselves, unless a test says otherwise."""
    return Lens(id=key, contact=who, mode=mode, types=types, **{"source": "said", **fields})


def checkin(key: int, who: int, **fields: Any) -> CheckIn:
    return CheckIn(id=key, contact=who, **fields)


def note(key: int, who: int, text: str, on: date = DAY) -> Note:
    return Note(id=key, contact=who, text=text, on=on)


def book(*records: Record) -> Book:
    """A book of these records, each in its table."""
    tables: dict[TableName, Mapping[int, Any]] = {
        name: {record.id: record for record in records if type(record) is kind}
        for name, kind in TABLES.items()
    }
    return Book(**tables)
