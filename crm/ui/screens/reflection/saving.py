"""From the state of a reflection to the action that keeps it."""

from typing import Any

from msgspec import UNSET, UnsetType

from crm.domain.lens import Lens
from crm.domain.reflecting.steps import LearnedLens, Reflecting
from crm.session import actions


def reflect(reflection: int, state: Reflecting, held: Lens | None = None) -> actions.Reflect:
    """The action for how the state ended: put by at its step, finished, or put away on purpose.

    ``held`` is the lens that this reflection wrote when it was put by earlier. One that has not changed is left
    alone, so that an end that has passed meanwhile is no obstacle.
    """
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
        dropped=state.dropped,
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
