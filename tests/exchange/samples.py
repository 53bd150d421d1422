"""Small files in other programs' formats, made for these tests, and a few words to read and plan with them."""

from datetime import date
from pathlib import Path

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.record import changed
from crm.exchange.detect import read
from crm.exchange.matching import ImportPlan, plan
from crm.exchange.person import Person, Reading
from crm.exchange.vcard.reader import read_vcards

TODAY = date(2025, 11, 3)


def card(*lines: str, version: str = "3.0") -> str:
    """One vCard with these lines in it."""
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def vcards(text: str | bytes) -> Reading:
    return read_vcards(text.encode() if isinstance(text, str) else text, "people.vcf")


def only(reading: Reading) -> Person:
    """The one person of a reading."""
    assert len(reading.people) == 1
    return reading.people[0]


def person_in(*lines: str, version: str = "3.0") -> Person:
    """The person of one vCard."""
    return only(vcards(card(*lines, version=version)))


def read_text(folder: Path, text: str | bytes, name: str = "people.txt") -> Reading:
    """Read a file that holds this text."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path)


def book_of(*contacts: Contact) -> Book:
    return Book(contacts={contact.id: contact for contact in contacts})


def planned(reading: Reading, *contacts: Contact) -> ImportPlan:
    """What importing a reading into a book of these contacts would do."""
    return plan(book_of(*contacts), reading, today=TODAY)


def carried_out(book: Book, done: ImportPlan) -> Book:
    """The book after an import, with ids given in order."""
    contacts = dict(book.contacts)
    start = max(contacts, default=0) + 1
    contacts |= {key: changed(contact, id=key) for key, contact in enumerate(done.added, start)}
    contacts |= {after.id: after for _, after in done.updated}
    return Book(contacts=contacts)


def faults_at(reading: Reading) -> list[int]:
    """The lines that faults name, in order."""
    return [fault.line for fault in reading.faults]
