"""Which kinds of offer a person has turned down, where nothing but the kind is known to be the reason."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.offer import Kind, Offer, Side, SideKey
from crm.domain.reflecting.fillings import may_be_about_kind
from crm.insight.counting.answers import Answers, luck
from crm.insight.thresholds import Thresholds


def declined_before(book: Book, offer: Offer, key: SideKey) -> tuple[Kind, ...]:
    """The kind of each no that this person said before their no to an offer, the oldest first.

    A no counts as the kind that its reflection found it to be. One that is about something else, by their words or
    by its reflection, is left out: it says nothing about the kind.
    """
    contact = offer.side(key).contact
    this = _place(offer, key)
    earlier = sorted(
        (place, kind)
        for other, other_key in _noes(book, contact)
        if (place := _place(other, other_key)) < this
        and (kind := _kind_declined(book, other, other_key)) is not None
    )
    return tuple(kind for _, kind in earlier)


def declined_by_luck(book: Book, contact: int, kind: Kind, noes: int, thresholds: Thresholds) -> str:
    """The luck line of so many noes to a kind and no yes, or "" while your own usual rests on too few answers.

    Your usual is that of the kind, or of all kinds while the kind has too few answers of others.
    """
    count = Answers(asked=noes, no=noes)
    lines = (luck(book, contact, of, thresholds, count) for of in (kind, None))
    return next((line.words for line in lines if line is not None and line.words), "")


def said(side: Side) -> str:
    """All that they said with a no: their words, and the reasons that they named."""
    return "; ".join([side.words, *(one.word for one in side.reasons if one.source == "said")])


def _noes(book: Book, contact: int) -> Iterator[tuple[Offer, SideKey]]:
    for offer in book.offers_of(contact):
        for key, side in offer.sides():
            if side.contact == contact and side.answer == "no":
                yield offer, key


def _place(offer: Offer, key: SideKey) -> tuple[date, int]:
    return offer.side(key).answered_on or offer.made_on, offer.id


def _kind_declined(book: Book, offer: Offer, key: SideKey) -> Kind | None:
    """The kind that a no may be about, or None when it is about something else."""
    thought = next((one for one in book.reflections_of(offer.id) if one.side == key), None)
    clear, focus = (thought.clear, thought.focus) if thought is not None else (None, None)
    if not may_be_about_kind(said(offer.side(key)), clear, focus):
        return None
    return (thought.kind_true if thought is not None else None) or offer.kind
