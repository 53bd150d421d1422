"""A contact: a person you know."""

import unicodedata
from datetime import date
from typing import Literal

from crm.domain.record import Part, Record

Pick = Literal["keep", "merge", "both"]
"""Of two contacts made one, whose value stays: that of the one kept, of the one merged into it, or both together."""


_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""


def is_seen(name: str) -> bool:
    """Whether anything of a name is to be seen: spaces, joiners and fillers alone name nobody."""
    return any(unicodedata.category(char)[0] not in "CZ" and char not in _BLANKS for char in name)


class Labelled(Part, frozen=True):
    """An e-mail address or a phone number with its label (``work``, ``home``, ...), which may be empty."""

    value: str
    label: str = ""


class Source(Part, frozen=True):
    """Where a contact was read from: the ``kind`` of file and the ``id`` that it had there."""

    kind: str
    id: str = ""


class Contact(Record, frozen=True):
    """A person you know.

    ``bio`` is short and meant to be sent to the other side of an offer; ``notes`` are for you alone.
    ``birthday`` is ``YYYY-MM-DD``, or ``--MM-DD`` when the year is unknown. ``introduced_by`` is the offer
    through which you met. ``extra`` keeps vCard lines that have no field here, verbatim.
    """

    name: str
    given: str = ""
    family: str = ""
    org: str = ""
    title: str = ""
    bio: str = ""
    bio_updated: date | None = None
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    birthday: str = ""
    tags: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    how_met: str = ""
    introduced_by: int | None = None
    notes: str = ""
    sources: tuple[Source, ...] = ()
    extra: tuple[str, ...] = ()
    archived_on: date | None = None

    @property
    def is_archived(self) -> bool:
        return self.archived_on is not None

    @property
    def first_name(self) -> str:
        """What a friend calls them: the given name where it is known, else the first word of the name."""
        return self.given or self.name.split(" ", 1)[0]

    @property
    def role_line(self) -> str:
        """Title and organisation on one line, whichever of them is known."""
        return " · ".join(part for part in (self.title, self.org) if part)


class Note(Record, frozen=True):
    """Something you wrote about a contact on a day."""

    contact: int
    on: date
    text: str
