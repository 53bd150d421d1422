"""What the insight pane says about everyone: the morning list first, then what the answers teach."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import groupby

from rich.cells import cell_len

from crm.domain.book import Book
from crm.insight.everyone import EveryoneFacts, ToCheckIn, everyone_facts
from crm.insight.findings.act import Act
from crm.insight.reviewing.morning import Item, What
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import counted
from crm.ui import glyphs
from crm.ui.panes.morning_words import sort_of
from crm.ui.panes.unfold import Unfold
from crm.ui.rows.finding_rows import finding_blocks
from crm.ui.rows.record_view import heading, months
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain

OF_A_SORT = 3
"""Items of one sort of the morning that are listed at first; the others unfold."""

CHECK_INS = 8
"""People to check in with who are listed; the others are counted."""

FINDINGS = 3
"""Findings that are shown beside the morning; the others are on the screen of their own."""


def everyone_blocks(
    book: Book, today: date, unfolded: AbstractSet[What] = frozenset(), thresholds: Thresholds = DEFAULTS
) -> Iterator[Block]:
    """The morning list, the strongest findings, and the figures that they rest on."""
    facts = everyone_facts(book, today, thresholds)
    yield from _morning(facts.morning, unfolded)
    yield from _findings(facts)
    if facts.total.answered:
        yield from months(facts)
        yield from _kinds(facts)
        yield from _reasons(facts)
    yield from _check_ins(facts.to_check_in)


def _morning(items: Sequence[Item], unfolded: AbstractSet[What]) -> Iterator[Block]:
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


def _findings(facts: EveryoneFacts) -> Iterator[Block]:
    """The strongest findings, and how many more there are."""
    for one in facts.insights[:FINDINGS]:
        yield from finding_blocks(one)
    more = len(facts.insights) - FINDINGS
    words = f"and {counted(more, 'finding')} more, with the figures" if more > 0 else "all the figures"
    if facts.total.answered:
        right = (Span(glyphs.ENTER, "muted"),)
        yield Block((Span(f" {words}", "muted"),), Act("all", words), indent=1, right=right)
        yield text()


def _kinds(facts: EveryoneFacts) -> Iterator[Block]:
    yield heading("By kind", facts.window)
    for one in facts.kinds:
        yield Block(
            (Span(f" {glyphs.KIND[one.kind]} ", "accent"), Span(f"{one.kind:<12}", "muted"), Span(one.words)),
            indent=15,
        )
    yield text()


def _reasons(facts: EveryoneFacts) -> Iterator[Block]:
    reasons = facts.reasons
    if reasons.said + reasons.guess + reasons.unknown:
        yield heading("Why they said no", facts.window)
        yield text(f"{reasons.said} said why · {reasons.guess} you guess · {reasons.unknown} unknown")
        yield text()
    if facts.missing.counts:
        yield heading("Most often missing", f"of {counted(facts.missing.n, 'no', 'noes')}")
        widest = max(cell_len(item) for item, _ in facts.missing.counts)
        for item, count in facts.missing.counts[:5]:
            yield Block((Span(f" {plain(item):<{widest}}  ", "muted"), Span(f"{count}")), wraps=False)
        yield text()


def _check_ins(people: Sequence[ToCheckIn]) -> Iterator[Block]:
    if not people:
        return
    yield heading("To check in with", f"{len(people):,}")
    for one in people[:CHECK_INS]:
        act = Act("check_in", one.words, ("contacts", one.contact))
        yield Block(
            (Span(f" {glyphs.CHECK_IN} ", "accent"), Span(f"{plain(one.name)}: {one.words}")), act, indent=3
        )
        if one.luck:
            yield text(plain(one.luck), "muted", indent=3)
    if len(people) > CHECK_INS:
        yield text(f"and {len(people) - CHECK_INS:,} more", "muted", indent=3)
