"""A reflection taken up again: from its record back to the state that it was left in."""

from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.record import changed
from crm.domain.reflecting.fillings import Ground, carries
from crm.domain.reflecting.steps import Answers, Reflecting
from crm.domain.reflection import Reflection


def resumed(
    record: Reflection, ground: Ground, lens: Lens | None = None, checkin: CheckIn | None = None
) -> Reflecting:
    """The state in which a reflection was left, at its step; ``lens`` and ``checkin`` are those that it wrote."""
    chosen = record.kind_true is not None or bool(record.open_to or record.closed_to)
    answers = Answers(
        clear=record.clear,
        missing=record.missing,
        better_why=record.better_why,
        carry=_carry(record),
        kind_true=record.kind_true,
        open_to=record.open_to if chosen else None,
        closed_to=record.closed_to if chosen else None,
        focus=record.focus,
        types=lens.types if lens else () if record.focus == "only_type" else None,
        busy_with=lens.busy_with if lens else None,
        until=lens.until if lens else None,
        no_until=lens is not None and lens.until is None,
        source=lens.source if lens else None,
        check_in=checkin.due_on if checkin else None,
        no_check_in=record.step > 4 and checkin is None,
        pattern_note=record.pattern_note,
        learned_decliner=record.learned_decliner,
        learned_other=record.learned_other,
        dropped=tuple(effect.key for effect in record.effects if effect.dropped),
    )
    return _filled(Reflecting(ground, answers, step=record.step, passed=_passed(record)))


def _filled(state: Reflecting) -> Reflecting:
    """Closed kinds that are just what is filled in stay a filling, and give way when step 3 finds a focus.

    The record does not tell a filling from the same kinds chosen; an empty list is taken for chosen, because a kind
    that is closed wrongly costs an offer and one that is not costs a key.
    """
    filled = changed(state, answers=changed(state.answers, closed_to=None))
    chosen = state.answers.closed_to
    return filled if chosen and filled.closed_shown == chosen else state


def _passed(record: Reflection) -> frozenset[int]:
    """The steps gone on from: one whose filling would count was skipped where the record holds no answer to it."""
    unanswered = {2: record.kind_true is None, 3: record.focus is None}
    return frozenset(step for step in range(1, record.step) if not unanswered.get(step))


def _carry(record: Reflection) -> bool | None:
    """Whether carrying was chosen otherwise than it goes by itself; unknown where there was nothing to carry."""
    if not (record.missing or record.better_why):
        return None
    carried = any(effect.what == "lesson" for effect in record.effects)
    return None if carried == carries(record.clear) else carried
