"""The same pair before: in either order, however it ended."""

from collections.abc import Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.offer import Offer
from crm.insight.ahead.line import Glance, Line, Verdict
from crm.insight.words import day_words, listed


def offers_of_pair(book: Book, one: int, other: int) -> list[Offer]:
    """All offers of these two to each other, in either order, the oldest first."""
    mine, theirs = book.offers_by_contact.get(one, ()), book.offers_by_contact.get(other, ())
    both = set(mine).intersection(theirs) if one != other else set()
    return sorted((book.offers[offer] for offer in both), key=lambda offer: (offer.made_on, offer.id))


def own_no_lines(glance: Glance) -> Iterator[Line]:
    """This person's last no to meeting the other one: a new offer of the pair needs a new why."""
    for offer in reversed(offers_of_pair(glance.book, glance.me.id, glance.other.id)):
        key = offer.side_of(glance.me.id)
        if key is None or offer.side(key).answer != "no":
            continue
        day = offer.side(key).answered_on or offer.made_on
        text = (
            f"{glance.name} said no to meeting {glance.other_name} ({day_words(day, glance.today)}): "
            "a new offer of this pair needs a new why"
        )
        yield glance.line("think", "pair", text, ("offers", offer.id))
        return


def pair_lines(glance: Glance) -> Iterator[Line]:
    """What became of the pair otherwise: an offer that is open, an introduction made, one that came to nothing."""
    offers = offers_of_pair(glance.book, glance.me.id, glance.other.id)
    names = f"{glance.name} and {glance.other_name}"
    still_open = [offer for offer in offers if offer.is_open]
    met = [offer for offer in offers if offer.introduced_on is not None]
    lapsed = [offer for offer in offers if offer.closing in ("withdrawn", "lapsed")]
    if still_open:
        made = day_words(still_open[-1].made_on, glance.today)
        yield _line("stop", f"An offer of {names} is open already (made {made})", still_open[-1])
    if met:
        on = day_words(met[-1].introduced_on or met[-1].made_on, glance.today)
        yield _line("think", f"You introduced {names} on {on}", met[-1])
    elif lapsed and not still_open:
        yield _line("fine", _lapsed_words(glance.book, lapsed[-1], names, glance.today), lapsed[-1])


def _line(verdict: Verdict, text: str, offer: Offer) -> Line:
    return Line(None, verdict, "pair", text, ("offers", offer.id), None, f"pair/{offer.id}")


def _lapsed_words(book: Book, offer: Offer, names: str, today: date) -> str:
    text = f"You offered {names} before ({day_words(offer.made_on, today)})"
    if offer.closing == "withdrawn":
        return f"{text} and took it back"
    silent = [book.name(side.contact) for _, side in offer.sides() if side.answer == "no_reply"]
    return f"{text}; {listed(silent)} did not answer"
