"""The figures that findings rest on, as the rows of a list: counts with their n and window, and never a bare share."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from crm.insight.counting.answers import share_words
from crm.insight.everyone import EveryoneFacts, ToCheckIn
from crm.insight.findings.act import Act
from crm.insight.thresholds import Thresholds
from crm.insight.words import counted, month_words, share_in_words
from crm.ui import glyphs
from crm.ui.rows.share_chart import chart_blocks
from crm.ui.widgets.blocks import Block, heading, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain

CHECK_INS = 12
"""People to check in with who are listed; the others are counted."""

LABEL = 13
"""Cells of the column that names a row."""


def record_blocks(facts: EveryoneFacts, thresholds: Thresholds) -> Iterator[Block]:
    """Everything that is counted about everyone. What rests on too little is left out."""
    if not facts.total.answered:
        yield text("No answers yet. Figures come with them.", "muted")
        return
    yield from months(facts)
    yield from _kinds(facts)
    yield from _noes(facts, thresholds)
    yield from _asking(facts, thresholds)
    yield from _outcomes(facts, thresholds)
    yield from _helped(facts)
    yield from _flagged(facts, thresholds)


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """Rows of a label and what it says."""
    for label, said in rows:
        yield Block((Span(f" {plain(label):<{LABEL}}", "muted"), Span(plain(said))), indent=LABEL + 1)
    yield text()


def months(facts: EveryoneFacts) -> Iterator[Block]:
    """The yes share by month as a chart, and what it is in all."""
    own = facts.total.yes / facts.total.answered if facts.total.low is not None else None
    yield heading("Yes by month", facts.window)
    yield from chart_blocks(facts.months, own)
    yield text(f"in all {facts.share}", "muted")
    yield text()


def _kinds(facts: EveryoneFacts) -> Iterator[Block]:
    yield heading("By kind", facts.window)
    yield from _rows((f"{glyphs.KIND[one.kind]} {one.kind}", one.words) for one in facts.kinds)


def _noes(facts: EveryoneFacts, thresholds: Thresholds) -> Iterator[Block]:
    """What the noes say: was the why clear, what was missing, why they said no, which kind it truly was."""
    clear, reasons, drift = facts.clarity, facts.reasons, facts.drift
    if clear.n >= thresholds.min_n:
        yield heading("Was the why clear?", f"{counted(clear.n, 'no', 'noes')} reflected on, {facts.window}")
        yield text(clear.words)
        yield text()
    if facts.missing.counts and facts.missing.n >= thresholds.min_n:
        yield heading("Most often missing", f"last {counted(facts.missing.n, 'reflection')}")
        yield from _counts(facts.missing.counts)
    if reasons.noes >= thresholds.min_n:
        yield heading("Why they said no", f"{counted(reasons.noes, 'no', 'noes')}, {facts.window}")
        yield text(f"{reasons.said} said why · {reasons.guess} you guess · {reasons.unknown} unknown")
        yield text()
    if drift.n >= thresholds.min_n and drift.moved:
        yield heading("Offered as, truly", f"{counted(drift.n, 'no', 'noes')} reflected on, {facts.window}")
        yield from _counts((f"{was} → {truly}", times) for (was, truly), times in drift.moved.items())


def _counts(counts: Iterable[tuple[str, int]]) -> Iterator[Block]:
    """Words with how often they count, one a line."""
    counts = list(counts)
    widest = max(cell_len(words) for words, _ in counts)
    for words, count in counts:
        pad = " " * (widest - cell_len(words))
        yield Block((Span(f" {plain(words)}{pad}  ", "muted"), Span(str(count))), wraps=False)
    yield text()


def _asking(facts: EveryoneFacts, thresholds: Thresholds) -> Iterator[Block]:
    """How soon people answer, and whether asking often goes with fewer yeses."""
    took, asking = facts.time_to_answer, facts.asking
    if took.n >= thresholds.min_n:
        age, most = counted(thresholds.lapse_days, "day"), share_in_words(thresholds.nudge_share)
        yield heading("Time to answer", f"{counted(took.n, 'reply', 'replies')} to asks {age} old or older")
        own = took.n >= thresholds.nudge_from_answers
        soon = f", {most} within {took.most}" if own else ""
        day = (
            f"{most} had come by then" if own else f"until {thresholds.nudge_from_answers} replies are known"
        )
        yield from _rows(
            (
                ("answered", f"half within {counted(took.half or 0, 'day')}{soon}"),
                ("one nudge", f"on day {facts.nudge_day} ({day})"),
            )
        )
    if asking.often.answered and asking.seldom.answered + asking.often.answered >= thresholds.min_n:
        yield heading("Asked often?", facts.window)
        rows = [
            ("seldom", share_words(asking.seldom)),
            (f"{thresholds.load_asks} in {thresholds.load_days} days", share_words(asking.often)),
        ]
        if asking.comparison is not None:
            rows.append(("", asking.comparison.words))
        yield from _rows(rows)


def _outcomes(facts: EveryoneFacts, thresholds: Thresholds) -> Iterator[Block]:
    made = facts.outcomes
    if made.introduced < thresholds.min_n:
        return
    yield heading("What came of it", f"{counted(made.introduced, 'introduction')}, {facts.window}")
    rows = [("heard back", f"on {made.heard} of {made.introduced}")]
    if made.told.answered:
        unsure = f", {made.unsure} unsure" if made.unsure else ""
        rows.append(("worth it", f"{share_words(made.told)}{unsure}"))
    yield from _rows(rows)


def _helped(facts: EveryoneFacts) -> Iterator[Block]:
    """Lessons as two counts each: no proof, and said so."""
    for one in facts.helped:
        yield heading(f"With “{one.item}” as a prompt", f"learned in {month_words(one.since)}")
        yield from _rows(
            (
                ("with it", share_words(one.shown)),
                ("before", share_words(one.before)),
                ("", one.comparison.words),
            )
        )


def _flagged(facts: EveryoneFacts, thresholds: Thresholds) -> Iterator[Block]:
    found = facts.flagged
    if not facts.to_check_in:
        return
    yield heading("Almost never take an offer", f"last {thresholds.check_in_months} months")
    if found is not None and found.people >= thresholds.min_n:
        people = counted(found.people, "person", "people")
        here = f"{found.came} of {people} asked often enough have come here, {found.flagged} are here now"
        yield text(f"{here}; {found.luck_words}", "muted")
    for one in facts.to_check_in[:CHECK_INS]:
        yield from _to_check_in(one)
    if len(facts.to_check_in) > CHECK_INS:
        yield text(f"and {len(facts.to_check_in) - CHECK_INS:,} more", "muted", indent=3)


def _to_check_in(one: ToCheckIn) -> Iterator[Block]:
    act = Act("check_in", one.words, ("contacts", one.contact))
    yield Block(
        (Span(f" {glyphs.CHECK_IN} ", "accent"), Span(plain(f"{one.name}: {one.words}"))), act, indent=3
    )
    if one.luck:
        yield text(plain(one.luck), "muted", indent=3)
