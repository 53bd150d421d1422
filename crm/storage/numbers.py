"""Document numbers that two machines never make the same."""

import random
from collections.abc import Callable
from datetime import datetime

RANDOM_BITS = 12


def new_id(now_ms: int, random_bits: int) -> int:
    """A document number: milliseconds since 1970, then 12 random bits; below 2^53 until the year 2039."""
    return (now_ms << RANDOM_BITS) | (random_bits & ((1 << RANDOM_BITS) - 1))


class Numbers:
    """Gives numbers that rise, each once, and none that is taken: a later record has the greater number."""

    def __init__(self, now: Callable[[], datetime], rng: random.Random) -> None:
        self._now, self._rng = now, rng
        self._last = 0

    def next(self, is_taken: Callable[[int], bool]) -> int:
        """A number greater than those given before, and not taken."""
        fresh = new_id(int(self._now().timestamp() * 1000), self._rng.getrandbits(RANDOM_BITS))
        number = max(fresh, self._last + 1)
        while is_taken(number):
            number += 1
        self._last = number
        return number
