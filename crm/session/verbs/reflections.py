"""Verbs on reflections: owe one after a no, and answer the four questions. What they change has ``effects``."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET

from crm.domain.book import Edit
from crm.domain.offer import Offer, SideKey
from crm.domain.record import Refusal, changed
from crm.domain.reflection import Effect, Focus, Reflection
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
from crm.session.verbs import effects
from crm.session.verbs.days import happened


def owe(scene: Scene, offer: Offer, side: SideKey, *, is_new: bool = True) -> tuple[Reflection, list[Edit]]:
    """The reflection that a no owes.

    One that was put by when the no was taken back is taken up again, and what it had taught with it, save what was
    dropped on purpose; a no that is only told more exactly (not ``is_new``) leaves its reflection as it is.
    """
    found = next((one for one in scene.book.reflections_of(offer.id) if one.side == side), None)
    if found is None:
        fresh = Reflection(id=scene.new_id("reflections"), offer=offer.id, side=side)
        return fresh, [made("reflections", fresh)]
    if found.status != "skipped" or not is_new:
        return found, []
    again = changed(found, status="partial" if found.started_on else "owed", finished_on=None)
    lens = effects.lens_acts(scene, found, acts=True) if again.acts("lens") else ()
    check_in = effects.check_in_acts(scene, found, acts=True) if again.acts("check_in") else ()
    return again, [*edited("reflections", found, again), *lens, *check_in]


def put_by(scene: Scene, offer: Offer, side: SideKey) -> list[Edit]:
    """What becomes of the reflection when its no is taken back: nothing it taught acts any longer."""
    edits: list[Edit] = []
    for found in scene.book.reflections_of(offer.id):
        if found.side != side:
            continue
        if found.started_on is None:
            edits.append(Edit("reflections", found.id, found, None))
            continue
        after = changed(found, status="skipped", effects=tuple(_put_by(scene, found)))
        edits += edited("reflections", found, after)
        edits += effects.lens_acts(scene, found, acts=False)
        edits += effects.check_in_acts(scene, found, acts=False)
    return edits


def _put_by(scene: Scene, found: Reflection) -> Iterable[Effect]:
    """The effects of a reflection whose no is taken back. A lens that had ended otherwise does not come back with it."""
    lens = scene.book.lenses.get(found.lens or 0)
    for effect in found.effects:
        ended = effect.what == "lens" and lens is not None and lens.ended_on is not None
        yield changed(effect, dropped=True) if ended else effect


def reflect(scene: Scene, action: actions.Reflect) -> Plan:
    """Answer the four questions, put them by at a step, or skip them on purpose.

    Raises:
        Refusal: for an unknown reflection, a step that does not exist, or a lens that says nothing.
    """
    before = scene.book.reflection(action.reflection)
    offer = scene.book.offer(before.offer)
    if offer.side(before.side).answer != "no":
        raise Refusal("this no was taken back: there is nothing to reflect on")
    decliner = offer.side(before.side).contact
    answered = _answers(before, action)
    lens, lens_edits = effects.lens_of(scene, action, before, decliner)
    check_in, check_in_edits = effects.check_in_of(scene, action, before, decliner)
    after = changed(
        before,
        **answered,
        **_standing(before, action, happened(scene, action.on, "on which day did you reflect?")),
        lens=lens.id if lens else None,
        checkin=check_in.id if check_in else None,
    )
    after = changed(after, effects=effects.effects_of(before, after, action))
    edits = [
        *effects.with_drops(before, after, lens_edits, action, scene),
        *effects.with_day(after, check_in, check_in_edits, scene.today),
    ]
    what = _what(after, scene.book.name(decliner))
    return plan(
        what,
        edited("reflections", before, after),
        edits,
        id=before.id,
        effects=msgspec.to_builtins(after.effects),
        status=after.status,
    )


def _what(after: Reflection, name: str) -> str:
    done = {"done": "reflected on", "skipped": "skipped reflecting on"}.get(
        after.status, "kept the reflection on"
    )
    return f"{done} {name}'s no"


ANSWERS = (
    "clear",
    "missing",
    "better_why",
    "kind_true",
    "open_to",
    "closed_to",
    "pattern_note",
    "learned_decliner",
    "learned_other",
)
"""The answers that are kept as they are given; a focus goes with its lens."""


def _answers(before: Reflection, action: actions.Reflect) -> dict[str, Any]:
    given = {name: value for name in ANSWERS if (value := getattr(action, name)) is not UNSET}
    both = set(given.get("open_to", before.open_to)) & set(given.get("closed_to", before.closed_to))
    if both:
        raise Refusal(f"they cannot be open and closed to a {min(both)} at once")
    focus: Focus | None = before.focus if action.focus is UNSET else action.focus
    if isinstance(action.lens, actions.LensFields):
        focus = action.lens.mode if action.lens.mode != "open" else "no"
    return given | {"focus": focus}


def _standing(before: Reflection, action: actions.Reflect, on: date) -> dict[str, Any]:
    """How far it has come. What is put right later keeps the day on which it was finished."""
    started = before.started_on or on
    status = "skipped" if action.skip else "done"
    finished = before.finished_on if before.status == status and action.on is None else None
    if action.skip:
        return {"status": status, "finished_on": finished or on, "started_on": started}
    if action.step is None:
        return {"status": status, "finished_on": finished or on, "started_on": started, "step": 5}
    if not 1 <= action.step <= 5:
        raise Refusal(f"a reflection has steps 1 to 4 and the card 5, not {action.step}")
    return {"status": "partial", "finished_on": None, "started_on": started, "step": action.step}
