"""What the record holds about one no, laid beside the questions of its reflection: facts, no conclusions.

Whoever is asked "was I clear?" answers better with what was actually told, sent and said in front of them.
"""

from datetime import date
from typing import NamedTuple

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.days.dates import say_day
from crm.domain.lens import Lens
from crm.domain.offer import OTHER, Kind, Offer, Reason, Side, SideKey
from crm.domain.reflecting.clues import size_phrase, timing_phrase


class Told(NamedTuple):
    """What one side was told, and what it answered.

    ``bio_age`` is how many days old the bio was when it was sent, ``days`` how many passed between ask and
    answer; both are None where the record does not say.
    """

    words: str
    reasons: tuple[Reason, ...]
    guess: str
    why_told: str
    bio_sent: str
    bio_words: int
    bio_age: int | None
    asked_on: date | None
    answered_on: date | None
    days: int | None


class KindTest(NamedTuple):
    """One test of a kind: the question, what the record says to it, and whether it holds (None: it cannot tell)."""

    question: str
    finding: str
    holds: bool | None


class EarlierNo(NamedTuple):
    """An earlier no of the same person: ``busy`` is the phrase in it that is about the time, or ""."""

    offer: int
    on: date
    kind: Kind
    other: int
    words: str
    busy: str


def told(book: Book, offer: Offer, key: SideKey) -> Told:
    """What one side of an offer was told and answered."""
    side = offer.side(key)
    sent_on = side.asked_on or offer.made_on
    about = book.contacts.get(offer.side(OTHER[key]).contact)
    return Told(
        words=side.words,
        reasons=side.reasons,
        guess=side.guess,
        why_told=side.why_told,
        bio_sent=side.bio_sent,
        bio_words=len(side.bio_sent.split()),
        bio_age=_bio_age(about, sent_on) if side.bio_sent else None,
        asked_on=side.asked_on,
        answered_on=side.answered_on,
        days=_days(side.asked_on, side.answered_on),
    )


def _bio_age(about: Contact | None, sent_on: date) -> int | None:
    """None for a bio that was rewritten after it was sent: how old the sent one was is not known."""
    updated = about.bio_updated if about is not None else None
    return (sent_on - updated).days if updated is not None and updated <= sent_on else None


def _days(start: date | None, end: date | None) -> int | None:
    return (end - start).days if start is not None and end is not None else None


# Which kind was it? -----------------------------------------------------------------------------------------


def kind_tests(book: Book, offer: Offer, kind: Kind, today: date) -> tuple[KindTest, ...]:
    """The test of a kind, held against what this offer's record says."""
    if kind == "referral":
        return _referral(book, offer, today)
    return _favor(book, offer) if kind == "favor" else _connection(book, offer)


def _connection(book: Book, offer: Offer) -> tuple[KindTest, ...]:
    return tuple(
        KindTest(
            f"What does {_first(book, side)} gain?",
            f"told: “{side.why_told}”" if side.why_told else "nothing was told",
            None if side.why_told else False,
        )
        for _, side in offer.sides()
    )


def _referral(book: Book, offer: Offer, today: date) -> tuple[KindTest, ...]:
    requester = offer.side(offer.requested_by) if offer.requested_by else None
    spoke = KindTest(
        "Have you spoken about the service?",
        f"yes, {say_day(offer.spoke_on, today)}" if offer.spoke_on else "not written down",
        offer.spoke_on is not None,
    )
    asked = KindTest(
        "Did one of them ask for it?",
        f"yes, {_first(book, requester)} did" if requester else "nobody did",
        requester is not None,
    )
    return spoke, asked


def _favor(book: Book, offer: Offer) -> tuple[KindTest, ...]:
    giver = next((side for _, side in offer.sides() if side.role == "giver"), None)
    size = size_phrase(giver.why_told) if giver else ""
    gives = KindTest(
        "Who gives?", f"{_first(book, giver)} does" if giver else "not written down", giver is not None
    )
    big = KindTest(
        "How big is the ask?",
        f"“{size}” was told" if size else "its size was not told",
        bool(size),
    )
    return gives, big


def _first(book: Book, side: Side) -> str:
    contact = book.contacts.get(side.contact)
    return contact.first_name if contact is not None else book.name(side.contact)


# Are they focused on something? -----------------------------------------------------------------------------


def earlier_lenses(book: Book, contact: int, without: int | None = None) -> tuple[Lens, ...]:
    """The lenses a person has or had, the newest first, without the one that this reflection wrote."""
    return tuple(lens for lens in reversed(list(book.lenses_of(contact))) if lens.id != without)


def other_noes(book: Book, contact: int, without: int) -> tuple[EarlierNo, ...]:
    """A person's noes to other offers than this one, the newest first."""
    found = [
        EarlierNo(
            offer.id,
            side.answered_on or offer.made_on,
            offer.kind,
            offer.side(OTHER[key]).contact,
            side.words,
            timing_phrase(side.words)
            or next((busy for one in side.reasons if (busy := timing_phrase(one.word))), ""),
        )
        for offer in book.offers_of(contact)
        for key, side in offer.sides()
        if side.contact == contact and side.answer == "no" and offer.id != without
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.offer), reverse=True))
