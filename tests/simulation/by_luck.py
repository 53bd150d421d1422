"""How many people come to a check-in by plain luck: what the luck line says of each, and of all together.

All people here are plain, so that as many have to come as the program says luck would bring.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from crm.domain.book import Book
from crm.insight.counting.answers import luck
from crm.insight.topics import flagged as topic
from tests.simulation.characters import Plain
from tests.simulation.connector import Connector, Habits
from tests.simulation.coverage import asked_until_due
from tests.simulation.share import Share, share
from tests.simulation.shortcut import START, book_of, drawn

TODAY = START + timedelta(days=200)
PEOPLE = 5000


# The luck line of one person ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """Of people asked ``answered`` times: those with ``yes`` yeses or fewer, and the chance that the line states."""

    yes: int
    answered: int
    stated: float
    found: Share


@cache
def luck_line(yes: int, answered: int, chance: float = 0.6) -> Line:
    """The luck line at one count, against how often plain people come to it."""
    rng = random.Random(f"line {yes} {answered}")
    given = [drawn(chance, answered, rng) for _ in range(PEOPLE)]
    book = book_of(given)
    person = next(at for at, one in enumerate(given, 1) if sum(one) == yes)
    line = luck(book, person)
    assert line is not None
    return Line(yes, answered, line.chance, share(sum(one) <= yes for one in given))


# All who are flagged --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flagged:
    """People who are all plain: how many the rule flags now, of how many, who ever met it, and who luck says would."""

    now: int
    people: int
    came: int
    expected: float


@cache
def flagged(chance: float, *, heeded: bool) -> Flagged:
    """Plain people asked up to 20 times: all the same (``heeded`` false), or no more once they are flagged."""
    rng = random.Random(f"flagged {chance} {heeded}")
    ask = asked_until_due if heeded else drawn
    return _flagged(book_of([ask(chance, rng.randint(1, 20), rng) for _ in range(PEOPLE)]), TODAY)


@cache
def flagged_in_years(connectors: int = 4, chance: float = 0.4, *, heeds: bool = False) -> tuple[Flagged, ...]:
    """Connectors with plain people alone, told through the verbs.

    They ask on, whatever the look-ahead says; or they heed it, and check in with everyone for whom it is due.
    """
    plain = {f"Plain {at}": Plain(chance) for at in range(60)}
    lives = [Connector(seed, plain, Habits(days=365, heeds=heeds)).live() for seed in range(connectors)]
    return tuple(_flagged(one.book, one.today) for one in lives)


def _flagged(book: Book, today: date) -> Flagged:
    told = topic.flagged(book, today)
    assert told is not None
    return Flagged(told.flagged, told.people, told.came, told.by_luck)
