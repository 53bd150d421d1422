"""From the state of a reflection to the action that keeps it."""

from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from crm.domain.lens import Lens
from crm.domain.reflecting.steps import LearnedLens, Reflecting
from crm.session import actions
from crm.session.verbs.reflections import ANSWERS

ANSWERED = (*ANSWERS, "focus", "lens")
"""The answers that are written one by one; what they carry, drop and plan follows from the whole state."""


def reflect(
    reflection: int, state: Reflecting, held: Lens | None = None, done: Reflecting | None = None
) -> actions.Reflect:
    """The action for how the state ended: put by at its step, finished, or put away on purpose.

    ``held`` is the lens that this reflection wrote when it was put by earlier. One that has not changed is left
    alone, so that an end that has passed meanwhile is no obstacle. ``done`` is the state in which one that was done
    already has been opened again: of that one only what is answered otherwise is written.
    """
    action = _whole(reflection, state, held)
    if done is None:
        return action
    was = _whole(reflection, done, held)
    same = [name for name in ANSWERED if getattr(action, name) == getattr(was, name)]
    return replace(action, **dict.fromkeys(same, UNSET))


def _whole(reflection: int, state: Reflecting, held: Lens | None) -> actions.Reflect:
    answers = state.answers
    away = state.end == "put away"
    how: dict[str, Any] = {"skip": True} if away else {"step": state.step} if state.end == "put by" else {}
    return actions.Reflect(
        reflection=reflection,
        clear=answers.clear,
        missing=answers.missing,
        better_why=answers.better_why.strip(),
        carry=state.carry,
        kind_true=state.kind_true,
        open_to=state.open_to,
        closed_to=state.closed_to,
        focus=state.focus,
        lens=UNSET if away else _lens(state.lens, held),
        check_in=UNSET if away else state.check_in,
        pattern_note=answers.pattern_note.strip(),
        learned_decliner=answers.learned_decliner.strip(),
        learned_other=answers.learned_other.strip(),
        dropped=answers.dropped,
        **how,
    )


def _lens(learned: LearnedLens | None, held: Lens | None) -> actions.LensFields | UnsetType | None:
    if learned is None:
        return None
    if held is not None and all(
        getattr(held, name) == getattr(learned, name) for name in learned.__struct_fields__
    ):
        return UNSET
    return actions.LensFields(
        mode=learned.mode,
        types=learned.types,
        busy_with=learned.busy_with.strip(),
        until=learned.until,
        source=learned.source,
    )
