"""Document numbers that two machines never make the same."""

import random
from collections.abc import Callable
from datetime import datetime

RANDOM_BITS = 12


def new_id(now_ms: int, random_bits: int) -> int:
    """A document number: milliseconds since 1970, then 12 random bits; below 2^53 until the year 2039."""
    return (now_ms << RANDOM_BITS) | (random_bits & ((1 << RANDOM_BITS) - 1))


class Numbers:
    """Gives each number once, and none that is taken."""

    def __init__(self, now: Callable[[], datetime], rng: random.Random) -> None:
        self._now, self._rng = now, rng
        self._given: set[int] = set()

    def next(self, is_taken: Callable[[int], bool]) -> int:
        """A number that was not given before and is not taken."""
        number = new_id(int(self._now().timestamp() * 1000), self._rng.getrandbits(RANDOM_BITS))
        while number in self._given or is_taken(number):
            number += 1
        self._given.add(number)
        return number
