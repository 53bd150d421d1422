"""What the insight pane says about one person."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.reflection import Reflection
from crm.insight.findings.act import Act
from crm.insight.person import KindFact, LensFact, PersonFacts, person_facts
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.ui import glyphs
from crm.ui.rows.finding_rows import finding_blocks
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Line, Span
from crm.ui.widgets.plain import plain

LABEL = 11
"""Cells of the column that names a row, the blank before it included."""

STRIP = 12
"""Answers drawn in a row: the latest ones."""


def next_act(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> Act:
    """The one thing to do about a person: the line that the cursor starts on."""
    return person_facts(book, contact, today, thresholds).next


def person_blocks(
    book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS
) -> Iterator[Block]:
    """A person's lens, answers, what was learned, and the next act."""
    facts = person_facts(book, contact, today, thresholds)
    yield text(plain(facts.name), "strong")
    if facts.role_line:
        yield text(plain(facts.role_line), "muted")
    yield text()
    if facts.lens is not None:
        yield from _lens(book, facts.lens)
        yield text()
    yield from _answers(facts)
    yield from _kinds(book, facts.kinds)
    yield from _check_in(facts)
    yield text()
    yield act_block(facts.next, "Next")
    for finding in facts.insights:
        yield text()
        yield from finding_blocks(finding, blank=False)
    if facts.learned:
        yield text()
        yield text("Learned", "muted")
    for one in facts.learned:
        act = Act("open", one.text, ("reflections", one.reflection))
        yield Block((Span(f" {glyphs.REFLECT} ", "accent"), Span(plain(one.text))), act, indent=3)


def act_block(act: Act, label: str) -> Block:
    """A line that Enter acts on."""
    return Block(
        (Span(f" {label}  ", "accent"), Span(plain(act.words))),
        act,
        indent=len(label) + 3,
        right=(Span(glyphs.ENTER, "accent"),),
    )


def _lens(book: Book, lens: LensFact) -> Iterator[Block]:
    record = book.lenses[lens.lens]
    sign = glyphs.lens_glyph(record.mode, record.source)
    origin = book.reflections.get(record.origin or 0)
    key = Act("open", lens.words, ("reflections", origin.id)) if origin is not None else None
    yield Block((Span(f" {sign} ", "accent"), Span(plain(lens.words))), key, indent=3)
    yield text(" · ".join(part for part in (lens.source, lens.ends) if part), "muted", indent=3)


def _answers(facts: PersonFacts) -> Iterator[Block]:
    counts = facts.answers
    label = Span(f" {'Answers':<{LABEL - 1}}", "muted")
    if not counts.asked:
        yield Block((label, Span("not asked yet")), indent=LABEL)
        return
    words = f"{counts.yes} yes, {counts.no} no" if counts.answered else "no answers yet"
    yield Block((label, *strip_spans(facts), Span(words)), indent=LABEL)
    if facts.aside:
        yield text(facts.aside, "muted", indent=LABEL)
    if counts.low is not None and counts.high is not None:
        yield text(f"plausibly {100 * counts.low:.0f}-{100 * counts.high:.0f}% yes", "muted", indent=LABEL)
    yield text(facts.window, "muted", indent=LABEL)


def strip_spans(facts: PersonFacts) -> Line:
    """The latest answers as a row of signs, the oldest first."""
    signs = tuple(
        Span(glyphs.ANSWER[answer], "good" if answer == "yes" else "muted" if answer != "no" else "")
        for answer in facts.strip[-STRIP:]
    )
    return (*signs, Span("   ")) if signs else ()


def _kinds(book: Book, kinds: tuple[KindFact, ...]) -> Iterator[Block]:
    told = [one for one in kinds if one.answers.answered or one.is_open is not None]
    if told:
        yield text()
    for one in told:
        stance = {True: " · seems open", False: " · seems closed", None: ""}[one.is_open]
        reflection: Reflection | None = book.reflections.get(one.reflection or 0)
        key = Act("open", "", ("reflections", reflection.id)) if reflection is not None else None
        yield Block(
            (
                Span(f" {glyphs.KIND[one.kind]} ", "accent"),
                Span(f"{one.kind:<{LABEL}}", "muted"),
                Span(one.words),
                Span(stance, "muted"),
            ),
            key,
            indent=3,
        )


def _check_in(facts: PersonFacts) -> Iterator[Block]:
    if facts.check_in is None:
        return
    yield text()
    act = Act("check_in", facts.check_in.words, ("contacts", facts.contact))
    yield Block(
        (Span(f" {glyphs.CHECK_IN} ", "accent"), Span(f"Check in: {facts.check_in.words}")), act, indent=3
    )
    if facts.luck is not None and facts.luck.words:
        yield text(facts.luck.words, "muted", indent=3)
