"""The four questions after a no, as a pure state machine.

A reflection under way is one frozen value: what was answered so far, and the step. A move makes the next value.
Nothing here reads a clock, a file or a key: what is known beforehand comes in as ``Ground``.

The questions are Michael Roderick's, from "What to Do When Someone Doesn't Want an Intro" (2015).
"""

from datetime import date
from typing import Any, Literal

from crm.domain.lens import Mode
from crm.domain.offer import Kind, SourceWord
from crm.domain.record import Part, Refusal, changed
from crm.domain.reflecting.fillings import (
    Ground,
    carries,
    in_order,
    seems_busy_with,
    seems_closed_to,
    seems_focused,
    seems_open_to,
    seems_to_want,
    source_of,
)
from crm.domain.reflection import A_CLEARER_WHY, MISSING, Clear, Focus

CARD = 5
"""The step after the four questions: the card *From now on*."""

End = Literal["put by", "finished", "put away"]
"""How a reflection was left: to be resumed, done, or skipped on purpose."""


class Answers(Part, frozen=True):
    """What was answered so far. ``None`` is "not answered", and then a filling may stand in for it.

    ``check_in`` is the day to check in on; ``no_check_in`` says that there shall be none, ``no_until`` that no end
    is known.
    """

    clear: Clear | None = None
    missing: tuple[str, ...] = ()
    better_why: str = ""
    carry: bool | None = None
    kind_true: Kind | None = None
    open_to: tuple[Kind, ...] | None = None
    closed_to: tuple[Kind, ...] | None = None
    focus: Focus | None = None
    types: tuple[str, ...] | None = None
    busy_with: str | None = None
    until: date | None = None
    no_until: bool = False
    source: SourceWord | None = None
    check_in: date | None = None
    no_check_in: bool = False
    pattern_note: str = ""
    learned_decliner: str = ""
    learned_other: str = ""
    dropped: tuple[str, ...] = ()


class LearnedLens(Part, frozen=True):
    """The lens that step 3 writes."""

    mode: Mode
    types: tuple[str, ...]
    busy_with: str
    until: date | None
    source: SourceWord


_UNANSWERED: dict[int, dict[str, Any]] = {
    1: {"clear": None, "carry": None},
    2: {"kind_true": None, "open_to": None, "closed_to": None},
    3: {"focus": None, "source": None},
    4: {"check_in": None, "no_check_in": True},
}
"""What skipping a step leaves open. Words that were typed stay: nobody's notes are thrown away."""


