"""Who would suit whom, both ways: what one hopes for found in what is known of the other, whole words only.

For a person A there are two questions. Who would suit A: people who are what A hopes for, or like someone A said yes
to. And who might want A: people who hope for someone like A, or said yes to someone like A.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.offer import Offer
from crm.insight.match import fits_type, fitting, known_words, matched
from crm.insight.origins import lens_source_words, types_words
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.word_index import WordIndex
from crm.insight.words import day_words, first_names, listed

WISH = 3
"""What a wish that the other person fits adds to a score."""

LIKENESS = 1
"""What a shared tag adds to a score, and a likeness to someone who got a yes."""

LIKENESSES = 2
"""Likenesses to people who got a yes that count for one person: more say no more."""

Way = Literal["suits", "wants", "both"]
"""``suits``: they would suit the person; ``wants``: they might want the person; ``both``: it says either."""


class Reason(NamedTuple):
    """Why someone suits: which way, what it adds to the score, and in words, with the words that match."""

    way: Way
    score: int
    words: str


@dataclass(frozen=True, slots=True)
class Suiting:
    """A person who may suit: the score for ordering, and because of what.

    ``before`` tells of an offer of the two that came to nothing; "" where there was none.
    """

    contact: int
    score: int
    reasons: tuple[Reason, ...]
    before: str = ""

    @property
    def because(self) -> tuple[str, ...]:
        """Every reason in words, and the offer that was made before."""
        return (*(one.words for one in self.reasons), *([self.before] if self.before else ()))

    def goes(self, way: Way) -> bool:
        """Whether there is a reason that says so this way and not only either way."""
        return any(one.way == way for one in self.reasons)


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
    """Who might enjoy meeting a person, by tags, wants, gives, title, organisation, bio and past yeses.

    Raises:
        Refusal: when the book does not have the person.
    """
    me = book.contact(contact)
    people: list[Suiting] = []
    hidden: list[Hidden] = []
    met = _offers_by_partner(book, me)
    for one, reasons in _reasons(book, me, today, thresholds).items():
        other = book.contacts[one]
        offers = met.get(one, ())
        why = _why_not(book, me, other, today, offers)
        if why:
            hidden.append(Hidden(one, why))
        else:
            score = sum(reason.score for reason in reasons)
            people.append(Suiting(one, score, reasons, _before(offers, today)))
    people.sort(key=lambda one: (-one.score, book.name(one.contact), one.contact))
    hidden.sort(key=lambda one: (book.name(one.contact), one.contact))
    return WhoSuits(tuple(people), tuple(hidden))


# Why --------------------------------------------------------------------------------------------------------------


def _reasons(book: Book, me: Contact, today: date, thresholds: Thresholds) -> dict[int, tuple[Reason, ...]]:
    """Why each person might suit, in the order of the sorts below."""
    found: dict[int, list[Reason]] = defaultdict(list)
    for sort in (
        _i_hope_for(book, me, today),
        _hoping_for_me(book, me),
        _sharing_tags(book, me, thresholds),
        _like_my_yeses(book, me, thresholds),
        _said_yes_to_my_like(book, me, thresholds),
    ):
        for one, reason in sort:
            if one != me.id and one in book.contacts and reason not in found[one]:
                found[one].append(reason)
    return {one: tuple(reasons) for one, reasons in found.items() if reasons}


Found = Iterator[tuple[int, Reason]]


def _i_hope_for(book: Book, me: Contact, today: date) -> Found:
    """People who are what I hope for, or of the type that my lens lets in."""
    index = book.derived(WordIndex)
    for wish in dict.fromkeys(_wishes(book, me, today)):
        for one in index.fitting(wish):
            mine, theirs = first_names(me, book.contacts[one])
            yield one, Reason("suits", WISH, f"{mine} hopes for {wish}; {theirs}: {_match(wish, book, one)}")


def _hoping_for_me(book: Book, me: Contact) -> Found:
    """People who hope for someone like me."""
    known = known_words(me)
    for one in book.derived(WordIndex).hoping_for(known):
        mine, theirs = first_names(me, book.contacts[one])
        for wish in dict.fromkeys(book.contacts[one].wants):
            if fitting([wish], known):
                words = f"{theirs} hopes for {wish}; {mine}: {_match(wish, book, me.id)}"
                yield one, Reason("wants", WISH, words)


def _sharing_tags(book: Book, me: Contact, thresholds: Thresholds) -> Found:
    shared: dict[int, list[str]] = defaultdict(list)
    for tag in dict.fromkeys(me.tags):
        for one in _carrying(book, tag, thresholds):
            shared[one].append(tag)
    for one, tags in shared.items():
        yield one, Reason("both", LIKENESS * len(tags), f"both are tagged {listed(tags)}")


def _like_my_yeses(book: Book, me: Contact, thresholds: Thresholds) -> Found:
    """People who share a tag with someone to whom I said yes."""
    likes: dict[int, dict[int, str]] = defaultdict(dict)
    for partner in dict.fromkeys(_said_yes_to(book, me.id)):
        for tag in dict.fromkeys(book.contacts[partner].tags):
            for one in _carrying(book, tag, thresholds) - {partner}:
                likes[one].setdefault(partner, tag)
    for one, like in likes.items():
        words = f"like {_few(book, like)}, to whom {me.first_name} said yes"
        yield one, Reason("suits", min(LIKENESSES, len(like)) * LIKENESS, words)


def _said_yes_to_my_like(book: Book, me: Contact, thresholds: Thresholds) -> Found:
    """People who said yes to someone with whom I share a tag."""
    likes: dict[int, dict[int, str]] = defaultdict(dict)
    for tag in dict.fromkeys(me.tags):
        for alike in sorted(_carrying(book, tag, thresholds) - {me.id}):
            for one in _got_yes_from(book, alike):
                likes[one].setdefault(alike, tag)
    for one, like in likes.items():
        words = f"{book.contacts[one].first_name} said yes to {_few(book, like)}; {me.first_name} is alike"
        yield one, Reason("wants", min(LIKENESSES, len(like)) * LIKENESS, words)


def _few(book: Book, like: dict[int, str]) -> str:
    """People with the tag that they share, the first few by name."""
    few = [f"{book.name(one)} ({tag})" for one, tag in like.items()][:LIKENESSES]
    return listed([*few, f"{len(like) - len(few)} more"] if len(like) > len(few) else few)


def _carrying(book: Book, tag: str, thresholds: Thresholds) -> frozenset[int]:
    """Who carries a tag; nobody where so many do that it says nothing."""
    carrying = book.derived(WordIndex).tagged.get(tag.casefold(), frozenset())
    return carrying if len(carrying) <= thresholds.common_tag else frozenset()


def _said_yes_to(book: Book, contact: int) -> Iterator[int]:
    """The people whom someone said yes to meeting and was not sorry to have met."""
    for offer, mine, theirs in _pairs(book, contact):
        worth = offer.outcome.a if offer.a.contact == contact else offer.outcome.b
        if mine == "yes" and worth.worth_it != "no":
            yield theirs


def _got_yes_from(book: Book, contact: int) -> Iterator[int]:
    """The people who said yes to meeting someone."""
    for offer, _, theirs in _pairs(book, contact):
        side = offer.b if offer.a.contact == contact else offer.a
        if side.answer == "yes":
            yield theirs


def _pairs(book: Book, contact: int) -> Iterator[tuple[Offer, str | None, int]]:
    for offer in book.offers_of(contact):
        mine, other = (offer.a, offer.b) if offer.a.contact == contact else (offer.b, offer.a)
        if other.contact in book.contacts and other.contact != contact:
            yield offer, mine.answer, other.contact


def _match(wish: str, book: Book, contact: int) -> str:
    """The words of a wish and where a person has them: "founder (title), climate (tag)"."""
    return ", ".join(f"{word} ({where})" for word, where in matched(wish, book.contacts[contact]))


def _wishes(book: Book, me: Contact, today: date) -> tuple[str, ...]:
    """What a person hopes for: their wants, and the types that their lens lets in."""
    lens = book.current_lens(me.id, today)
    return (*me.wants, *(lens.types if lens and lens.mode == "only_type" else ()))


# Why not ----------------------------------------------------------------------------------------------------------


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


def _before(met: Sequence[Offer], today: date) -> str:
    """That the two were offered to each other before, where it came to nothing without a no."""
    if not met:
        return ""
    last = met[-1]
    how = "you took it back" if last.withdrawn_on is not None else "silence"
    return f"offered before, on {day_words(last.made_on, today)}: {how}"


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
