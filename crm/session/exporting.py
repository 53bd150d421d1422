"""Exporting: the whole book, its people for other programs, its offers for a spreadsheet, its days for a calendar."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from crm.domain.contact import Contact
from crm.domain.record import Refusal
from crm.exchange.ics import birthdays, calendar, due_days
from crm.exchange.table.offers import offers_csv
from crm.exchange.table.write import people_csv
from crm.exchange.vcard.write import Version, vcards
from crm.session.session import Session
from crm.storage import fileio
from crm.storage.ancestor import file_id
from crm.storage.change import Unreadable
from crm.storage.migrate import ABOUT_KEY
from crm.storage.split import split

Format = Literal["json", "vcf", "csv", "ics"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Wanted(NamedTuple):
    """What is to go out.

    ``version`` is that of the vCards; ``offers`` means the offers instead of the people, in a table; ``archived``
    takes along who was put away. JSON is everything in any case.
    """

    format: Format = "json"
    version: Version = "3.0"
    offers: bool = False
    archived: bool = False


class Export(NamedTuple):
    """What goes out: the bytes of the file, and in words what is in it and what is not."""

    data: bytes
    words: str


def exported(session: Session, wanted: Wanted) -> Export:
    """The book as one file of a format.

    Raises:
        Refusal: for the offers in a format that has no word for them.
    """
    if wanted.offers and wanted.format != "csv":
        raise Refusal("only a table (csv) or the whole book (json) can hold the offers")
    return _MAKERS[wanted.format](session, wanted)


def _book(session: Session, _: Wanted) -> Export:
    book = session.book
    return Export(
        session.store.image(),
        f"the whole book: {_people(len(book.contacts))}, {_count(book.offers, 'offer')}",
    )


def _cards(session: Session, wanted: Wanted) -> Export:
    people, words = _chosen(session, wanted)
    return Export(vcards(people, wanted.version).encode(errors="replace"), words)


def _table(session: Session, wanted: Wanted) -> Export:
    if wanted.offers:
        return Export(_for_excel(offers_csv(session.book)), _count(session.book.offers, "offer"))
    people, words = _chosen(session, wanted)
    return Export(_for_excel(people_csv(people)), words)


def _for_excel(text: str) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    return text.encode("utf-8-sig", errors="replace")


def _days(session: Session, wanted: Wanted) -> Export:
    book, today, archived = session.book, session.today, wanted.archived
    due = due_days(book, today, session.thresholds, archived=archived)
    born = birthdays(book, today, archived=archived)
    return Export(
        calendar((*due, *born)).encode(errors="replace"),
        f"{_count(due, 'due day')}, {_count(born, 'birthday')}",
    )


_MAKERS: dict[Format, Callable[[Session, Wanted], Export]] = {
    "json": _book,
    "vcf": _cards,
    "csv": _table,
    "ics": _days,
}


def _chosen(session: Session, wanted: Wanted) -> tuple[list[Contact], str]:
    everyone = list(session.book.contacts.values())
    people = [one for one in everyone if wanted.archived or not one.is_archived]
    left = len(everyone) - len(people)
    return people, _people(len(people)) + (f"; {left} archived left out" if left else "")


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _count(found: Iterable[object], one: str) -> str:
    count = sum(1 for _ in found)
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def format_of(path: Path) -> Format | None:
    """The format that a file name ends in, or None."""
    ending = path.suffix.lower().lstrip(".").replace("vcard", "vcf")
    return next((one for one in FORMATS if one == ending), None)


def write(session: Session, path: Path, export: Export) -> None:
    """Write an export durably; a file of that name is replaced by the whole new one or not at all.

    Raises:
        Refusal: when it is the open book itself, or another book.
        OSError: when it cannot be written.
    """
    target, book = Path(fileio.real(path)), Path(session.store.path)
    if target == book or (target.exists() and book.exists() and target.samefile(book)):
        raise Refusal(f"{path} is the book itself: choose another name")
    if target.is_dir():
        raise Refusal(f"{path} is a folder: name a file in it")
    if target.is_file() and _is_another_book(target, session):
        raise Refusal(f"{path} is another book: choose another name")
    if target.exists() and not target.is_file():
        target.write_bytes(export.data)  # a device or a pipe is written to, never replaced
    else:
        fileio.replace(str(target), [export.data])


def _is_another_book(path: Path, session: Session) -> bool:
    """Whether a file is a book, and neither this one nor a copy of it."""
    with suppress(Unreadable):
        about = file_id(split(path.read_bytes()))
        return about is not None and about != (session.store.document(*ABOUT_KEY) or {}).get("file")
    return False
