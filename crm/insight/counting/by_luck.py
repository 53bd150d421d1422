"""How many people come to a check-in by plain luck: held beside how many came, so that a list of them is not overread.

The rule looks after every answer, and whoever meets it is then mostly asked no more. So the chances at everyone's
last count, added up, fall short about fivefold of the number whom luck brings there: each further answer is another
chance to meet the rule. What is added up here instead is, answer by answer, the chance that the rule is first met
with this one (the discrete hazard of survival analysis). The sum is right however long each person was asked, and
whether or not the rule ended the asking: an answer that was never asked for adds nothing to either number.
"""

from datetime import date
from functools import lru_cache

from msgspec import Struct

from crm.domain.book import Book
from crm.insight.checking_in.looked import looked
from crm.insight.checking_in.rule import most_yes
from crm.insight.counting.figures import Figures
from crm.insight.thresholds import DEFAULTS, Thresholds

_NOBODY = 1e-12
"""A chance below which nobody is left who has not met the rule."""

_STEP = 16
"""Chances are worked out for so many answers at a time, so that people of different counts share them."""


class ByLuck(Struct, frozen=True):
    """Of ``people`` asked often enough for the rule, ``came`` met it; ``expected`` would have by luck alone.

    ``expected`` is a number of people: what to expect if every answer were a yes at your own usual share.
    """

    people: int
    came: int
    expected: float


def by_luck(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> ByLuck:
    """How many people met the check-in rule within its window, at any time of it, and how many would have by luck.

    Answers count as they do for the rule: those of the window, anew after every answered check-in. Your usual yes
    share is that of all your answers without this person's, as in the luck line. It is rounded to a thousandth, so
    that people share one table of chances.
    """
    total = book.derived(Figures).total()
    people, came, expected = 0, 0, 0.0
    for one, times in looked(book, today, thresholds).items():
        others = total.answered - one.answered
        if others <= 0:
            continue
        usual = round((total.yes - one.yes) / others, 3)
        people += times
        came += times * one.came
        expected += times * sum(chance_to_meet(usual, n, thresholds) for n in one.stretches)
    return ByLuck(people, came, expected)


def chance_to_meet(usual: float, answers: int, thresholds: Thresholds = DEFAULTS) -> float:
    """The hazards of so many answers added up: the number of people met by the rule, per person asked so often.

    The hazard of an answer is the chance that the rule is met with it where it had not been met before.
    """
    return _summed(usual, _STEP * (answers // _STEP + 1), thresholds)[answers]


@lru_cache(maxsize=512)
def _summed(usual: float, most: int, thresholds: Thresholds) -> tuple[float, ...]:
    """The sums of hazards of 0 to ``most`` answers, each a yes with chance ``usual``.

    ``unmet[yes]`` is the chance to have come so far with so many yeses and without having met the rule.
    """
    sums = [0.0]
    unmet, before = [1.0], 1.0
    for n in range(1, most + 1):
        unmet = [
            (1 - usual) * stay + usual * rise for stay, rise in zip([*unmet, 0.0], [0.0, *unmet], strict=True)
        ]
        meets = most_yes(n, thresholds)
        if meets is not None:
            unmet[: meets + 1] = [0.0] * (meets + 1)
        left = sum(unmet)
        sums.append(sums[-1] + (1 - left / before if before > _NOBODY else 0.0))
        before = left
    return tuple(sums)
