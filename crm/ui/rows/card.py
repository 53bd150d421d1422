"""A contact's card: everything known about a person, a line a fact, what is not known left out."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.contact import Contact, Labelled
from crm.domain.days.dates import ago, say_date
from crm.insight.counting.answers import answers, share_words
from crm.ui import glyphs
from crm.ui.rows.lens_words import source_words
from crm.ui.rows.story import lens_words
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain, plain_lines

WIDTH = 10
"""Cells that a label takes."""


def card_blocks(book: Book, contact: int, today: date) -> Iterator[Block]:
    """The card as the rows of a list."""
    known = book.contact(contact)
    yield text(plain(known.name), "strong")
    if known.role_line:
        yield text(plain(known.role_line))
    if known.archived_on is not None:
        yield text(f"{glyphs.ARCHIVED} archived {say_date(known.archived_on, today)}", "muted")
    yield text()
    yield from _now(book, contact, today)
    yield from _ways(known)
    yield from _both_ways(known)
    yield from _texts(known, today)


def _now(book: Book, contact: int, today: date) -> Iterator[Block]:
    lens = book.current_lens(contact, today)
    if lens is not None:
        sign = glyphs.lens_glyph(lens.mode, lens.source)
        until = f" until {say_date(lens.until, today)}" if lens.until else ""
        yield text(plain(f"{sign} {lens_words(lens)}{until} ({source_words(lens.source)})"), "accent")
    yield text(share_words(answers(book, contact)))
    yield text()


def _ways(known: Contact) -> Iterator[Block]:
    yield from _several("e-mail", [_labelled(one) for one in known.emails])
    yield from _several("phone", [_labelled(one) for one in known.phones])
    yield from _several("link", list(known.urls))
    yield from _several("address", [" ".join(one.split()) for one in known.addresses])
    yield from _fact("birthday", known.birthday)


def _both_ways(known: Contact) -> Iterator[Block]:
    yield from _fact("tags", ", ".join(known.tags))
    yield from _fact("wants", ", ".join(known.wants))
    yield from _fact("gives", ", ".join(known.gives))
    yield from _fact("met", known.how_met)


def _texts(known: Contact, today: date) -> Iterator[Block]:
    if known.bio:
        age = (
            f"{ago(known.bio_updated, today)} old" if known.bio_updated and known.bio_updated < today else ""
        )
        yield text()
        yield Block((Span(" "), Span("bio to send", "muted")), right=(Span(age, "muted"),))
        yield from (text(line) for line in plain_lines(known.bio))
    if known.notes:
        yield text()
        yield text("for you alone", "muted")
        yield from (text(line) for line in plain_lines(known.notes))


def _labelled(one: Labelled) -> str:
    return f"{one.value} ({one.label})" if one.label else one.value


def _several(label: str, values: list[str]) -> Iterator[Block]:
    for number, value in enumerate(values):
        yield from _fact("" if number else label, value)


def _fact(label: str, value: str) -> Iterator[Block]:
    if value:
        yield Block((Span(f" {label:<{WIDTH - 1}}", "muted"), Span(plain(value))), indent=WIDTH)
