"""What people answered, as counts, and what those counts can tell: shares, order, luck."""

from collections import defaultdict
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.offer import AnswerWord, Kind
from crm.insight.counting.figures import Figures
from crm.insight.counting.intervals import binomial_tail
from crm.insight.counting.tally import Answers, Came, came_of, counted, day_of, sides_of
from crm.insight.thresholds import DEFAULTS, Thresholds

__all__ = [
    "Answers",
    "Luck",
    "answers",
    "answers_by_person",
    "aside_words",
    "in_ten",
    "luck",
    "share_words",
    "strip",
]


def answers(
    book: Book, contact: int | None = None, kind: Kind | None = None, since: date | None = None
) -> Answers:
    """What one person, or everyone, answered: to one kind of offer or to all, from a day on or ever.

    A side belongs to the day of its answer, or of its ask while there is none.
    """
    if since is None and contact is None:
        return book.derived(Figures).total(kind)
    came: dict[Came, int] = defaultdict(int)
    for offer, key, side in sides_of(book.offers.values() if contact is None else book.offers_of(contact)):
        if contact in (None, side.contact) and kind in (None, offer.kind):
            one = came_of(offer, key)
            if one is not None and (since is None or day_of(offer, key) >= since):
                came[one] += 1
    return counted(came)


def answers_by_person(book: Book) -> dict[int, Answers]:
    """What each person who was ever asked answered: all of them at once, at a fraction of asking one by one."""
    came: dict[int, dict[Came, int]] = {}
    for offer, key, side in sides_of(book.offers.values()):
        one = came_of(offer, key)
        if one is not None:
            theirs = came.setdefault(side.contact, {})
            theirs[one] = theirs.get(one, 0) + 1
    return {contact: counted(theirs) for contact, theirs in came.items()}


def share_words(counts: Answers) -> str:
    """A yes share in words that claim no more than the count can carry.

    "no answers yet", "2 of 3 yes", and from 5 answers on "12 of 20 yes, plausibly 39-78%".
    """
    if not counts.answered:
        return "no answers yet"
    words = f"{counts.yes} of {counts.answered} yes"
    if counts.low is None or counts.high is None:
        return words
    return f"{words}, plausibly {100 * counts.low:.0f}-{100 * counts.high:.0f}%"


def aside_words(counts: Answers) -> str:
    """What stands beside the share and never inside it: "1 later, 2 silent, 1 waiting"; may be empty."""
    aside = ((counts.later, "later"), (counts.no_reply, "silent"), (counts.waiting, "waiting"))
    return ", ".join(f"{n} {word}" for n, word in aside if n)


def strip(book: Book, contact: int) -> tuple[AnswerWord, ...]:
    """A person's answers in the order in which they came, for a row of glyphs."""
    came = [
        (day_of(offer, key), offer.id, side.answer)
        for offer in book.offers_of(contact)
        for key, side in offer.sides()
        if side.contact == contact and side.answer is not None and came_of(offer, key) is not None
    ]
    return tuple(answer for _, _, answer in sorted(came, key=lambda one: one[:2]))


class Luck(Struct, frozen=True):
    """How likely a person's count is if they are like everyone else you ask.

    ``chance`` is that of at most ``yes`` of ``answered`` when each is a yes at ``usual``, your own yes share
    without this person. ``words`` is empty while your own share rests on too few answers to be named.
    """

    yes: int
    answered: int
    usual: float
    chance: float
    words: str


def luck(
    book: Book,
    contact: int,
    kind: Kind | None = None,
    thresholds: Thresholds = DEFAULTS,
    count: Answers | None = None,
) -> Luck | None:
    """The luck line of a person; None without an answer of theirs or of anyone else.

    It is about all of their answers, or about ``count``, those of them that a rule went by.
    """
    theirs = answers(book, contact, kind)
    others = answers(book, kind=kind).minus(theirs)
    count = theirs if count is None else count
    if not count.answered or not others.answered:
        return None
    usual = others.yes / others.answered
    chance = binomial_tail(count.yes, count.answered, usual)
    words = _luck_words(count, usual, chance) if others.answered >= thresholds.min_n else ""
    return Luck(yes=count.yes, answered=count.answered, usual=usual, chance=chance, words=words)


def _luck_words(theirs: Answers, usual: float, chance: float) -> str:
    return (
        f"{theirs.yes} of {theirs.answered}; at your usual {in_ten(usual)} "
        f"{_people(chance)} would do this by luck"
    )


def in_ten(share: float) -> str:
    """A share as it is said: "6 in 10"."""
    tenths = round(10 * share)
    if tenths == 0 and share > 0:
        return "less than 1 in 10"
    return "more than 9 in 10" if tenths == 10 and share < 1 else f"{tenths} in 10"


def _people(chance: float) -> str:
    if chance < 1 / 10_000:
        return "fewer than 1 person in 10,000"
    if chance >= 0.4:
        return f"about {round(10 * chance)} people in 10"
    return f"about 1 person in {round(1 / chance):,}"
