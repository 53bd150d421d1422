"""Verbs on reflections: owe one after a no, answer the four questions, and let what they teach act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET

from crm.domain.book import Edit
from crm.domain.checkin import CheckIn
from crm.domain.days.daywords import days_after
from crm.domain.lens import REVIEW_DAYS, Lens
from crm.domain.offer import Offer, SideKey
from crm.domain.record import Refusal, changed
from crm.domain.reflection import A_CLEARER_WHY, Effect, EffectWord, Focus, Reflection
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
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
    lens = _lens_acts(scene, found, acts=True) if again.acts("lens") else ()
    check_in = _check_in_acts(scene, found, acts=True) if again.acts("check_in") else ()
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
        edits += _lens_acts(scene, found, acts=False)
        edits += _check_in_acts(scene, found, acts=False)
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
    lens, lens_edits = _lens(scene, action, before, decliner)
    check_in, check_in_edits = _check_in(scene, action, before, decliner)
    after = changed(
        before,
        **answered,
        **_standing(before, action, happened(scene, action.on, "on which day did you reflect?")),
        lens=lens.id if lens else None,
        checkin=check_in.id if check_in else None,
    )
    after = changed(after, effects=_effects(before, after, action))
    edits = [
        *_with_drops(before, after, lens_edits, action, scene),
        *_with_day(after, check_in, check_in_edits, scene.today),
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


_ANSWERS = (
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


def _answers(before: Reflection, action: actions.Reflect) -> dict[str, Any]:
    given = {name: value for name in _ANSWERS if (value := getattr(action, name)) is not UNSET}
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


def _lens(
    scene: Scene, action: actions.Reflect, before: Reflection, decliner: int
) -> tuple[Lens | None, list[Edit]]:
    """The lens of step 3 as it is after this action, and the edits that make it so."""
    held = scene.book.lenses.get(before.lens) if before.lens is not None else None
    forgets = action.lens is None or (action.lens is UNSET and action.focus in ("no", "unknown"))
    if action.lens is UNSET and not forgets:
        return held, []
    if not isinstance(action.lens, actions.LensFields):
        return None, [] if held is None else [Edit("lenses", held.id, held, None)]
    fields = lens_fields(action.lens, scene.today, held)
    if held is not None:
        after = changed(held, **fields)
        return after, list(edited("lenses", held, after))
    fresh = Lens(id=scene.new_id("lenses"), contact=decliner, origin=before.id, **fields)
    return fresh, [made("lenses", fresh)]


def lens_fields(
    given: actions.LensFields | actions.SetLens, today: date, held: Lens | None = None
) -> dict[str, Any]:
    """A lens that is to hold from now on, as its fields.

    ``held`` is the lens that they change: its end may have passed since.

    Raises:
        Refusal: for "only a type" without a type, or a new end that has passed.
    """
    is_new = held is None or given.until != held.until
    if given.until is not None and given.until < today and is_new:
        raise Refusal(f"until {given.until} has passed already")
    return tidy_lens(given, today)


def tidy_lens(given: actions.LensFields | actions.SetLens, today: date) -> dict[str, Any]:
    """What belongs to the mode of a lens, as its fields; without an end it is looked at again after ``REVIEW_DAYS``.

    Raises:
        Refusal: for "only a type" without a type.
    """
    types = tuple(dict.fromkeys(text for one in given.types if (text := one.strip())))
    if given.mode == "only_type" and not types:
        raise Refusal("which type of person? a lens for one type of person names the type")
    review_on = given.review_on
    if given.until is None and review_on is None:
        review_on = days_after(today, REVIEW_DAYS)
    return {
        "mode": given.mode,
        "types": types if given.mode == "only_type" else (),
        "busy_with": given.busy_with.strip() if given.mode == "busy" else "",
        "until": given.until,
        "review_on": review_on,
        "source": given.source,
    }


def _check_in(
    scene: Scene, action: actions.Reflect, before: Reflection, decliner: int
) -> tuple[CheckIn | None, list[Edit]]:
    """The check-in of step 4 as it is after this action, and the edits that make it so.

    One that was asked or answered is theirs by now: a reflection neither moves it nor takes it away.
    """
    held = scene.book.checkins.get(before.checkin) if before.checkin is not None else None
    is_dropped = "check_in" in _dropped(before, action)
    if action.check_in is UNSET or (held is not None and _stands(held, action.check_in, is_dropped)):
        return held, []
    if action.check_in is None:
        return None, [] if held is None else [Edit("checkins", held.id, held, None)]
    if held is not None:
        after = changed(held, due_on=action.check_in)
        return after, list(edited("checkins", held, after))
    fresh = CheckIn(id=scene.new_id("checkins"), contact=decliner, due_on=action.check_in, origin=before.id)
    return fresh, [made("checkins", fresh)]


def _stands(held: CheckIn, due_on: date | None, is_dropped: bool) -> bool:
    """Whether a check-in stays as it is when a reflection means it for a day, or for none."""
    same = held.due_on == due_on and (due_on is not None or is_dropped)
    return same or held.asked_on is not None or held.answered_on is not None


def _dropped(before: Reflection, action: actions.Reflect) -> set[str]:
    """The effects that shall not act: as they were, where nothing is said of them."""
    if action.dropped is not UNSET:
        return set(action.dropped)
    return {effect.key for effect in before.effects if effect.dropped}


def _effects(before: Reflection, after: Reflection, action: actions.Reflect) -> tuple[Effect, ...]:
    """What the answers change from now on, in the order of the questions."""
    if after.status == "skipped":
        return tuple(changed(effect, dropped=True) for effect in before.effects)
    dropped = _dropped(before, action)
    carry = action.carry if action.carry is not None else _carries(before, after)
    found: list[tuple[EffectWord, int | str]] = []
    if carry:
        found += [
            ("lesson", item) for item in after.missing or ((A_CLEARER_WHY,) if after.better_why else ())
        ]
    found += [("open_to", kind) for kind in after.open_to]
    found += [("closed_to", kind) for kind in after.closed_to]
    if after.lens is not None:
        found.append(("lens", after.lens))
    if after.checkin is not None:
        found.append(("check_in", after.checkin))
    effects = (Effect(what=what, ref=ref) for what, ref in found)
    return tuple(changed(one, dropped=True) if one.key in dropped else one for one in effects)


def _carries(before: Reflection, after: Reflection) -> bool:
    """Whether what was missing is carried on: as before, or by itself at ``partly`` and ``no``."""
    if before.clear == after.clear and (before.missing or before.better_why):
        return any(effect.what == "lesson" for effect in before.effects)
    return after.clear in ("partly", "no")


def _with_drops(
    before: Reflection, after: Reflection, lens_edits: list[Edit], action: actions.Reflect, scene: Scene
) -> Iterable[Edit]:
    """The lens ends when its effect is dropped and holds again when it is taken up; what ended it else is not undone."""
    held = next((one.after for one in lens_edits), scene.book.lenses.get(after.lens or 0))
    drops = _drops_lens(after)
    if not isinstance(held, Lens) or after.lens is None or drops == _drops_lens(before):
        return lens_edits
    ended_on = (held.ended_on or action.on or scene.today) if drops else None
    if held.ended_on == ended_on:
        return lens_edits
    final = changed(held, ended_on=ended_on)
    return [Edit("lenses", held.id, lens_edits[0].before if lens_edits else held, final)]


def _drops_lens(reflection: Reflection) -> bool:
    return any(effect.what == "lens" and effect.dropped for effect in reflection.effects)


def _with_day(after: Reflection, check_in: CheckIn | None, edits: list[Edit], today: date) -> Iterable[Edit]:
    """Once the reflection has ended, a planned check-in has a day only while it acts; taken up again, it is due today."""
    if check_in is None or check_in.asked_on is not None or after.is_owed:
        return edits
    final = changed(check_in, due_on=(check_in.due_on or today) if after.acts("check_in") else None)
    before = edits[0].before if edits else check_in
    return [] if before == final else [Edit("checkins", check_in.id, before, final)]


def drop(scene: Scene, action: actions.DropEffect) -> Plan:
    """One effect acts no longer, or acts again.

    Raises:
        Refusal: when the reflection has no such effect, naming those it has.
    """
    before = scene.book.reflection(action.reflection)
    keys = [effect.key for effect in before.effects]
    if action.effect not in keys:
        raise Refusal(f"this reflection has no effect {action.effect!r}; it has: {', '.join(keys) or 'none'}")
    effects = tuple(
        changed(effect, dropped=action.dropped) if key == action.effect else effect
        for key, effect in zip(keys, before.effects, strict=True)
    )
    after = changed(before, effects=effects)
    edits: Iterable[Edit] = ()
    if action.effect == "lens":
        edits = _lens_acts(scene, before, acts=not action.dropped)
    elif action.effect == "check_in":
        edits = _check_in_acts(scene, before, acts=not action.dropped)
    what = "dropped" if action.dropped else "took up again"
    return plan(
        f"{what} {action.effect.replace('_', ' ')}",
        edited("reflections", before, after),
        edits,
        id=before.id,
        effects=msgspec.to_builtins(after.effects),
    )


def _lens_acts(scene: Scene, reflection: Reflection, *, acts: bool) -> tuple[Edit, ...]:
    lens = scene.book.lenses.get(reflection.lens or 0)
    if lens is None:
        return ()
    return edited("lenses", lens, changed(lens, ended_on=None if acts else lens.ended_on or scene.today))


def _check_in_acts(scene: Scene, reflection: Reflection, *, acts: bool) -> tuple[Edit, ...]:
    """A planned check-in that shall not act has no day; one that acts again is due today."""
    found = scene.book.checkins.get(reflection.checkin or 0)
    if found is None or found.asked_on is not None:
        return ()
    return edited("checkins", found, changed(found, due_on=(found.due_on or scene.today) if acts else None))
