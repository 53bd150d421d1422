"""What people say with a no: what it is about, in many ways, or nothing that helps."""

import random

from crm.domain.offer import Kind
from tests.simulation.characters import BusyUntil, Character, Offered, OnlyKind, OnlyType

_BLAND = ("Thanks, but no thanks.", "I'll pass on this one, thank you.", "Kind of you. Not for me.", "")
_TYPE = (
    "I only want to meet {type} people at this time.",
    "Right now I'm focused on {type} people.",
    "Just looking for {type} people this year, thanks.",
    "I'm only interested in {type} people for now.",
)
_TIME = (
    "I'm heads down on a book, no time for new meetings.",
    "Swamped with the launch, sorry.",
    "I simply do not have the time for anyone new.",
    "Too busy at the moment, try me later in the year.",
)
_UNWANTED: dict[Kind, tuple[str, ...]] = {
    "connection": ("I'm not looking for connections.", "No more connections for me, please."),
    "referral": ("I'm not taking new clients.", "Not looking for referrals."),
    "favor": ("I've stopped giving advice.", "No more mentoring for me."),
}
_WANTED: dict[Kind, tuple[str, ...]] = {
    "connection": ("I'd love connections, though.", "I would love connections instead."),
    "referral": ("I'd rather have clients.", "I'm looking for clients."),
    "favor": ("I'm happy to give advice.", "I'd love to do some mentoring."),
}


def bland(rng: random.Random) -> str:
    """A no that tells nothing."""
    return rng.choice(_BLAND)


def telling(character: Character, offered: Offered, rng: random.Random) -> str:
    """A no that says what it is about."""
    match character:
        case OnlyType():
            return rng.choice(_TYPE).format(type=character.type)
        case BusyUntil():
            return rng.choice(_TIME)
        case OnlyKind():
            return f"{rng.choice(_UNWANTED[offered.kind])} {rng.choice(_WANTED[character.kind])}"
        case _:
            return bland(rng)
