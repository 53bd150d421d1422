"""What the insight pane says about everyone: the morning list first, then what the answers teach."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from rich.cells import cell_len

from crm.domain.book import Book
from crm.insight.agenda.item import What
from crm.insight.everyone import EveryoneFacts, ToCheckIn, everyone_facts
from crm.insight.findings.act import Act
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import counted
from crm.ui import glyphs
from crm.ui.panes.morning_rows import morning_blocks
from crm.ui.rows.finding_rows import finding_blocks
from crm.ui.rows.record_view import months
from crm.ui.widgets.blocks import Block, heading, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain

CHECK_INS = 8
"""People to check in with who are listed; the others are counted."""

FINDINGS = 3
"""Findings that are shown beside the morning; the others are on the screen of their own."""


def everyone_blocks(
    book: Book, today: date, unfolded: AbstractSet[What] = frozenset(), thresholds: Thresholds = DEFAULTS
) -> Iterator[Block]:
    """The morning list, the strongest findings, and the figures that they rest on."""
    facts = everyone_facts(book, today, thresholds)
    yield from morning_blocks(book, today, unfolded, thresholds)
    yield from _findings(facts)
    if facts.total.answered:
        yield from months(facts)
        yield from _kinds(facts)
        yield from _reasons(facts)
    yield from _check_ins(facts.to_check_in)


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
