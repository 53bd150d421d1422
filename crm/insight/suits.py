"""Who would suit whom: what one hopes for found in what is known of the other, whole words only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.offer import Offer
from crm.insight.match import fits_type, fitting, known_words
from crm.insight.origins import lens_source_words, types_words
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.word_index import WordIndex
from crm.insight.words import day_words, first_names, listed

WISH = 3
"""What a wish that the other person fits adds to a score."""

SHARED_TAG = 1
"""What a tag that both carry adds to a score."""


@dataclass(frozen=True, slots=True)
class Suiting:
    """A person who may suit: the score for ordering, and because of what, each in words."""

    contact: int
    score: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A person who would suit and is not proposed now, and why."""

    contact: int
    why: str


@dataclass(frozen=True, slots=True)
class WhoSuits:
    """The people who suit one contact, best first, and those left out with the reason."""

    people: tuple[Suiting, ...]
    hidden: tuple[Hidden, ...]


def who_suits(book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS) -> WhoSuits:
    """Who might enjoy meeting a person, by tags, wants, gives, title, organisation and bio.

    Raises:
        Refusal: when the book does not have the person.
    """
    me = book.contact(contact)
    people: list[Suiting] = []
    hidden: list[Hidden] = []
    met = _offers_by_partner(book, me)
    for one, reasons in _reasons(book, me, today, thresholds).items():
        other = book.contacts[one]
        why = _why_not(book, me, other, today, met.get(one, ()))
        if why:
            hidden.append(Hidden(one, why))
        else:
            because = tuple(words for _, words in reasons)
            people.append(Suiting(one, sum(score for score, _ in reasons), because))
    people.sort(key=lambda one: (-one.score, book.name(one.contact), one.contact))
    hidden.sort(key=lambda one: (book.name(one.contact), one.contact))
    return WhoSuits(tuple(people), tuple(hidden))


def _reasons(
    book: Book, me: Contact, today: date, thresholds: Thresholds
) -> dict[int, list[tuple[int, str]]]:
    """Why each person might suit, each reason with what it adds to the score."""
    index = book.derived(WordIndex)
    reasons: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for wish in dict.fromkeys(_wishes(book, me, today)):
        for one in index.fitting(wish) - {me.id}:
            mine, theirs = first_names(me, book.contacts[one])
            reasons[one].append((WISH, f"{mine} hopes for {wish}, and {theirs} fits"))
    known = known_words(me)
    for one in index.hoping_for(known) - {me.id}:
        mine, theirs = first_names(me, book.contacts[one])
        for wish in dict.fromkeys(book.contacts[one].wants):
            if fitting([wish], known):
                reasons[one].append((WISH, f"{theirs} hopes for {wish}, and {mine} fits"))
    for tag in dict.fromkeys(me.tags):
        carrying = index.tagged.get(tag.casefold(), frozenset())
        if len(carrying) <= thresholds.common_tag:
            for one in carrying - {me.id}:
                reasons[one].append((SHARED_TAG, f"both are tagged {tag}"))
    return {one: why for one, why in reasons.items() if why}


def _wishes(book: Book, me: Contact, today: date) -> tuple[str, ...]:
    """What a person hopes for: their wants, and the types that their lens lets in."""
    lens = book.current_lens(me.id, today)
    return (*me.wants, *(lens.types if lens and lens.mode == "only_type" else ()))


def _offers_by_partner(book: Book, me: Contact) -> dict[int, list[Offer]]:
    """A person's offers by the one they would meet, the oldest first."""
    found: dict[int, list[Offer]] = defaultdict(list)
    for offer in sorted(book.offers_of(me.id), key=lambda one: (one.made_on, one.id)):
        for partner in offer.pair - {me.id}:
            found[partner].append(offer)
    return found


def _why_not(book: Book, me: Contact, other: Contact, today: date, met: Sequence[Offer]) -> str:
    """Why someone who would suit is not proposed now; "" when nothing speaks against it."""
    if other.archived_on is not None:
        return f"archived on {day_words(other.archived_on, today)}"
    return (
        _pair_words(book, met, today)
        or _lens_words(book, other, me, today)
        or _lens_words(book, me, other, today, busy=False)
    )


def _pair_words(book: Book, met: Sequence[Offer], today: date) -> str:
    for offer in reversed(met):
        if offer.introduced_on is not None:
            return f"you introduced them on {day_words(offer.introduced_on, today)}"
        if offer.is_open:
            return f"an offer of the two is open (made {day_words(offer.made_on, today)})"
        noes = [side for _, side in offer.sides() if side.answer == "no"]
        if noes:
            day = day_words(noes[0].answered_on or offer.made_on, today)
            return f"{listed(book.name(side.contact) for side in noes)} said no to this pair ({day})"
    return ""


def _lens_words(book: Book, whose: Contact, other: Contact, today: date, *, busy: bool = True) -> str:
    lens = book.current_lens(whose.id, today)
    if lens is None:
        return ""
    source = lens_source_words(book, lens, today)
    if lens.mode == "busy" and busy:
        until = f" until {day_words(lens.until, today)}" if lens.until else ""
        return f"{whose.first_name} is busy{until} ({source})"
    if lens.mode == "only_type" and lens.types and not fits_type(lens.types, other):
        return f"{whose.first_name} only wants to meet {types_words(lens)} ({source})"
    return ""
