"""Whom to ask first: the less certain side, so that a no costs the other side nothing."""

from collections.abc import Iterator

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.offer import OTHER, Offer, SideKey
from crm.insight.counting.answers import answers
from crm.insight.counting.tally import Answers
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import counted, first_names

NEAR = 0.05
"""Expected yes shares that are closer than this say nothing about who is less certain."""


class AskFirst(Struct, frozen=True):
    """The side to ask first, and why, in words."""

    side: SideKey
    why: str


def ask_first(book: Book, offer: Offer, thresholds: Thresholds = DEFAULTS) -> AskFirst | None:
    """Whom to ask first; None once somebody was asked or answered, and where nothing tells the two apart.

    Certainty is the shrunken yes share to this kind of offer where there are answers to it, else to any. In a favor
    where the record does not tell, it is the one who would give.
    """
    if any(side.asked_on is not None or side.answer is not None for _, side in offer.sides()):
        return None
    likely = {key: _likely(book, offer, key, thresholds) for key in OTHER}
    shares = {key: share for key, (_, share) in likely.items()}
    key: SideKey = "a" if shares["a"] <= shares["b"] else "b"
    names = _names(book, offer)
    other = names[OTHER[key]]
    if any(counts.answered for counts, _ in likely.values()) and abs(shares["a"] - shares["b"]) >= NEAR:
        of_both = "; ".join(f"{names[one]} {_count(likely[one][0])}" for one in (key, OTHER[key]))
        return AskFirst(key, f"the less certain side ({of_both}), so that a no costs {other} nothing")
    giver = next((one for one, side in offer.sides() if side.role == "giver"), None)
    if giver is None:
        return None
    return AskFirst(giver, f"the favor is theirs to give, and {names[OTHER[giver]]} need not hope in vain")


def open_asks(book: Book, contact: int) -> int:
    """How many asks to a person wait for an answer."""
    return sum(
        side.contact == contact and side.is_waiting and offer.is_open
        for offer in book.offers_of(contact)
        for _, side in offer.sides()
    )


def ask_hints(book: Book, offer: Offer, thresholds: Thresholds = DEFAULTS) -> Iterator[str]:
    """What to know before the next ask of an offer: whom first, and who has asks enough already."""
    if not offer.is_open:
        return
    names, first = _names(book, offer), ask_first(book, offer, thresholds)
    if first is not None:
        yield f"Ask {names[first.side]} first: {first.why}"
    for key, side in offer.sides():
        waiting = open_asks(book, side.contact)
        if side.asked_on is None and side.answer is None and waiting >= thresholds.open_asks:
            yield f"{names[key]} has {counted(waiting, 'ask')} open already: wait for one of them"


def _likely(book: Book, offer: Offer, key: SideKey, thresholds: Thresholds) -> tuple[Answers, float]:
    """What a side answered before, and the yes share to expect of them."""
    contact = offer.side(key).contact
    counts, own = answers(book, contact, offer.kind), answers(book, kind=offer.kind)
    if counts.answered < thresholds.person_n:
        counts, own = answers(book, contact), answers(book)
    return counts, counts.shrunken(own) or 0.0


def _count(counts: Answers) -> str:
    return f"{counts.yes} of {counts.answered} yes" if counts.answered else "not known yet"


def _names(book: Book, offer: Offer) -> dict[SideKey, str]:
    a, b = book.contacts.get(offer.a.contact), book.contacts.get(offer.b.contact)
    if a is None or b is None:
        return {"a": book.name(offer.a.contact), "b": book.name(offer.b.contact)}
    names = first_names(a, b)
    return {"a": names[0], "b": names[1]}
