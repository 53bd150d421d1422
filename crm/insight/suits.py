"""Who would suit whom: what one hopes for found in what is known of the other, whole words only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.insight.ahead.past import offers_of_pair
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
    wishes = _wishes(book, me, today)
    people: list[Suiting] = []
    hidden: list[Hidden] = []
    for one in _candidates(book, me, wishes, thresholds):
        other = book.contacts[one]
        reasons = list(_because(me, wishes, other, book, thresholds))
        why = _why_not(book, me, other, today) if reasons else ""
        if why:
            hidden.append(Hidden(one, why))
        elif reasons:
            score = sum(score for score, _ in reasons)
            people.append(Suiting(one, score, tuple(words for _, words in reasons)))
    people.sort(key=lambda one: (-one.score, book.name(one.contact), one.contact))
    hidden.sort(key=lambda one: (book.name(one.contact), one.contact))
    return WhoSuits(tuple(people), tuple(hidden))


def _wishes(book: Book, me: Contact, today: date) -> tuple[str, ...]:
    """What a person hopes for: their wants, and the types that their lens lets in."""
    lens = book.current_lens(me.id, today)
    return (*me.wants, *(lens.types if lens and lens.mode == "only_type" else ()))


def _candidates(book: Book, me: Contact, wishes: tuple[str, ...], thresholds: Thresholds) -> set[int]:
    index = book.derived(WordIndex)
    found = index.hoping_for(known_words(me)).union(*(index.fitting(wish) for wish in wishes))
    for tag in me.tags:
        carrying = index.fitting(tag)
        if len(carrying) <= thresholds.common_tag:
            found |= carrying
    return set(found) - {me.id}


def _because(
    me: Contact, wishes: tuple[str, ...], other: Contact, book: Book, thresholds: Thresholds
) -> Iterator[tuple[int, str]]:
    my_name, their_name = first_names(me, other)
    known, mine = known_words(other), known_words(me)
    for wish in dict.fromkeys(wishes):
        if fitting([wish], known):
            yield WISH, f"{my_name} hopes for {wish}, and {their_name} fits"
    for wish in dict.fromkeys(other.wants):
        if fitting([wish], mine):
            yield WISH, f"{their_name} hopes for {wish}, and {my_name} fits"
    theirs = {tag.casefold() for tag in other.tags}
    for tag in dict.fromkeys(me.tags):
        if tag.casefold() in theirs and len(book.derived(WordIndex).fitting(tag)) <= thresholds.common_tag:
            yield SHARED_TAG, f"both are tagged {tag}"


def _why_not(book: Book, me: Contact, other: Contact, today: date) -> str:
    """Why someone who would suit is not proposed now; "" when nothing speaks against it."""
    if other.archived_on is not None:
        return f"archived on {day_words(other.archived_on, today)}"
    return (
        _pair_words(book, me, other, today)
        or _lens_words(book, other, me, today)
        or _lens_words(book, me, other, today, busy=False)
    )


def _pair_words(book: Book, me: Contact, other: Contact, today: date) -> str:
    for offer in reversed(offers_of_pair(book, me.id, other.id)):
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
