"""Who would suit whom, both ways: what one hopes for found in what is known of the other, whole words only.

For a person A there are two questions. Who would suit A: people who are what A hopes for, or like someone A said yes
to. And who might want A: people who hope for someone like A, or said yes to someone like A.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.offer import Offer, SourceWord
from crm.insight.next_offer.origins import lens_source_words, types_words
from crm.insight.suiting.match import fits_type
from crm.insight.suiting.reasons import Reason, Way, reasons_for
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import day_words, listed

__all__ = ["Hidden", "Reason", "Suiting", "Way", "WhoSuits", "who_suits"]


class Suiting(Struct, frozen=True):
    """A person who may suit: the score for ordering, and because of what.

    ``before`` tells of an offer of the two that came to nothing; "" where there was none. ``think`` is what you guess
    of a lens that speaks against it: a reason to think, which leaves nobody out.
    """

    contact: int
    score: int
    reasons: tuple[Reason, ...]
    before: str = ""
    think: tuple[str, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """Every reason in words, the offer that was made before, and what to think of."""
        return (*(one.words for one in self.reasons), *([self.before] if self.before else ()), *self.think)

    @property
    def order(self) -> tuple[bool, int]:
        """Where they stand among others: those of whom nothing speaks against it first, then by the score."""
        return bool(self.think), -self.score

    def goes(self, way: Way) -> bool:
        """Whether there is a reason that says so this way and not only either way."""
        return any(one.way == way for one in self.reasons)


class Hidden(Struct, frozen=True):
    """A person who would suit and is not proposed now, and why."""

    contact: int
    why: str


class WhoSuits(Struct, frozen=True):
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
    for one, reasons in reasons_for(book, me, today, thresholds).items():
        other = book.contacts[one]
        offers = met.get(one, ())
        why = _why_not(book, me, other, today, offers)
        if why:
            hidden.append(Hidden(one, why))
        else:
            score = sum(reason.score for reason in reasons)
            think = tuple(_lens_words(book, me, other, today, "guess"))
            people.append(Suiting(one, score, reasons, _before(offers, today), think))
    people.sort(key=lambda one: (one.order, book.name(one.contact), one.contact))
    hidden.sort(key=lambda one: (book.name(one.contact), one.contact))
    return WhoSuits(tuple(people), tuple(hidden))


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
    return _pair_words(book, met, today) or next(_lens_words(book, me, other, today, "said"), "")


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


def _lens_words(book: Book, me: Contact, other: Contact, today: date, source: SourceWord) -> Iterator[str]:
    """What the lenses of the two from this source have against it. That ``me`` is busy is seen where it is asked."""
    for whose, whom in ((other, me), (me, other)):
        lens = book.current_lens(whose.id, today)
        if lens is None or lens.source != source:
            continue
        known = lens_source_words(book, lens, today)
        if lens.mode == "busy" and whose is other:
            until = f" until {day_words(lens.until, today)}" if lens.until else ""
            yield f"{whose.first_name} {'is' if source == 'said' else 'seems'} busy{until} ({known})"
        elif lens.mode == "only_type" and lens.types and not fits_type(lens.types, whom):
            wants = "only wants" if source == "said" else "seems to want only"
            yield f"{whose.first_name} {wants} to meet {types_words(lens)} ({known})"
