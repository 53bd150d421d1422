"""Offers as a CSV table, one a row, for a spreadsheet to count in."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.offer import Offer, Side, Worth
from crm.exchange.table.cells import harmless

_SIDE = ("", "Role", "Why", "Asked", "Channel", "Answer", "Answered", "Words", "Reasons", "Come back")
_HEADER = (
    "Made",
    "Kind",
    "Stage",
    *(f"{side} {what}".strip() for side in ("A", "B") for what in _SIDE),
    "Introduced",
    "Withdrawn",
    "A: worth it",
    "A: said",
    "B: worth it",
    "B: said",
)


def offers_csv(book: Book) -> str:
    """The offers of a book, the oldest first. A cell that a spreadsheet would run gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for offer in sorted(book.offers.values(), key=lambda offer: (offer.made_on, offer.id)):
        writer.writerow(map(harmless, _cells(book, offer)))
    return out.getvalue()


def _cells(book: Book, offer: Offer) -> Iterator[str]:
    yield from (offer.made_on.isoformat(), offer.kind, offer.closing or offer.stage)
    for _, side in offer.sides():
        yield from _side(book, side)
    yield from (_day(offer.introduced_on), _day(offer.withdrawn_on))
    for worth in (offer.outcome.a, offer.outcome.b):
        yield from _worth(worth)


def _side(book: Book, side: Side) -> Iterator[str]:
    yield from (book.name(side.contact), side.role, side.why_told, _day(side.asked_on), side.channel)
    yield from ((side.answer or "").replace("_", " "), _day(side.answered_on), side.words)
    yield from ("; ".join(f"{one.word} ({one.source})" for one in side.reasons), _day(side.revisit_on))


def _worth(worth: Worth) -> Iterator[str]:
    yield from (worth.worth_it or "", worth.words)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
