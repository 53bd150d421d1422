"""What a reflection fills in beforehand, as a first guess that one key corrects.

A filling is drawn from what was offered and from what they said. It is a suggestion: it counts once its step was
gone on from, and never when the step was skipped.
"""

from datetime import date

from crm.domain.offer import KINDS, Kind, SourceWord
from crm.domain.record import Part
from crm.domain.reflecting.clues import (
    busy_phrase,
    busy_with_said,
    kind_hints,
    only_phrase,
    timing_phrase,
    types_said,
)
from crm.domain.reflection import Clear, Focus

NOES_THAT_CLOSE = 3
"""Noes to one kind, with no yes to it, from which a person seems closed to that kind.

As many as call for a check-in, and for the same reason: fewer noes without a word are mostly luck.
"""


BUSY = "busy"
"""The reason of a no that is about time, as it is chosen with the answer."""


class Ground(Part, frozen=True):
    """What is known before the first question.

    ``kind`` is the kind that was offered, ``words`` what the decliner said and ``until`` the day that they named in
    them, ``guessed`` the reasons that you guess, ``taken`` the kinds they have said yes to, ``declined`` the kind of each no of theirs before this one that may be about the kind, ``check_in_on``
    the day to check in on when the check-in rule is met and none is under way.
    """

    kind: Kind
    words: str = ""
    until: date | None = None
    guessed: tuple[str, ...] = ()
    taken: tuple[Kind, ...] = ()
    declined: tuple[Kind, ...] = ()
    check_in_on: date | None = None

    def noes_of_kind(self, kind: Kind) -> int:
        """Which of their noes to a kind this one is, 1 for the first, if it is one to that kind."""
        return 1 + self.declined.count(kind)


def carries(clear: Clear | None) -> bool:
    """Whether what was missing goes along to the next offers by itself: at ``partly`` and ``no``."""
    return clear in ("partly", "no")


def seems_open_to(ground: Ground) -> tuple[Kind, ...]:
    """The kinds that their words wish for."""
    return kind_hints(ground.words).open_to


def seems_closed_to(
    ground: Ground, kind: Kind, clear: Clear | None, focus: Focus | None = None
) -> tuple[Kind, ...]:
    """The kinds that a no seems to close.

    Their words decide where they name a kind. Else it is ``kind``, from the third no on that may be about it and
    while they have never said yes to it: one or two noes without a word close nothing, they are about those offers
    more often than not.
    """
    named = kind_hints(ground.words).closed_to
    return named or ((kind,) if noes_that_close(ground, kind, clear, focus) else ())


def noes_that_close(ground: Ground, kind: Kind, clear: Clear | None, focus: Focus | None) -> int:
    """How many noes speak for a kind being closed, this one included; 0 where they are too few or do not."""
    hints = kind_hints(ground.words)
    noes = ground.noes_of_kind(kind)
    if noes < NOES_THAT_CLOSE or hints.closed_to or kind in hints.open_to or kind in ground.taken:
        return 0
    return noes if may_be_about_kind(ground.words, clear, focus) else 0


def may_be_about_kind(words: str, clear: Clear | None, focus: Focus | None) -> bool:
    """Whether a no may be about the kind of offer.

    It is not when it is about who the other is or about time, by their words or by the ``focus`` of step 3, or about
    an explanation that was not clear. "I only want clients" is about the kind.
    """
    is_about_type = bool(only_phrase(words)) and not kind_hints(words).open_to
    return not (is_about_type or timing_phrase(words) or focus in ("only_type", "busy") or clear == "no")


def seems_focused(ground: Ground) -> Focus | None:
    """What they seem focused on: a type that their words name, or no time, by their words or by your guess.

    None where the words speak of neither, or of both: then the reader decides.
    """
    is_busy, types = bool(busy_phrase(ground.words)), seems_to_want(ground)
    if types and not is_busy:
        return "only_type"
    return "busy" if (is_busy and not only_phrase(ground.words)) or BUSY in ground.guessed else None


def seems_to_want(ground: Ground) -> tuple[str, ...]:
    """The type of person that their words name. "I only want clients" names a kind of offer and no type."""
    return () if kind_hints(ground.words).open_to else types_said(ground.words)


def seems_busy_with(ground: Ground) -> str:
    """What their words name that takes their time, or ""."""
    return busy_with_said(ground.words)


def source_of(focus: Focus | None, words: str) -> SourceWord:
    """``said`` when their words speak of this focus, else ``guess``."""
    said = {"busy": busy_phrase, "only_type": only_phrase}.get(focus or "")
    return "said" if said is not None and said(words) else "guess"


def in_order(kinds: set[Kind]) -> tuple[Kind, ...]:
    """Kinds in the order in which the question names them."""
    return tuple(kind for kind in KINDS if kind in kinds)
