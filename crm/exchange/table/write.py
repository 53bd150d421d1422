"""Contacts as a CSV table whose headers are those that most programs know, and that we read again."""

import csv
import io
from collections.abc import Iterable

from crm.domain.contact import Contact, Labelled
from crm.exchange.table.cells import harmless

_FIRST = ("Name", "First Name", "Last Name", "Organization", "Job Title")
_LAST = ("Birthday", "Tags", "How we met", "Bio", "Wants", "Gives", "Notes", "crm ID")
_MANY = " ::: "


def people_csv(contacts: Iterable[Contact]) -> str:
    """The contacts as CSV, one a row, with as many columns for addresses and numbers as somebody needs.

    The last cell is their number in the book, so that a row that comes back is known, whatever was changed in it.
    A cell that a spreadsheet would run as a formula gets an apostrophe in front, which our reader takes away again.
    """
    people = list(contacts)
    emails = max((len(person.emails) for person in people), default=0)
    phones = max((len(person.phones) for person in people), default=0)
    urls = max((len(person.urls) for person in people), default=0)
    addresses = max((len(person.addresses) for person in people), default=0)
    header = [*_FIRST, *_paired("E-mail", emails), *_paired("Phone", phones)]
    header += [f"Website {number} - Value" for number in range(1, urls + 1)]
    header += [f"Address {number} - Formatted" for number in range(1, addresses + 1)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*header, *_LAST])
    for person in people:
        cells = [person.name, person.given, person.family, person.org, person.title]
        cells += [*_pairs(person.emails, emails), *_pairs(person.phones, phones)]
        cells += [*_padded(person.urls, urls), *_padded(person.addresses, addresses), *_last(person)]
        writer.writerow(map(harmless, cells))
    return out.getvalue()


def _last(person: Contact) -> list[str]:
    tags = [
        f"*{tag}" if tag.startswith("*") else tag for tag in person.tags
    ]  # Google's mark, taken away again
    many = [
        f"{_MANY.join(each)}{_MANY}".strip() if each else "" for each in (tags, person.wants, person.gives)
    ]
    words = [person.birthday, many[0], person.how_met, person.bio, many[1], many[2], person.notes]
    return [*words, str(person.id)]


def _paired(what: str, count: int) -> list[str]:
    return [f"{what} {number} - {part}" for number in range(1, count + 1) for part in ("Label", "Value")]


def _pairs(values: tuple[Labelled, ...], count: int) -> list[str]:
    cells = [cell for each in values for cell in (each.label, each.value)]
    return _padded(tuple(cells), 2 * count)


def _padded(cells: tuple[str, ...], count: int) -> list[str]:
    return [*cells, *[""] * (count - len(cells))]
