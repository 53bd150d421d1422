"""A contact's whole story by day, the newest first: what was offered, answered, learned, said and noted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from crm.domain.book import Book, TableName
from crm.domain.checkin import CheckIn
from crm.domain.days.daywords import WEEKDAY_NAMES, say_date
from crm.domain.lens import Lens
from crm.domain.record import day_of_instant
from crm.domain.reflection import Reflection
from crm.insight.next_offer.lessons import acts_now
from crm.insight.next_offer.origins import lens_day, no_day, types_words
from crm.ui import glyphs
from crm.ui.commands import with_keys
from crm.ui.keys import Keys
from crm.ui.rows.story_offers import offer_moments
from crm.ui.rows.story_words import Moment, quoted
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain, plain_lines

NO_STORY = "Nothing has happened yet. {new_offer} makes a first offer, {note} writes a first note."

MARGIN = 3
"""Cells before what happened on a day; what was said of it stands two cells further in."""


class Key(NamedTuple):
    """What a line of the story is about: a record, and which of its moments, counted from the first one on.

    It stays the same when something happens with another record, or later with this one.
    """

    table: TableName
    id: int
    moment: int


def moments(book: Book, contact: int, today: date) -> list[Moment]:
    """Everything that happened with a contact, the newest first."""
    found: list[Moment] = []
    for offer in book.offers_of(contact):
        found += offer_moments(book, offer, contact, today)
        found += (
            moment for one in book.reflections_of(offer.id) for moment in _reflected(book, one, contact)
        )
    found += (moment for lens in book.lenses_of(contact) for moment in _lens(book, lens, today))
    found += (moment for checkin in book.checkins_of(contact) for moment in _checked_in(checkin, today))
    found += (
        Moment(note.on, "notes", note.id, glyphs.NOTE, "note", (note.text,))
        for note in book.notes_of(contact)
    )
    found += _added(book, contact)
    return sorted(found, key=lambda one: (one.on, one.id))[::-1]


def story_blocks(book: Book, contact: int, today: date, keys: Keys) -> Iterator[Block]:
    """The story as the rows of a list: a heading a day, then what happened on it."""
    found = moments(book, contact, today)
    if len(found) <= 1:
        yield text(with_keys(NO_STORY, keys), "muted")
    for on, group in groupby(zip(found, _keys(found), strict=True), key=lambda one: one[0].on):
        yield text(f"{WEEKDAY_NAMES[on.weekday()][:3]} {say_date(on, today)}", "muted")
        for moment, key in group:
            yield from _blocks(moment, key)


def _keys(found: list[Moment]) -> list[Key]:
    """The keys of moments that stand with the newest first."""
    seen: Counter[tuple[TableName, int]] = Counter()
    keys = []
    for moment in reversed(found):
        keys.append(Key(moment.table, moment.id, seen[moment.table, moment.id]))
        seen[moment.table, moment.id] += 1
    return keys[::-1]


def _blocks(moment: Moment, key: Key) -> Iterator[Block]:
    head = (Span(" " * MARGIN), Span(f"{moment.sign} ", moment.tone), Span(plain(moment.words), "strong"))
    yield Block(head, key, indent=MARGIN + 2)
    for under in moment.under:
        for line in plain_lines(under):
            yield text(line, "" if moment.table == "notes" else "muted", indent=MARGIN + 2)


def _reflected(book: Book, one: Reflection, contact: int) -> Iterator[Moment]:
    """A reflection on their own no, or what another's no taught about them."""
    on = one.finished_on or one.started_on or no_day(book, one)
    if on is None:
        return
    offer = book.offers[one.offer]
    own = offer.side(one.side).contact == contact
    if not own:
        if one.learned_other and acts_now(book, one):
            name = book.name(offer.side(one.side).contact)
            yield Moment(
                on, "reflections", one.id, glyphs.REFLECT, f"learned from {name}'s no", (one.learned_other,)
            )
        return
    words = {
        "owed": "a no to reflect on",
        "partial": "a reflection begun",
        "done": "reflected",
        "skipped": "reflection skipped",
    }
    yield Moment(
        on,
        "reflections",
        one.id,
        glyphs.REFLECT,
        words[one.status] if offer.side(one.side).answer == "no" else "a no, taken back",
        tuple(_learned(one)),
        "accent" if one.is_owed else "",
    )


def _learned(one: Reflection) -> Iterator[str]:
    if one.clear:
        yield f"clear enough? {one.clear}" + (f" · missing: {', '.join(one.missing)}" if one.missing else "")
    if one.better_why:
        yield f"better said: {one.better_why}"
    kinds = [f"open to {kind}s" for kind in one.open_to] + [f"closed to {kind}s" for kind in one.closed_to]
    if kinds:
        yield ", ".join(kinds)
    yield from (line for line in (one.pattern_note, one.learned_decliner) if line)


def _lens(book: Book, lens: Lens, today: date) -> Iterator[Moment]:
    on, sign = lens_day(book, lens), glyphs.lens_glyph(lens.mode, lens.source)
    until = f"until {say_date(lens.until, today)}" if lens.until else ""
    words = lens_words(lens, until if lens.then else "")
    if on is not None:
        source = "they said" if lens.source == "said" else "your guess"
        under = source if lens.then or not until else f"{source} · {until}"
        yield Moment(on, "lenses", lens.id, sign, words, (under,))
    if lens.ended_on is not None:
        yield Moment(lens.ended_on, "lenses", lens.id, sign, f"no longer: {words}")


def lens_words(lens: Lens, until: str = "") -> str:
    """A lens in a few words: ``busy with a book until 3 Jan``, ``only wants to meet investors``, ``open to introductions``."""
    if lens.mode == "busy":
        return lens.busy_words(until)
    is_open = lens.mode == "open"
    return (
        f"{'open to introductions' if is_open else f'only wants to meet {types_words(lens)}'} {until}".strip()
    )


def _checked_in(checkin: CheckIn, today: date) -> Iterator[Moment]:
    if checkin.answered_on is not None:
        said = [f"hopes to meet: {checkin.people_wanted}"] if checkin.people_wanted else []
        if checkin.too_busy:
            until = f" until {say_date(checkin.until, today)}" if checkin.until else ""
            said.append(f"too busy now? {checkin.too_busy}{until}")
        said += [checkin.notes] if checkin.notes else []
        yield Moment(
            checkin.answered_on,
            "checkins",
            checkin.id,
            glyphs.CHECK_IN,
            "answered your check-in",
            tuple(said),
        )
    if checkin.asked_on is not None:
        yield Moment(checkin.asked_on, "checkins", checkin.id, glyphs.CHECK_IN, "you checked in")
    elif checkin.due_on is not None and checkin.is_open:
        yield Moment(
            checkin.due_on, "checkins", checkin.id, glyphs.CHECK_IN, "check-in planned", (), "accent"
        )


def _added(book: Book, contact: int) -> Iterable[Moment]:
    known = book.contact(contact)
    days = [
        (day_of_instant(known.created), "came into your book"),
        (known.archived_on, "archived"),
    ]
    for day, words in days:
        if day is not None:
            sources = ", ".join(dict.fromkeys(source.kind for source in known.sources))
            under = (
                (quoted(known.how_met), f"read from {sources}" if sources else "")
                if words != "archived"
                else ()
            )
            yield Moment(
                day,
                "contacts",
                contact,
                "+",
                words,
                tuple(line for line in under if line),
            )