class Reflecting(Part, frozen=True):
    """A reflection under way: ``step`` 1 to 4, or 5 for the card; ``passed`` are the steps gone on from."""

    ground: Ground
    answers: Answers = Answers()
    step: int = 1
    passed: frozenset[int] = frozenset()
    end: End | None = None

    # Moves ----------------------------------------------------------------------------------------------

    def answered(self, **fields: object) -> "Reflecting":
        """With answers given or changed.

        Raises:
            Refusal: after the end, or when a kind is both open and closed.
        """
        self._require_going()
        answers = changed(self.answers, **fields)
        both = set(answers.open_to or ()) & set(answers.closed_to or ())
        if both:
            raise Refusal(f"they cannot be both open and closed to a {min(both)}")
        return changed(self, answers=answers)

    def next(self) -> "Reflecting":
        """On to the next step; what was filled in on this one now counts."""
        self._require_going()
        return changed(self, step=min(self.step + 1, CARD), passed=self.passed | {self.step})

    def back(self) -> "Reflecting":
        """Back to the step before; nothing is lost."""
        self._require_going()
        return changed(self, step=max(self.step - 1, 1))

    def skip(self) -> "Reflecting":
        """On to the next step, leaving this question open."""
        self._require_going()
        return changed(
            self,
            answers=changed(self.answers, **_UNANSWERED.get(self.step, {})),
            step=min(self.step + 1, CARD),
            passed=self.passed - {self.step},
        )

    def to_card(self) -> "Reflecting":
        """Straight to the card: this step counts, the questions between stay as they are."""
        return changed(self.next(), step=CARD)

    def defer(self) -> "Reflecting":
        """Put by, to be resumed at this step with all that was typed."""
        return self._ended("put by")

    def put_away(self) -> "Reflecting":
        """Skipped on purpose: it is no longer owed, and stays countable."""
        return self._ended("put away")

    def finish(self) -> "Reflecting":
        """Done.

        Raises:
            Refusal: before the last card, because nothing takes effect unseen.
        """
        if self.step != CARD:
            raise Refusal("a reflection is finished on its last card")
        return self._ended("finished")

    def _ended(self, end: End) -> "Reflecting":
        self._require_going()
        return changed(self, end=end)

    def _require_going(self) -> None:
        if self.end is not None:
            raise Refusal(f"this reflection was {self.end} already")

    # Step 1 -----------------------------------------------------------------------------------------------

    @property
    def carry(self) -> bool:
        """Whether what was missing goes along to the next offers."""
        return carries(self.answers.clear) if self.answers.carry is None else self.answers.carry

    # Step 2 -----------------------------------------------------------------------------------------------

    @property
    def is_kind_answered(self) -> bool:
        """Whether step 2 was gone on from, or anything on it was chosen: then what it shows counts."""
        answers = self.answers
        chosen = (answers.kind_true, answers.open_to, answers.closed_to)
        return 2 in self.passed or any(one is not None for one in chosen)

    @property
    def kind_shown(self) -> Kind:
        """The kind as it stands on the screen: chosen, else the one that was offered."""
        return self.answers.kind_true or self.ground.kind

    @property
    def open_shown(self) -> tuple[Kind, ...]:
        """What they seem open to, as it stands on the screen."""
        if self.answers.open_to is not None:
            return self.answers.open_to
        return in_order(set(seems_open_to(self.ground)) - set(self.answers.closed_to or ()))

    @property
    def closed_shown(self) -> tuple[Kind, ...]:
        """What they seem closed to, as it stands on the screen.

        A filling gives way once step 3 finds that the no is about who the other is, or about time.
        """
        if self.answers.closed_to is not None:
            return self.answers.closed_to
        answers = self.answers
        seems = seems_closed_to(self.ground, self.kind_shown, answers.clear, self.focus)
        return in_order(set(seems) - set(self.open_shown))

    @property
    def kind_true(self) -> Kind | None:
        """Which kind it was, or None while the question is open."""
        return self.kind_shown if self.is_kind_answered else None

    @property
    def open_to(self) -> tuple[Kind, ...]:
        """What they seem open to, as far as it counts."""
        return self.open_shown if self.is_kind_answered else ()

    @property
    def closed_to(self) -> tuple[Kind, ...]:
        """What they seem closed to, as far as it counts."""
        return self.closed_shown if self.is_kind_answered else ()

    # Step 3 -----------------------------------------------------------------------------------------------

    @property
    def focus_shown(self) -> Focus | None:
        """What they are focused on as it stands on the screen: chosen, else what their words speak of."""
        return self.answers.focus or seems_focused(self.ground)

    @property
    def focus(self) -> Focus | None:
        """What they are focused on, as far as it counts."""
        return self.focus_shown if 3 in self.passed else self.answers.focus

    @property
    def types_shown(self) -> tuple[str, ...]:
        """The type of person as it stands on the screen."""
        return seems_to_want(self.ground) if self.answers.types is None else self.answers.types

    @property
    def busy_with_shown(self) -> str:
        """What takes their time as it stands on the screen."""
        return seems_busy_with(self.ground) if self.answers.busy_with is None else self.answers.busy_with

    @property
    def until_shown(self) -> date | None:
        """The end of the lens as it stands on the screen, or None for no end known."""
        return None if self.answers.no_until else self.answers.until or self.ground.until

    @property
    def source(self) -> SourceWord:
        """Said by them or a guess of yours: chosen, else by whether their words speak of it."""
        return self.answers.source or source_of(self.focus_shown, self.ground.words)

    @property
    def lens(self) -> LearnedLens | None:
        """The lens that step 3 writes: none without a focus, none for "only a type" that names no type."""
        if self.focus == "busy":
            return LearnedLens("busy", (), self.busy_with_shown, self.until_shown, self.source)
        if self.focus == "only_type" and self.types_shown:
            return LearnedLens("only_type", self.types_shown, "", self.until_shown, self.source)
        return None

    # Step 4 -----------------------------------------------------------------------------------------------

    @property
    def check_in_shown(self) -> date | None:
        """The day to check in on as it stands on the screen, or None for not now."""
        return None if self.answers.no_check_in else self.answers.check_in or self.ground.check_in_on

    @property
    def check_in(self) -> date | None:
        """The day to check in on, as far as it counts."""
        return self.check_in_shown if 4 in self.passed else self.answers.check_in

    # The card ---------------------------------------------------------------------------------------------

    @property
    def lessons(self) -> tuple[str, ...]:
        """What is to be made clear in the next offers; a better sentence alone is a lesson too."""
        if not self.carry:
            return ()
        return self.answers.missing or ((A_CLEARER_WHY,) if self.answers.better_why else ())

    @property
    def effects(self) -> tuple[str, ...]:
        """What these answers change from now on, dropped ones included, in the order of the questions."""
        lens = ("lens",) if self.lens is not None else ()
        check_in = ("check_in",) if self.check_in is not None else ()
        return (
            *(f"lesson/{item}" for item in self.lessons),
            *(f"open_to/{kind}" for kind in self.open_to),
            *(f"closed_to/{kind}" for kind in self.closed_to),
            *lens,
            *check_in,
        )

    @property
    def dropped(self) -> tuple[str, ...]:
        """The effects that shall not act."""
        return tuple(effect for effect in self.effects if effect in self.answers.dropped)

    @property
    def acting(self) -> tuple[str, ...]:
        """The effects that act."""
        return tuple(effect for effect in self.effects if effect not in self.answers.dropped)

    def is_open(self, step: int) -> bool:
        """Whether a step's question has no answer: skipping stays countable."""
        answers = self.answers
        looked = 4 in self.passed or answers.check_in or answers.pattern_note
        return not {1: answers.clear, 2: self.kind_true, 3: self.focus, 4: looked}.get(step, True)


# Moves inside a step ----------------------------------------------------------------------------------------


def with_missing(state: Reflecting, items: tuple[str, ...]) -> Reflecting:
    """With these things missing; items of one's own (from a script) stay beside the known ones."""
    own = tuple(one for one in state.answers.missing if one not in MISSING)
    return state.answered(missing=(*(one for one in MISSING if one in items), *own))


def with_kinds(
    state: Reflecting, which: Literal["open_to", "closed_to"], kinds: tuple[Kind, ...]
) -> Reflecting:
    """With one of the two lists chosen; a kind put on it is taken off the other.

    The other list stays a filling while it is one: what was never touched was not chosen.
    """
    other: Literal["open_to", "closed_to"] = "closed_to" if which == "open_to" else "open_to"
    chosen: tuple[Kind, ...] | None = getattr(state.answers, other)
    rest = None if chosen is None else in_order(set(chosen) - set(kinds))
    return state.answered(**{which: in_order(set(kinds)), other: rest})
