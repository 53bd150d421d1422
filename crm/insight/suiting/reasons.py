"""Why someone might suit a person, each reason with what it adds to a score and with the words that match."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.offer import Offer
from crm.insight.suiting.match import fitting, known_words, matched
from crm.insight.suiting.word_index import WordIndex
from crm.insight.thresholds import Thresholds
from crm.insight.words import first_names, listed

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


def reasons_for(
    book: Book, me: Contact, today: date, thresholds: Thresholds
) -> dict[int, tuple[Reason, ...]]:
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
