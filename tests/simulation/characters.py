"""Who people truly are: how likely each offer is a yes, and what a no is about. The program never sees this."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crm.domain.offer import Kind

About = Literal["luck", "type", "time", "kind"]
"""What a no is about: nothing in particular, who the other is, the time, or the kind of offer."""

TYPES = ("hardware", "climate", "theatre", "health", "education")
RARELY = 0.05
"""How often someone takes an offer that is not what they are open to."""


@dataclass(frozen=True)
class Offered:
    """An offer as the person asked sees it: its kind, what sort of person the other is, the day."""

    kind: Kind
    type: str
    day: date


@dataclass(frozen=True)
class Plain:
    """Open to anything: every offer is a yes with the same chance."""

    chance: float

    def about(self, _offered: Offered) -> About:
        return "luck"


@dataclass(frozen=True)
class OnlyType:
    """Focused: wants to meet one type of person."""

    chance: float
    type: str

    def about(self, offered: Offered) -> About:
        return "luck" if offered.type == self.type else "type"


@dataclass(frozen=True)
class BusyUntil:
    """No time for anyone until a day, open to anything after it."""

    chance: float
    until: date

    def about(self, offered: Offered) -> About:
        return "luck" if offered.day > self.until else "time"


@dataclass(frozen=True)
class OnlyKind:
    """Takes one kind of offer."""

    chance: float
    kind: Kind

    def about(self, offered: Offered) -> About:
        return "luck" if offered.kind == self.kind else "kind"


Character = Plain | OnlyType | BusyUntil | OnlyKind


def says_yes(character: Character, offered: Offered, rng: random.Random) -> bool:
    """Their answer to an ask, drawn from the truth."""
    suits = character.about(offered) == "luck"
    return rng.random() < (character.chance if suits else RARELY)
