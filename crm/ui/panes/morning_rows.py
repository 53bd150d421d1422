"""What the insight pane says first: the morning list, which is there before the figures of a big book."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import groupby

from crm.domain.book import Book
from crm.insight.reviewing.morning import Item, What, morning_list
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import counted
from crm.ui.panes.unfold import Unfold
from crm.ui.rows.morning_words import sort_of
from crm.ui.widgets.blocks import Block, heading, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain

OF_A_SORT = 3
"""Items of one sort that are listed at first; the others unfold."""


def morning_blocks(
    book: Book, today: date, unfolded: AbstractSet[What] = frozenset(), thresholds: Thresholds = DEFAULTS
) -> Iterator[Block]:
    """The morning list, a few of each sort."""
    items = morning_list(book, today, thresholds)
    yield heading("This morning", counted(len(items), "thing") if items else "")
    if not items:
        yield text("Nothing waits for you. A good day to make an offer.")
    for what, group in groupby(items, key=lambda item: item.what):
        of_sort = list(group)
        shown = len(of_sort) if what in unfolded or len(of_sort) == OF_A_SORT + 1 else OF_A_SORT
        for item in of_sort[:shown]:
            yield _item(item)
        if len(of_sort) > shown:
            yield Block(
                (Span(f"   and {len(of_sort) - shown:,} more {sort_of(what).more}", "muted"),), Unfold(what)
            )
    yield text()


def _item(item: Item) -> Block:
    return Block((Span(f" {sort_of(item.what).sign} ", "accent"), Span(plain(item.text))), item, indent=3)
