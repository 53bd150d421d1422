"""What a reader of someone else's format hands over: people, and what could not be read of them."""

from collections.abc import Iterable
from typing import Any

from crm.domain.contact import Labelled, Source
from crm.domain.record import Part


class Person(Part, frozen=True, kw_only=True):
    """One person as a file describes them.

    Fields mean what they mean in ``Contact``. ``source`` says what kind of file it was and which id the person had
    there (a UID, a profile's address); the id is empty where the format knows none; ``also`` are sources that it
    names itself. ``line`` is the first line of
    the record in the file and ``record`` its number, both from 1.
    """

    name: str
    given: str = ""
    family: str = ""
    org: str = ""
    title: str = ""
    bio: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    birthday: str = ""
    tags: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    how_met: str = ""
    notes: str = ""
    source: Source = Source("")
    also: tuple[Source, ...] = ()
    extra: tuple[str, ...] = ()
    line: int = 0
    record: int = 0


class Fault(Part, frozen=True):
    """Something in a file that could not be read as it stands, with its place.

    ``line`` is the physical line (from 1; 0 where a format has none); ``record`` the number of the card, row or entry, 0 outside of any;
    ``name`` the person's name where it is known.
    """

    file: str
    line: int
    record: int
    name: str
    what: str

    def __str__(self) -> str:
        who = f" ({self.name})" if self.name else ""
        place = f"line {self.line}" if self.line else f"record {self.record}"
        return f"{self.file}, {place}{who}: {self.what}"


class Reading(Part, frozen=True, kw_only=True):
    """A whole file, read.

    Every record of the file ended in exactly one of three ways: as one of ``people``, ``skipped`` because it holds
    nobody (an empty card, a mailing list), or ``failed``. ``guesses`` are columns of a table, each with the word of a
    mapping for what it was taken to hold without anybody having said so.
    """

    file: str
    format: str
    encoding: str = "UTF-8"
    people: tuple[Person, ...] = ()
    faults: tuple[Fault, ...] = ()
    skipped: int = 0
    failed: int = 0
    guesses: tuple[tuple[str, str], ...] = ()

    @property
    def read(self) -> int:
        """How many records the file has."""
        return len(self.people) + self.skipped + self.failed


class Faults:
    """Collects the faults of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def add(self, line: int, what: str, *, record: int = 0, name: str = "") -> None:
        """Note one fault at a physical line."""
        self.found.append(Fault(self.file, line, record, name, what))

    def in_order(self) -> tuple[Fault, ...]:
        """The faults by line; several of one line stay in the order in which they were found."""
        return tuple(sorted(self.found, key=lambda fault: fault.line))


FORMATS: dict[str, str] = {
    "vcard": "vCard",
    "khard": "folder of vCards",
    "linkedin": "LinkedIn connections",
    "google": "Google contacts",
    "outlook": "Outlook CSV",
    "thunderbird": "Thunderbird CSV",
    "csv": "CSV",
    "ldif": "LDIF",
    "abook": "abook",
    "monica": "Monica export",
    "json": "JSON",
    "crm": "book of this program",
}
"""What the formats are called, by the word that stands in ``Reading.format`` and ``Source.kind``."""


def imported_people(reading: Reading) -> list[dict[str, Any]]:
    """The people of a reading as plain values, in file order, for ``crm import --json``."""
    return [
        {
            "name": person.name,
            "emails": _values(person.emails),
            "phones": _values(person.phones),
            "org": person.org,
            "title": person.title,
            "birthday": person.birthday,
            "notes": person.notes,
        }
        for person in reading.people
    ]


def _values(labelled: Iterable[Labelled]) -> list[str]:
    return [each.value for each in labelled]
