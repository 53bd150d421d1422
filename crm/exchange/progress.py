"""How far a long import is, told while it goes on; whoever is told can stop it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")

Tell = Callable[[float], object]
"""Is told how much is done, from 0 to 1. It stops the work by raising ``Cancelled``."""

_EVERY = 64
"""Items between two tellings."""


class Cancelled(Exception):
    """The work is not wanted any more; nothing has come of it."""


def quiet(_done: float) -> None:
    """Nobody wants to know."""


def watched(items: Sequence[ItemT], tell: Tell) -> Iterator[ItemT]:
    """The items, one by one, while it is told how many of them are done."""
    for number, item in enumerate(items):
        if number % _EVERY == 0:
            tell(number / len(items))
        yield item


def part(tell: Tell, start: float, end: float) -> Tell:
    """Tells how much of the whole is done, for a piece of the work that goes from ``start`` to ``end``."""
    return lambda done: tell(start + (end - start) * done)
