"""How often the intervals that are shown hold the truth, and how often a finding speaks of what is not there."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import comb

from crm.insight.checking_in.rule import is_met
from crm.insight.counting.answers import Answers, answers
from crm.insight.counting.compare import Comparison, compare
from crm.insight.counting.intervals import wilson
from crm.insight.everyone import everyone_facts
from crm.insight.findings.act import Insight
from tests.simulation.share import Share, mean, share
from tests.simulation.shortcut import START, book_of, drawn

CHANCES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""True chances of a yes at which a person's interval is tried."""

PAIRS = ((0.6, 0.6), (0.6, 0.4), (0.8, 0.4), (0.9, 0.6), (0.3, 0.1))
"""True chances of two groups at which a comparison is tried."""

PEOPLE = 3000


# One person's share ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Coverage:
    """How often the interval held the truth, and how often it does over all that could have been answered."""

    shown: Share
    exact: float


@cache
def of_a_share(chance: float) -> Coverage:
    """Of people with 5 to 30 answers, all of whom are asked to the end."""
    rng = random.Random(f"share {chance}")
    given = [drawn(chance, rng.randint(5, 30), rng) for _ in range(PEOPLE)]
    return Coverage(_shown(given, chance), mean(_exact(chance, len(one)) for one in given))


@cache
def of_a_share_when_check_ins_are_heeded(chance: float) -> Share:
    """Of people who are asked no more once the check-in rule is met: their count ended because of its noes."""
    rng = random.Random(f"heeded {chance}")
    return _shown([asked_until_due(chance, rng.randint(5, 30), rng) for _ in range(PEOPLE)], chance)


def asked_until_due(chance: float, most: int, rng: random.Random) -> list[bool]:
    """Answers of someone who is asked until the check-in rule is met, and so many times at most."""
    given: list[bool] = []
    while len(given) < most and not is_met(sum(given), len(given)):
        given += drawn(chance, 1, rng)
    return given


def _shown(given: list[list[bool]], chance: float) -> Share:
    """Of the intervals that the program shows, those that hold the truth."""
    book = book_of(given)
    counts = [answers(book, person) for person in range(1, len(given) + 1)]
    assert [one.answered for one in counts] == [len(one) for one in given]
    return share(_holds(one, chance) for one in counts if one.low is not None)


def _holds(counts: Answers, truth: float) -> bool:
    assert counts.low is not None
    assert counts.high is not None
    return counts.low <= truth <= counts.high


@cache
def _exact(chance: float, n: int) -> float:
    """The coverage of the interval at n answers: over every count there can be, by its weight."""
    held = 0.0
    for k in range(n + 1):
        low, high = wilson(k, n)
        held += (low <= chance <= high) * comb(n, k) * chance**k * (1 - chance) ** (n - k)
    return held


# Two groups -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """How often a comparison's interval held the true difference, and how often it left out "none"."""

    holds: Share
    is_clear: Share


@cache
def of_a_difference(chance: float, other: float) -> Compared:
    """One person's answers to two kinds of offer, 10 to 40 each."""
    rng = random.Random(f"difference {chance} {other}")
    sizes = [rng.randint(10, 40) for _ in range(PEOPLE)]
    given = [[rng.random() < p for _ in range(n) for p in (chance, other)] for n in sizes]
    book = book_of(given, kinds=("connection", "favor"))
    found = [
        _compared(answers(book, person, "connection"), answers(book, person, "favor"))
        for person in range(1, PEOPLE + 1)
    ]
    truth = chance - other
    return Compared(
        share(one.low <= truth <= one.high for one in found), share(one.is_clear for one in found)
    )


def _compared(one: Answers, other: Answers) -> Comparison:
    found = compare(one, other)
    assert found is not None
    return found


# Findings ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FalseFindings:
    """Books in which nothing differs: how often a finding tells of a kind that does better, or of a trend."""

    lead: Share
    trend: Share


@cache
def findings_without_truth(books: int = 400, chance: float = 0.6) -> FalseFindings:
    """A year of 12 people answering 12 times: the kinds are alike and no month is better than another."""
    rng = random.Random("findings")
    told = [list(_told(rng, chance)) for _ in range(books)]
    return FalseFindings(
        share(any(one.act.words.startswith("Lead with") for one in some) for some in told),
        share(any(" before: " in one.text for one in some) for some in told),
    )


def _told(rng: random.Random, chance: float) -> Iterator[Insight]:
    given = [drawn(chance, 12, rng) for _ in range(12)]
    book = book_of(given, kinds=("connection", "referral", "favor"), days_apart=28)
    yield from everyone_facts(book, START + timedelta(days=12 * 28)).insights
