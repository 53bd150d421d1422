"""Books made straight from answers, for figures that need many: the records are those that the rules read."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, zip_longest

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.offer import AnswerWord, Kind, Offer, Side

START = date(2025, 1, 1)
NEVER_ASKED = None


def drawn(chance: float, n: int, rng: random.Random) -> list[bool]:
    """Answers of someone who says yes with this chance."""
    return [rng.random() < chance for _ in range(n)]


def book_of(
    answers: Sequence[Sequence[bool]], kinds: Sequence[Kind] = ("connection",), days_apart: int = 1
) -> Book:
    """A book in which person ``i + 1`` gave ``answers[i]``, some days apart, to offers of these kinds in turn.

    Two people share their offers; where one has no more answers their side is not asked. Beside the answers stands
    what must not count: now and then a silence, a later, and a requester's own yes.
    """
    offers: dict[int, Offer] = {}
    ids = count(1)
    for person in range(0, len(answers), 2):
        pair = answers[person : person + 2]
        for offer in _offers(person + 1, pair, ids, kinds, days_apart):
            offers[offer.id] = offer
    people = len(answers) + len(answers) % 2
    return Book(
        contacts={key: Contact(id=key, name=f"Person {key}") for key in range(1, people + 1)}, offers=offers
    )


def _offers(
    first: int, pair: Sequence[Sequence[bool]], ids: "count[int]", kinds: Sequence[Kind], days_apart: int
) -> Iterator[Offer]:
    ones, others = pair[0], pair[1] if len(pair) > 1 else ()
    for turn, (one, other) in enumerate(zip_longest(ones, others, fillvalue=NEVER_ASKED)):
        day = START + timedelta(days=turn * days_apart)
        yield Offer(
            id=next(ids),
            kind=kinds[turn % len(kinds)],
            made_on=day,
            a=_side(first, one, day),
            b=_side(first + 1, other, day),
        )
        if turn % 7 == 3:
            yield from _beside(first, day, ids)


def _side(contact: int, is_yes: bool | None, day: date) -> Side:
    if is_yes is None:
        return Side(contact=contact)
    return Side(contact=contact, asked_on=day, answer="yes" if is_yes else "no", answered_on=day)


def _beside(first: int, day: date, ids: "count[int]") -> Iterator[Offer]:
    """What is no answer to an ask: a silence, a later, a requester's own yes."""
    a, b = first, first + 1
    yield Offer(
        id=next(ids), kind="favor", made_on=day, a=_other(a, "no_reply", day), b=_other(b, "later", day)
    )
    asked = Side(contact=a, role="requester", answer="yes", answered_on=day)
    yield Offer(
        id=next(ids),
        kind="referral",
        made_on=day,
        a=asked,
        b=Side(contact=b, role="provider"),
        requested_by="a",
    )


def _other(contact: int, answer: AnswerWord, day: date) -> Side:
    revisit_on = day + timedelta(days=30) if answer == "later" else None
    return Side(contact=contact, asked_on=day, answer=answer, answered_on=day, revisit_on=revisit_on)
