"""Counts of answers: the one denominator (yes or no) and what stands beside it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, Self

from crm.domain.offer import Offer, Side, SideKey, is_own_request
from crm.insight.counting.intervals import wilson
from crm.insight.thresholds import DEFAULTS


class Answers(NamedTuple):
    """What came of a number of asks.

    ``yes`` and ``no`` are answers. ``later``, ``no_reply`` and ``waiting`` (open, nothing heard yet) stand
    beside them and never inside a share. ``asked`` counts every ask, also one whose offer closed unanswered.
    """

    asked: int = 0
    yes: int = 0
    no: int = 0
    later: int = 0
    no_reply: int = 0
    waiting: int = 0

    @property
    def answered(self) -> int:
        """The denominator: yes or no."""
        return self.yes + self.no

    @property
    def low(self) -> float | None:
        """The low end of the Wilson 95% interval of the yes share; None under 5 answers."""
        return None if self.answered < DEFAULTS.min_n else wilson(self.yes, self.answered)[0]

    @property
    def high(self) -> float | None:
        """The high end of the Wilson 95% interval of the yes share; None under 5 answers."""
        return None if self.answered < DEFAULTS.min_n else wilson(self.yes, self.answered)[1]

    def shrunken(self, own: Self) -> float | None:
        """The yes share by which people are ordered: (yes + 4m) / (n + 4), m the share of ``own`` answers.

        Few answers stay close to what is usual, so that one yes does not outrank nine of ten. It is a
        posterior mean with a prior worth four answers. None while ``own`` has no answer.
        """
        if not own.answered:
            return None
        return (self.yes + DEFAULTS.shrink * own.yes / own.answered) / (self.answered + DEFAULTS.shrink)

    def plus(self, other: Self) -> "Answers":
        return Answers(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def minus(self, other: Self) -> "Answers":
        return Answers(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))


NOTHING = Answers()


Came = Literal["yes", "no", "later", "no_reply", "waiting", "nothing"]
"""What came of an ask: an answer word, ``waiting`` for one, or ``nothing`` when the offer closed before."""


def counted(came: Mapping[Came, int]) -> Answers:
    """A number of asks by what came of them."""
    beside = {what: times for what, times in came.items() if what != "nothing"}
    return Answers(asked=sum(came.values()), **beside)


def came_of(offer: Offer, key: SideKey) -> Came | None:
    """What came of asking one side; None when it was not asked.

    A referral requester's own dated yes is no answer to an ask.
    """
    side = offer.side(key)
    if side.answer is not None:
        return None if side.asked_on is None and is_own_request(offer, key) else side.answer
    if side.asked_on is None:
        return None
    return "waiting" if offer.is_open else "nothing"


def tally(offer: Offer, key: SideKey) -> Answers:
    """What one side of one offer adds to a count: one ask and what came of it, or nothing at all."""
    came = came_of(offer, key)
    return NOTHING if came is None else counted({came: 1})


def day_of(offer: Offer, key: SideKey) -> date:
    """The day that places a side in time: of its answer, else of its ask, else of its offer."""
    side = offer.side(key)
    return side.answered_on or side.asked_on or offer.made_on


Given = tuple[date, int, bool]
"""A yes or no to an ask: its day, its offer, and whether it was a yes."""


def sides_of(offers: Iterable[Offer]) -> Iterator[tuple[Offer, SideKey, Side]]:
    """The sides of many offers: asking each offer for its own costs several times as much."""
    for offer in offers:
        yield offer, "a", offer.a
        yield offer, "b", offer.b


def given_in(offers: Iterable[Offer]) -> Iterator[tuple[int, Given]]:
    """The yeses and noes to the asks of some offers, each with whose it is."""
    for offer, key, side in sides_of(offers):
        if side.answer in ("yes", "no") and (side.asked_on or not is_own_request(offer, key)):
            day = side.answered_on or side.asked_on or offer.made_on
            yield side.contact, (day, offer.id, side.answer == "yes")


def givers_since(offers: Iterable[Offer], since: date) -> tuple[list[int], list[int]]:
    """Who said the yeses and who the noes to the asks of many offers since a day, once for each.

    What ``given_in`` tells, in half its time.
    """
    yes, no = list[int](), list[int]()
    for offer in offers:
        for side in (offer.a, offer.b):
            if side.answer not in ("yes", "no"):
                continue
            if not side.asked_on and is_own_request(offer, "a" if side is offer.a else "b"):
                continue
            if (side.answered_on or side.asked_on or offer.made_on) >= since:
                (yes if side.answer == "yes" else no).append(side.contact)
    return yes, no
