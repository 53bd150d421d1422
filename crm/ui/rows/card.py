"""A contact's card: everything known about a person, a line a fact, and on their own screen what is not known yet."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from crm.domain.book import Book
from crm.domain.contact import Contact, Labelled
from crm.domain.days.birthdays import say_birthday
from crm.domain.days.dates import ago, say_date
from crm.exchange.vcard.kept import in_words
from crm.insight.counting.answers import answers, share_words
from crm.ui import glyphs
from crm.ui.rows.lens_words import source_words
from crm.ui.rows.story import lens_words
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain, plain_lines

WIDTH = 10
"""Cells that a label takes."""

KEPT = 12
"""Lines of an address book without a field of their own that are shown."""


class Fact(NamedTuple):
    """A line of the card: the fields of the contact that it shows, and which of several values."""

    fields: tuple[str, ...]
    place: int = 0


ALL = Fact(())
"""The first line: the card as a whole."""

LENS, THROUGH = Fact(("lens",)), Fact(("introduced_by",))
"""Lines about other records: what they are open to, and the offer through which you met."""

LABELS: dict[str, str] = {
    "emails": "e-mail",
    "phones": "phone",
    "urls": "link",
    "addresses": "address",
    "birthday": "birthday",
    "tags": "tags",
    "wants": "wants",
    "gives": "gives",
    "how_met": "met",
    "given": "given",
    "family": "family",
}
"""The facts on one line each, in their order, and what they are called."""

TEXTS = {"bio": "bio to send", "notes": "for you alone"}
"""The texts below them."""


def card_blocks(book: Book, contact: int, today: date, *, editable: bool = False) -> Iterator[Block]:
    """The card as the rows of a list; ``editable`` makes a row of each line, and of what is not known yet."""
    known = book.contact(contact)
    blocks = [
        *_head(known, today),
        *_now(book, contact, today),
        *_facts(book, known, today),
        *_texts(known, today),
    ]
    if editable:
        yield from blocks
        yield from _unknown(known)
    else:
        yield from (replace(block, key=None) for block in blocks)


def _head(known: Contact, today: date) -> Iterator[Block]:
    yield _keyed(text(plain(known.name), "strong"), ALL)
    if known.role_line:
        yield _keyed(text(plain(known.role_line)), Fact(("title", "org")))
    if known.archived_on is not None:
        yield text(f"{glyphs.ARCHIVED} archived {say_date(known.archived_on, today)}", "muted")
    yield text()


def _now(book: Book, contact: int, today: date) -> Iterator[Block]:
    lens = book.current_lens(contact, today)
    if lens is not None:
        sign = glyphs.lens_glyph(lens.mode, lens.source)
        until = f"until {say_date(lens.until, today)}" if lens.until else ""
        words = plain(f"{sign} {lens_words(lens, until)} ({source_words(lens.source)})")
        yield _keyed(text(words, "accent"), LENS)
    yield text(share_words(answers(book, contact)))
    yield text()


def _facts(book: Book, known: Contact, today: date) -> Iterator[Block]:
    for name, label in LABELS.items():
        for place, value in enumerate(_values(name, getattr(known, name))):
            shown = (name == "birthday" and say_birthday(value, today)) or value
            yield _keyed(_fact("" if place else label, shown), Fact((name,), place))
    through = book.offers.get(known.introduced_by or 0)
    if through is not None:
        names = " and ".join(book.name(side.contact) for _, side in through.sides())
        yield _keyed(_fact("through", f"the offer of {names}"), THROUGH)
    sources = ", ".join(dict.fromkeys(source.kind for source in known.sources))
    if sources:
        yield _fact("from", sources)


def _values(name: str, value: str | tuple[Labelled, ...] | tuple[str, ...]) -> Iterable[str]:
    """What a field says, a line each: addresses and the like one below the other, words with commas between."""
    if isinstance(value, str):
        return (value,) if value else ()
    if name in ("tags", "wants", "gives"):
        return (", ".join(map(str, value)),) if value else ()
    return [one if isinstance(one, str) else labelled(one) for one in value]


def labelled(one: Labelled) -> str:
    """A value with its label behind it."""
    return f"{one.value} ({one.label})" if one.label else one.value


def _texts(known: Contact, today: date) -> Iterator[Block]:
    for name, label in TEXTS.items():
        words = getattr(known, name)
        if words:
            age = _age(known.bio_updated, today) if name == "bio" else ""
            yield text()
            heading = Block((Span(" "), Span(label, "muted")), right=(Span(age, "muted"),))
            yield _keyed(heading, Fact((name,)))
            yield from map(text, plain_lines(words))
    if known.extra:
        yield text()
        yield text("kept from the address book", "muted")
        yield from (text(plain(in_words(line)), "muted") for line in known.extra[:KEPT])
        if len(known.extra) > KEPT:
            yield text(f"and {len(known.extra) - KEPT} lines more", "muted")


def _age(written: date | None, today: date) -> str:
    return f"{ago(written, today)} old" if written and written < today else ""


def _unknown(known: Contact) -> Iterator[Block]:
    """A line for each fact that is not written down, so that it can be."""
    names = [name for name in (*LABELS, *TEXTS) if not getattr(known, name)]
    role = [] if known.role_line else [(Fact(("title", "org")), "role")]
    missing = [*role, *((Fact((name,)), (LABELS | TEXTS)[name]) for name in names)]
    if missing:
        yield text()
        yield text("not written down yet", "muted")
    for fact, label in missing:
        yield Block((Span(" + ", "accent"), Span(label, "muted")), fact)


def _fact(label: str, value: str) -> Block:
    return Block((Span(f" {label:<{WIDTH - 1}}", "muted"), Span(plain(value))), indent=WIDTH)


def _keyed(block: Block, key: Hashable) -> Block:
    return replace(block, key=key)
