"""One card: whom this may be already, and what is known of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from crm.domain.book import Book
from crm.insight.duplicates import Double
from crm.ui.rows.card import card_blocks
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain


def blocks(book: Book, contact: int, doubles: Sequence[Double], today: date) -> Iterator[Block]:
    """The card of one who has come, below whoever seems to be the same person."""
    same = suspicion(doubles, contact)
    if same is not None and all(one in book.contacts for one in same[:2]):
        other = book.name(same.b if same.a == contact else same.a)
        words = f" {same.sure} {plain(other)}: {plain(', '.join(same.reasons))}"
        yield Block((Span(words, "accent"), Span("  m looks at both", "muted")), indent=1)
        yield text()
    yield from card_blocks(book, contact, today)


def suspicion(doubles: Sequence[Double], contact: int) -> Double | None:
    """The pair that somebody is suspected to be one of."""
    return next((one for one in doubles if contact in one[:2]), None)
