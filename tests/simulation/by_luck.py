"""How many people come to a check-in by plain luck: what the luck line says of each, and of all together.

``by_luck`` is what a list of flagged people needs beside it. The rule looks after every answer and, where it is heeded,
who meets it is asked no more: then more people come to it by luck than the chances at everyone's last count add up to.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from crm.domain.book import Book
from crm.insight.answers import luck
from crm.insight.check_in_rule import is_met, last_answered
from crm.insight.due import check_ins_due
from crm.insight.figures import Figures
from crm.insight.tally import came_of, day_of
from crm.insight.thresholds import DEFAULTS, Thresholds
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
class ByLuck:
    """Of ``people`` asked often enough for the rule, ``came`` met it; ``expected`` would have by luck alone."""

    people: int
    came: int
    expected: float


def by_luck(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> ByLuck:
    """How many would have come to a check-in by luck, were everyone to answer at your usual rate.

    Each answer of a person who has not met the rule yet adds the chance that the rule is met with it, at one's own
    yes share without that person (the hazard; so the sum is right however long each is asked). Answers count as
    they do for the rule: since the last check-in, within the window.
    """
    enough = min(thresholds.check_in_without_yes, thresholds.check_in_answers)
    people, came, expected = 0, 0, 0.0
    for contact in sorted(book.derived(Figures).contacts()):
        given = _counted(book, contact, today, thresholds)
        line = luck(book, contact, thresholds=thresholds)
        if len(given) < enough or line is None:
            continue
        first = _first_met(given, thresholds)
        people += 1
        came += first is not None
        expected += sum(_hazards(round(line.usual, 3), thresholds, len(given))[: first or len(given)])
    return ByLuck(people, came, expected)


def _counted(book: Book, contact: int, today: date, thresholds: Thresholds) -> list[bool]:
    """The answers that the rule counts, in their order; True is a yes."""
    since = today - relativedelta(months=thresholds.check_in_months)
    after = last_answered(book, contact) or date.min
    given = sorted(
        (day, offer.id, side.answer == "yes")
        for offer in book.offers_of(contact)
        for key, side in offer.sides()
        if side.contact == contact and came_of(offer, key) in ("yes", "no")
        if (day := day_of(offer, key)) >= since and day > after
    )
    return [is_yes for _, _, is_yes in given]


def _first_met(given: list[bool], thresholds: Thresholds) -> int | None:
    """After which answer the rule was met for the first time; None when it never was."""
    return next((n for n in range(1, len(given) + 1) if is_met(sum(given[:n]), n, thresholds)), None)


@cache
def _hazards(usual: float, thresholds: Thresholds, most: int) -> tuple[float, ...]:
    """For each answer, the chance that the rule is met with it when it had not been met before."""
    hazards = []
    unmet = {0: 1.0}
    for n in range(1, most + 1):
        weights: dict[int, float] = {}
        for yes, weight in unmet.items():
            weights[yes] = weights.get(yes, 0) + weight * (1 - usual)
            weights[yes + 1] = weights.get(yes + 1, 0) + weight * usual
        before = sum(weights.values())
        unmet = {yes: weight for yes, weight in weights.items() if not is_met(yes, n, thresholds)}
        hazards.append(1 - sum(unmet.values()) / before if before else 0.0)
    return tuple(hazards)


@dataclass(frozen=True)
class Flagged:
    """People who are all plain: how many the rule flags, how many the program says luck would, and ``by_luck``."""

    now: int
    said: float
    by_luck: ByLuck


@cache
def flagged(chance: float, *, heeded: bool) -> Flagged:
    """Plain people asked up to 20 times: all the same (``heeded`` false), or no more once they are flagged."""
    rng = random.Random(f"flagged {chance} {heeded}")
    ask = asked_until_due if heeded else drawn
    return _flagged(book_of([ask(chance, rng.randint(1, 20), rng) for _ in range(PEOPLE)]), TODAY)


@cache
def flagged_in_years(connectors: int = 4, chance: float = 0.4) -> tuple[Flagged, ...]:
    """Connectors with plain people alone, told through the verbs; they ask on, whatever the look-ahead says."""
    plain = {f"Plain {at}": Plain(chance) for at in range(60)}
    lives = [Connector(seed, plain, Habits(days=365, heeds=False)).live() for seed in range(connectors)]
    return tuple(_flagged(one.book, one.today) for one in lives)


def _flagged(book: Book, today: date) -> Flagged:
    told = topic.flagged(book, today)
    assert told is not None
    return Flagged(len(check_ins_due(book, today)), told.by_luck, by_luck(book, today))
