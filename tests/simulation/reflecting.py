"""How a sensible connector reflects on a no: reads the words, sometimes guesses right, and lets the fillings stand.

The four steps are gone through one by one, as on the screen: what the program fills in counts unless it is corrected.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from crm.domain.book import Book
from crm.domain.reflecting.steps import Reflecting, with_kinds
from crm.domain.reflection import MISSING
from crm.insight.evidence import evidence, under_way
from crm.session import actions
from tests.simulation.characters import About, BusyUntil, Character, Offered, OnlyKind, OnlyType

GUESSED_BUSY_DAYS = 60
"""Until when someone is taken to be busy where they did not name a day."""


@dataclass(frozen=True)
class Tact:
    """How plainly people speak and how well the connector reads them; each number is a chance.

    ``told``: they say what their no is about. ``guessed``: what they did not say is guessed right. ``misread``: a no
    that was about nothing is taken for one about time. ``unclear``: the why was not clear enough.
    """

    told: float = 0.6
    guessed: float = 0.5
    misread: float = 0.05
    unclear: float = 0.2


@dataclass(frozen=True)
class Read:
    """What the connector makes of a no: what it is about, as far as they can tell, and whether it was said."""

    about: About
    said: bool
    unclear: str


@dataclass(frozen=True)
class No:
    """A no with the truth behind it: whose it is, what was offered, and what it was read as."""

    contact: int
    character: Character
    offered: Offered
    read: Read

    @property
    def about(self) -> About:
        """What it was truly about."""
        return self.character.about(self.offered)

    @property
    def is_understood(self) -> bool:
        return self.read.about == self.about


def read(about: About, said: bool, tact: Tact, rng: random.Random) -> Read:
    """What is known of a no by the time it is reflected on."""
    unclear = rng.choice(MISSING) if rng.random() < tact.unclear else ""
    if about == "luck":
        return Read("time" if rng.random() < tact.misread else "luck", said=False, unclear=unclear)
    understood = said or rng.random() < tact.guessed
    return Read(about if understood else "luck", said, unclear)


def reflected(book: Book, today: date, reflection: int, no: No) -> actions.Reflect:
    """The action that finishes the reflection."""
    state = under_way(book, evidence(book, reflection, today), today)
    if no.read.unclear:
        state = state.answered(clear="partly", missing=(no.read.unclear,)).next()
    else:
        state = state.answered(clear="yes").next()
    state = _focus(_kind(state, no).next(), no, today).next().next()
    return _kept(reflection, state)


def _kind(state: Reflecting, no: No) -> Reflecting:
    """Who knows that it was about the kind writes that down; else what is filled in stands."""
    if no.read.about != "kind" or not isinstance(no.character, OnlyKind):
        return state
    state = with_kinds(state, "closed_to", (no.offered.kind,))
    return with_kinds(state, "open_to", (no.character.kind,)) if no.read.said else state


def _focus(state: Reflecting, no: No, today: date) -> Reflecting:
    match no.read.about, no.character:
        case "type", OnlyType():
            return state.answered(focus="only_type", types=(f"{no.character.type} people",))
        case "time", BusyUntil() if no.read.said:
            return state.answered(focus="busy", until=no.character.until)
        case "time", _:
            return state.answered(focus="busy", until=today + timedelta(days=GUESSED_BUSY_DAYS))
        case _:
            return state.answered(focus="unknown")


def _kept(reflection: int, state: Reflecting) -> actions.Reflect:
    """The finished state as the action that a session takes."""
    learned = state.lens
    lens = None
    if learned is not None:
        fields = {name: getattr(learned, name) for name in learned.__struct_fields__}
        lens = actions.LensFields(**fields)
    return actions.Reflect(
        reflection=reflection,
        clear=state.answers.clear,
        missing=state.answers.missing,
        carry=state.carry,
        kind_true=state.kind_true,
        open_to=state.open_to,
        closed_to=state.closed_to,
        focus=state.answers.focus,
        lens=lens,
        check_in=state.check_in,
    )
