"""A reflection: the four questions after one side's no, and what they change from now on.

The questions are Michael Roderick's, from "What to Do When Someone Doesn't Want an Intro" (2015).
"""

from datetime import date
from typing import Literal

from crm.domain.offer import Kind, SideKey
from crm.domain.record import Part, Record

Status = Literal["owed", "partial", "done", "skipped"]
Clear = Literal["yes", "partly", "no", "unsure"]
Focus = Literal["only_type", "busy", "no", "unknown"]

STEPS: tuple[str, ...] = (
    "Was I clear enough about why?",
    "Is this a connection, a referral or a favor?",
    "Am I dealing with someone hyper focused?",
    "How many times have they turned me down?",
)

MISSING: tuple[str, ...] = (
    "why them",
    "why now",
    "what each gets",
    "who the other is",
    "the size of the ask",
)
"""What an explanation can have lacked, in the words used everywhere."""

A_CLEARER_WHY = "a clearer why"
"""The lesson of a reflection that wrote a better sentence without naming what had been missing."""

LESSON_SHOWINGS = 3
"""How many new offers a carried lesson item is shown at before it has been learned."""

EffectWord = Literal["lens", "lesson", "open_to", "closed_to", "check_in"]


class Effect(Part, frozen=True):
    """One thing that a reflection changes from now on.

    ``ref`` is the lens or check-in id, the lesson's item, or the kind, by ``what``.
    A ``dropped`` effect no longer acts and stays on the record.
    """

    what: EffectWord
    ref: int | str
    dropped: bool = False

    @property
    def key(self) -> str:
        """Its name within its reflection: ``lens``, ``check_in``, ``lesson/ITEM``, ``open_to/KIND``, ``closed_to/KIND``."""
        return self.what if self.what in ("lens", "check_in") else f"{self.what}/{self.ref}"


class Reflection(Record, frozen=True):
    """The four questions about one side's no.

    ``step`` is the step to resume at: 1 to 4, or 5 for the card *From now on*.
    """

    offer: int
    side: SideKey
    status: Status = "owed"
    step: int = 1
    started_on: date | None = None
    finished_on: date | None = None
    clear: Clear | None = None
    missing: tuple[str, ...] = ()
    better_why: str = ""
    kind_true: Kind | None = None
    open_to: tuple[Kind, ...] = ()
    closed_to: tuple[Kind, ...] = ()
    focus: Focus | None = None
    lens: int | None = None
    pattern_note: str = ""
    checkin: int | None = None
    learned_decliner: str = ""
    learned_other: str = ""
    effects: tuple[Effect, ...] = ()

    @property
    def is_owed(self) -> bool:
        """Still waiting to be done or skipped on purpose."""
        return self.status in ("owed", "partial")

    def acts(self, what: EffectWord) -> tuple[Effect, ...]:
        """The effects of one sort that have not been dropped; none of a reflection that was put away."""
        if self.status == "skipped":
            return ()
        return tuple(effect for effect in self.effects if effect.what == what and not effect.dropped)
