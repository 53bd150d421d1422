"""Whether people are better ordered by the shrunken mean than by the raw share, when the truth is known."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt

from crm.insight.everyone import people_in_order
from tests.simulation.share import Share, mean, share
from tests.simulation.shortcut import book_of, drawn

TOP = 10


@dataclass(frozen=True)
class Order:
    """One book's order against the truth.

    ``agreement`` is the rank correlation (Spearman's, ties at their mean rank), ``top`` the true yes chance of the
    first ten, each for the shrunken mean and for the raw share.
    """

    agreement: tuple[float, float]
    top: tuple[float, float]


@cache
def orders(books: int = 40) -> tuple[Order, ...]:
    """Books of 80 people who differ and were asked 1 to 20 times, most of them a few times."""
    rng = random.Random("order")
    return tuple(_order(rng) for _ in range(books))


def better_in(some: Sequence[Order]) -> Share:
    """The books in which the shrunken mean agrees better with the truth."""
    return share(one.agreement[0] > one.agreement[1] for one in some)


def _order(rng: random.Random) -> Order:
    truth = [rng.betavariate(3.6, 2.4) for _ in range(80)]
    book = book_of([drawn(chance, min(20, 1 + int(rng.expovariate(1 / 4))), rng) for chance in truth])
    people = people_in_order(book)
    true = [truth[one.contact - 1] for one in people]
    raw = [one.answers.yes / one.answers.answered for one in people]
    by_raw = sorted(range(len(people)), key=lambda at: (-raw[at], rng.random()))
    return Order(
        agreement=(_agreement(range(len(people), 0, -1), true), _agreement(raw, true)),
        top=(mean(true[:TOP]), mean(true[at] for at in by_raw[:TOP])),
    )


def _agreement(one: Sequence[float], other: Sequence[float]) -> float:
    x, y = _ranks(one), _ranks(other)
    at_x, at_y = mean(x), mean(y)
    together = sum((a - at_x) * (b - at_y) for a, b in zip(x, y, strict=True))
    return together / sqrt(sum((a - at_x) ** 2 for a in x) * sum((b - at_y) ** 2 for b in y))


def _ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0 on; equal values share their mean rank."""
    places: dict[float, list[int]] = {}
    for place, value in enumerate(sorted(values)):
        places.setdefault(value, []).append(place)
    return [mean(places[value]) for value in values]
