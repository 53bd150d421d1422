"""Where a lens or a reflection comes from and since when: every line of an insight names its source."""

from datetime import date

from crm.domain.book import Book
from crm.domain.lens import Lens
from crm.domain.record import day_of_instant
from crm.domain.reflection import Reflection
from crm.insight.words import day_words


def no_day(book: Book, reflection: Reflection) -> date | None:
    """The day of the no that a reflection is about; None when it has no day or the offer is missing."""
    offer = book.offers.get(reflection.offer)
    return None if offer is None else offer.side(reflection.side).answered_on


def lens_day(book: Book, lens: Lens) -> date | None:
    """The day a lens was said or guessed: that of its no or check-in, else the day its record was made."""
    reflection = book.reflections.get(lens.origin or 0)
    if reflection is not None:
        return no_day(book, reflection)
    checkin = book.checkins.get(lens.origin or 0)
    if checkin is not None and checkin.answered_on is not None:
        return checkin.answered_on
    return day_of_instant(lens.created)


def lens_source_words(book: Book, lens: Lens, today: date) -> str:
    """How a lens is known, in words: "said 12 Oct", "your guess of 12 Oct"."""
    day = lens_day(book, lens)
    if day is None:
        return "said" if lens.source == "said" else "your guess"
    return ("said " if lens.source == "said" else "your guess of ") + day_words(day, today)


def types_words(lens: Lens) -> str:
    """The people a lens lets in: "hardware people", "investors or founders"."""
    return " or ".join(_people(one) for one in lens.types) or "a certain type of person"


def _people(type_: str) -> str:
    """A type as people: one bare word that names no people by itself gets the noun."""
    one_word = len(type_.split()) == 1
    return f"{type_} people" if one_word and not type_.casefold().endswith(("s", "people")) else type_
