"""What a reflection fills in beforehand, as a first guess that one key corrects.

A filling is drawn from what was offered and from what they said. It is a suggestion: it counts once its step was
gone on from, and never when the step was skipped.
"""

from datetime import date

from crm.domain.clues import busy_phrase, kind_hints, only_phrase
from crm.domain.offer import KINDS, Kind, SourceWord
from crm.domain.record import Part
from crm.domain.reflection import Clear, Focus


class Ground(Part, frozen=True):
    """What is known before the first question.

    ``kind`` is the kind that was offered, ``words`` what the decliner said, ``taken`` the kinds they have said
    yes to before, ``check_in_on`` the day to check in on when the check-in rule is met and none is under way.
    """

    kind: Kind
    words: str = ""
    taken: tuple[Kind, ...] = ()
    check_in_on: date | None = None


def carries(clear: Clear | None) -> bool:
    """Whether what was missing goes along to the next offers by itself: at ``partly`` and ``no``."""
    return clear in ("partly", "no")


def seems_open_to(ground: Ground) -> tuple[Kind, ...]:
    """The kinds that their words wish for."""
    return kind_hints(ground.words).open_to


def seems_closed_to(ground: Ground, kind: Kind, clear: Clear | None) -> tuple[Kind, ...]:
    """The kinds that a no seems to close.

    Their words decide where they name a kind. Else it is the kind of this offer, unless the no is about something
    else: about time, about who the other is, about an explanation that was not clear, or they have said yes to
    this kind before.
    """
    named = kind_hints(ground.words).closed_to
    if named:
        return named
    open_to = seems_open_to(ground)
    if _is_about_else(ground.words, open_to) or clear == "no" or kind in ground.taken or kind in open_to:
        return ()
    return (kind,)


def _is_about_else(words: str, open_to: tuple[Kind, ...]) -> bool:
    """Whether the words are about time, or about who the other is; "I only want clients" is about the kind."""
    return bool(busy_phrase(words) or (only_phrase(words) and not open_to))


def source_of(focus: Focus | None, words: str) -> SourceWord:
    """``said`` when their words speak of this focus, else ``guess``."""
    said = {"busy": busy_phrase, "only_type": only_phrase}.get(focus or "")
    return "said" if said is not None and said(words) else "guess"


def in_order(kinds: set[Kind]) -> tuple[Kind, ...]:
    """Kinds in the order in which the question names them."""
    return tuple(kind for kind in KINDS if kind in kinds)
