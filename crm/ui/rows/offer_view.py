"""Everything about one offer, as the rows of a list: each side as it was told, asked and answered, then what was learned."""

from collections.abc import Hashable, Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.days.dates import say_day
from crm.domain.offer import Offer, Side, SideKey, is_own_request
from crm.domain.reflection import Reflection
from crm.insight.next_offer.ask_first import ask_hints
from crm.insight.thresholds import Thresholds
from crm.ui import glyphs
from crm.ui.rows.story_words import quoted
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain, plain_lines

LABEL = 17
"""Cells of the column that names a fact."""

_STAGES = {
    "draft": "nobody asked yet",
    "asking": "asking",
    "ready": "both said yes: introduce them",
    "introduced": "introduced",
    "known": "introduced, and you know how it went",
}


def offer_blocks(book: Book, offer: Offer, today: date, thresholds: Thresholds) -> Iterator[Block]:
    """The whole offer."""
    yield Block(
        (
            Span(f" {glyphs.KIND[offer.kind]} ", "accent"),
            Span(offer.kind, "strong"),
            Span(
                f" · made {say_day(offer.made_on, today)} · {offer.closing or _STAGES[offer.stage]}", "muted"
            ),
        )
    )
    if offer.look_ahead.override_reason:
        yield _fact("all the same", offer.look_ahead.override_reason)
    for hint in ask_hints(book, offer, thresholds):
        yield text(plain(hint), "accent")
    for key, side in offer.sides():
        yield text()
        yield from _side(book, offer, key, side, today)
    for one in book.reflections_of(offer.id):
        yield text()
        yield from _reflection(book, offer, one)


def _side(book: Book, offer: Offer, key: SideKey, side: Side, today: date) -> Iterator[Block]:
    role = "" if side.role == "peer" else f" · {side.role}"
    tone = "good" if side.answer == "yes" else ""
    asked_for_it = side.answer == "yes" and is_own_request(offer, key)
    is_told = side.asked_on is not None or side.answer is not None
    yield Block(
        (
            Span(f" {plain(book.name(side.contact))}", "strong"),
            Span(role, "muted"),
            Span(
                f"  {glyphs.side_glyph(side)} {'asked for it' if asked_for_it else glyphs.side_word(side)}",
                tone,
            ),
        )
    )
    facts: tuple[tuple[str, str], ...] = (
        ("told" if is_told else "to tell", quoted(side.why_told)),
        ("bio sent" if is_told else "bio", side.bio_sent),
        ("asked", _day(side.asked_on, today, side.channel)),
        ("nudged", _day(side.nudged_on, today)),
        ("lapsed" if side.answer == "no_reply" else "answered", _day(side.answered_on, today)),
        ("their words", quoted(side.words)),
        ("because", ", ".join(f"{one.word} ({one.source})" for one in side.reasons)),
        ("your guess", side.guess),
        ("come back", _day(side.revisit_on, today)),
        ("how it went", _worth(offer, key)),
    )
    for label, words in facts:
        if words:
            yield _fact(label, words)


def _day(day: date | None, today: date, by: str = "") -> str:
    return "" if day is None else f"{say_day(day, today)} by {by}" if by else say_day(day, today)


def _worth(offer: Offer, key: SideKey) -> str:
    worth = offer.outcome.a if key == "a" else offer.outcome.b
    if worth.worth_it is None:
        return ""
    said = {"yes": "worth it", "no": "not worth it", "unsure": "unsure"}[worth.worth_it]
    return f"{said} {quoted(worth.words)}".strip()


def _fact(label: str, words: str, key: Hashable | None = None) -> Block:
    line = " ".join(plain_lines(words))
    return Block((Span(f"   {label:<{LABEL - 3}}", "muted"), Span(line)), key, indent=LABEL)


def _reflection(book: Book, offer: Offer, one: Reflection) -> Iterator[Block]:
    side = offer.side(one.side)
    name = plain(book.name(side.contact))
    states = {"owed": "to reflect on", "partial": "begun", "done": "reflected", "skipped": "skipped"}
    state = states[one.status] if side.answer == "no" else "taken back"
    yield Block(
        (Span(f" {glyphs.REFLECT} ", "accent"), Span(f"{name}'s no: {state}")),
        one.id,
        indent=3,
        right=(Span(glyphs.ENTER, "accent"),),
    )
    facts = (
        (
            "clear?",
            f"{one.clear or ''} {'· missing: ' if one.missing else ''}{', '.join(one.missing)}".strip(),
        ),
        ("better said", one.better_why),
        ("open to", ", ".join(f"{kind}s" for kind in one.open_to)),
        ("closed to", ", ".join(f"{kind}s" for kind in one.closed_to)),
        ("learned", " ".join(part for part in (one.learned_decliner, one.learned_other) if part)),
    )
    for label, words in facts:
        if words:
            yield _fact(label, words)
