"""What was answered since a reflection was put by, as a draft and back: a crash is no way to lose it."""

import msgspec

from crm.domain.days.today import plain_day
from crm.domain.record import changed
from crm.domain.reflecting.steps import CARD, Answers, Reflecting
from crm.ui.typed.drafts import Draft


def draft_of(state: Reflecting) -> Draft:
    """The answers and the place of a reflection under way."""
    return {
        "answers": msgspec.to_builtins(state.answers, enc_hook=plain_day),
        "step": state.step,
        "passed": tuple(sorted(state.passed)),
    }


def taken_up(state: Reflecting, draft: Draft) -> Reflecting:
    """The state with what a draft says; the state itself where the draft cannot be understood."""
    try:
        answers = msgspec.convert(draft["answers"], Answers)
        step = msgspec.convert(draft["step"], int)
        passed = msgspec.convert(draft["passed"], frozenset[int])
    except (KeyError, msgspec.ValidationError):
        return state
    return changed(state, answers=answers, step=min(max(step, 1), CARD), passed=passed)
