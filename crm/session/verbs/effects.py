"""What a reflection changes from now on: its lens, its check-in, and which of its effects act."""

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import UNSET

from crm.domain.book import Edit
from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.record import Refusal, changed
from crm.domain.reflection import A_CLEARER_WHY, Effect, EffectWord, Reflection
from crm.insight.next_offer.lessons import acts_now
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
from crm.session.verbs.lenses import lens_fields


def lens_of(
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


def check_in_of(
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


def effects_of(before: Reflection, after: Reflection, action: actions.Reflect) -> tuple[Effect, ...]:
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


def with_drops(
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


def with_day(after: Reflection, check_in: CheckIn | None, edits: list[Edit], today: date) -> Iterable[Edit]:
    """A planned check-in has a day only while it acts; taken up again once the reflection has ended, it is due today."""
    acts = bool(after.acts("check_in"))
    if check_in is None or check_in.asked_on is not None or (after.is_owed and acts):
        return edits
    final = _acting(check_in, today, acts=acts)
    before = edits[0].before if edits else check_in
    return [] if before == final else [Edit("checkins", check_in.id, before, final)]


def drop(scene: Scene, action: actions.DropEffect) -> Plan:
    """One effect acts no longer, or acts again.

    Raises:
        Refusal: when the reflection has no such effect, naming those it has; when one shall act again though the no
            was taken back or the reflection skipped.
    """
    before = scene.book.reflection(action.reflection)
    if not action.dropped and not acts_now(scene.book, before):
        raise Refusal("this no was taken back, or its reflection skipped: nothing of it acts")
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
        edits = lens_acts(scene, before, acts=not action.dropped)
    elif action.effect == "check_in":
        edits = check_in_acts(scene, before, acts=not action.dropped)
    what = "dropped" if action.dropped else "took up again"
    return plan(
        f"{what} {action.effect.replace('_', ' ')}",
        edited("reflections", before, after),
        edits,
        id=before.id,
        effects=msgspec.to_builtins(after.effects),
    )


def lens_acts(scene: Scene, reflection: Reflection, *, acts: bool) -> tuple[Edit, ...]:
    """A lens that shall not act has ended; one that acts again has no end of its own."""
    lens = scene.book.lenses.get(reflection.lens or 0)
    if lens is None:
        return ()
    return edited("lenses", lens, changed(lens, ended_on=None if acts else lens.ended_on or scene.today))


def check_in_acts(scene: Scene, reflection: Reflection, *, acts: bool) -> tuple[Edit, ...]:
    """A planned check-in that shall not act has no day; one that acts again is due today."""
    found = scene.book.checkins.get(reflection.checkin or 0)
    if found is None or found.asked_on is not None:
        return ()
    return edited("checkins", found, _acting(found, scene.today, acts=acts))


def without_check_in(reflection: Reflection, check_in: CheckIn) -> tuple[Edit, ...]:
    """The check-in that a reflection planned acts no longer, wherever it was dropped."""
    effects = tuple(
        changed(effect, dropped=True) if effect.what == "check_in" else effect
        for effect in reflection.effects
    )
    return (
        *edited("reflections", reflection, changed(reflection, effects=effects)),
        *edited("checkins", check_in, changed(check_in, due_on=None)),
    )


def _acting(check_in: CheckIn, today: date, *, acts: bool) -> CheckIn:
    return changed(check_in, due_on=(check_in.due_on or today) if acts else None)
