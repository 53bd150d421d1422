"""An offer: two contacts you would like to introduce, each asked first (double opt-in).

The stage of an offer is derived from its two sides and never stored.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from crm.domain.record import Part, Record, changed

Kind = Literal["connection", "referral", "favor"]
KINDS: tuple[Kind, ...] = ("connection", "referral", "favor")

SideKey = Literal["a", "b"]
SIDES: tuple[SideKey, SideKey] = ("a", "b")
OTHER: dict[SideKey, SideKey] = {"a": "b", "b": "a"}

Role = Literal["peer", "requester", "provider", "giver", "receiver"]
ROLES: dict[Kind, tuple[Role, Role]] = {
    "connection": ("peer", "peer"),
    "referral": ("requester", "provider"),
    "favor": ("giver", "receiver"),
}

AnswerWord = Literal["yes", "no", "later", "no_reply"]

SourceWord = Literal["said", "guess"]
WorthIt = Literal["yes", "no", "unsure"]

Stage = Literal["draft", "asking", "ready", "introduced", "known", "closed"]
Closing = Literal["declined by one", "declined by both", "lapsed", "withdrawn"]

LAPSE_DAYS = 14
"""Days of silence after which an ask may be let lapse, and after an introduction when its outcome is asked."""


class Reason(Part, frozen=True):
    """Why someone said no: a word, and whether they ``said`` it or it is your ``guess``."""

    word: str
    source: SourceWord = "guess"


class Side(Part, frozen=True):
    """One of the two people in an offer: asked on their own, answering on their own."""

    contact: int
    role: Role = "peer"
    why_told: str = ""
    bio_sent: str = ""
    channel: str = ""
    asked_on: date | None = None
    nudged_on: date | None = None
    answer: AnswerWord | None = None
    answered_on: date | None = None
    words: str = ""
    reasons: tuple[Reason, ...] = ()
    guess: str = ""
    revisit_on: date | None = None

    @property
    def is_waiting(self) -> bool:
        """Asked, and nothing heard yet."""
        return self.asked_on is not None and self.answer is None


class Worth(Part, frozen=True):
    """What one side told you about how the introduction went."""

    worth_it: WorthIt | None = None
    on: date | None = None
    words: str = ""


class Outcome(Part, frozen=True):
    """What came of an introduction, as each side told it."""

    a: Worth = Worth()
    b: Worth = Worth()

    @property
    def is_told(self) -> bool:
        return self.a.worth_it is not None or self.b.worth_it is not None


class LookAheadSeen(Part, frozen=True):
    """What the look-ahead showed when the offer was made, and why a stop was overridden.

    ``seen`` holds one reference a line: ``about/record`` or, for a lesson, ``lesson/reflection/item``.
    """

    seen: tuple[str, ...] = ()
    override_reason: str = ""


class Offer(Record, frozen=True):
    """Your offer to introduce two contacts to each other."""

    kind: Kind
    made_on: date
    a: Side
    b: Side
    requested_by: SideKey | None = None
    spoke_on: date | None = None
    introduced_on: date | None = None
    outcome: Outcome = Outcome()
    withdrawn_on: date | None = None
    look_ahead: LookAheadSeen = LookAheadSeen()

    def side(self, key: SideKey) -> Side:
        return self.a if key == "a" else self.b

    def sides(self) -> Iterator[tuple[SideKey, Side]]:
        yield "a", self.a
        yield "b", self.b

    def side_of(self, contact: int) -> SideKey | None:
        """The side on which a contact stands, or None."""
        return next((key for key, side in self.sides() if side.contact == contact), None)

    @property
    def pair(self) -> frozenset[int]:
        """The two contacts, in no order."""
        return frozenset((self.a.contact, self.b.contact))

    @property
    def stage(self) -> Stage:
        """Where the offer stands: derived from its sides, never stored."""
        if self.introduced_on is not None:
            return "known" if self.outcome.is_told else "introduced"
        if self.closing is not None:
            return "closed"
        if self.a.answer == "yes" and self.b.answer == "yes":
            return "ready"
        if any(is_asked(self, key) or side.answer is not None for key, side in self.sides()):
            return "asking"
        return "draft"

    @property
    def closing(self) -> Closing | None:
        """How a closed offer ended, or None while it is open or after the introduction."""
        if self.introduced_on is not None:
            return None
        if self.withdrawn_on is not None:
            return "withdrawn"
        noes = sum(side.answer == "no" for _, side in self.sides())
        if noes:
            return "declined by both" if noes == 2 else "declined by one"
        if any(side.answer == "no_reply" for _, side in self.sides()):
            return "lapsed"
        return None

    @property
    def closed_on(self) -> date | None:
        """The day on which it was withdrawn, or closed by the first no or silence; None while that is not known."""
        if self.withdrawn_on is not None or self.closing is None:
            return self.withdrawn_on
        days = (side.answered_on for _, side in self.sides() if side.answer in ("no", "no_reply"))
        return min(filter(None, days), default=None)

    @property
    def is_open(self) -> bool:
        return self.stage in ("draft", "asking", "ready")

    @property
    def last_day(self) -> date:
        """The day something last happened in this offer: by it the timeline is ordered.

        One that was withdrawn before the day for which it was planned never came to that day.
        """
        a, b, told = self.a, self.b, self.outcome
        last = self.withdrawn_on or self.made_on
        for day in (
            a.asked_on,
            a.nudged_on,
            a.answered_on,
            b.asked_on,
            b.nudged_on,
            b.answered_on,
            self.introduced_on,
            told.a.on,
            told.b.on,
        ):
            if day is not None and day > last:
                last = day
        return last


def is_asked(offer: Offer, key: SideKey) -> bool:
    """Whether a side was asked. A referral's requester was not: they asked for the introduction themselves."""
    return offer.side(key).asked_on is not None


def is_own_request(offer: Offer, key: SideKey) -> bool:
    """Whether this side asked for the introduction, so that its yes is not an answer to an ask.

    What they say instead of that yes is an answer like any other.
    """
    return is_requested(offer, key) and offer.side(key).answer in (None, "yes")


def is_requested(offer: Offer, key: SideKey) -> bool:
    """Whether nobody needed to ask this side: they asked for it."""
    return offer.kind == "referral" and offer.requested_by == key and offer.side(key).asked_on is None


def with_side(offer: Offer, key: SideKey, **fields: object) -> Offer:
    """The offer with fields of one side replaced; the other side is never touched."""
    side = changed(offer.side(key), **fields)
    return changed(offer, a=side) if key == "a" else changed(offer, b=side)
