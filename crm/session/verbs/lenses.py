"""Verbs on lenses: what a contact is open to at the moment."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import UNSET

from crm.domain.book import Edit
from crm.domain.days.dates import say_day
from crm.domain.days.daywords import days_after
from crm.domain.lens import REVIEW_DAYS, Lens
from crm.domain.record import Refusal, changed
from crm.insight.next_offer.origins import lens_day, types_words
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
from crm.session.verbs.days import happened


def set_by_hand(scene: Scene, action: actions.SetLens) -> Plan:
    """A lens written down by hand; it takes the place of those in force.

    Raises:
        Refusal: for "only a type" without a type, or an end that has passed.
    """
    contact = scene.book.contact(action.contact)
    lens = Lens(id=scene.new_id("lenses"), contact=contact.id, **lens_fields(action, scene.today))
    return plan(
        f"noted what {contact.name} is open to",
        ended_by(scene, contact.id, scene.today),
        made("lenses", lens),
        id=lens.id,
    )


def edit(scene: Scene, action: actions.EditLens) -> Plan:
    """A lens is put right: it stays the one that it was, with its no or check-in and the day it began.

    Raises:
        Refusal: for "only a type" without a type, a day before it began, an end to come of one that was ended, or
            when it would hold again beside the one in force.
    """
    before = scene.book.lens(action.lens)
    after = _put_right(scene, before, action)
    for then, now in ((before.until, after.until), (before.ended_on, after.ended_on)):
        _not_before_it_began(scene, after, None if now == then else now)
    current = scene.book.current_lens(before.contact, scene.today)
    name = scene.book.name(before.contact)
    if after.holds_on(scene.today) and current not in (None, before):
        raise Refusal(f"so it would hold today, beside the lens of {name} that is in force")
    return plan(f"put right what {name} was open to", edited("lenses", before, after), id=before.id)


def _put_right(scene: Scene, before: Lens, action: actions.EditLens) -> Lens:
    """The lens with what is given; one without an end keeps the day on which it is looked at again."""
    names = ("mode", "types", "busy_with", "until", "source")
    given = {name: value for name in names if (value := getattr(action, name)) is not UNSET}
    kept = {name: getattr(before, name) for name in names}
    review_on = before.review_on if given.get("until", before.until) is None else None
    after = changed(before, **tidy_lens(actions.LensFields(**kept | given, review_on=review_on), scene.today))
    if action.ended_on is UNSET:
        return after
    if before.ended_on is None:
        raise Refusal("nobody ended this lens: the day until which it holds is its end")
    return changed(after, ended_on=happened(scene, action.ended_on, "on which day did it end?"))


def end(scene: Scene, action: actions.EndLens) -> Plan:
    """A lens holds no longer.

    Raises:
        Refusal: when it has ended already, or for a day before it began or still to come.
    """
    lens = scene.book.lens(action.lens)
    if lens.ended_on is not None:
        raise Refusal("this lens ended on {on}", on=lens.ended_on)
    on = happened(scene, action.on, "a day until which it holds is its end")
    _not_before_it_began(scene, lens, on)
    name = scene.book.name(lens.contact)
    still = _still(scene, lens)
    what = f"ended a lens of {name}, who is still {still}" if still else f"{name} may be open again"
    return plan(what, edited("lenses", lens, changed(lens, ended_on=on)), id=lens.id)


def _still(scene: Scene, ended: Lens) -> str:
    """What a person is still open to when another lens of theirs ends, in words; "" for all that one offers."""
    others = (one for one in scene.book.lenses_of(ended.contact) if one.id != ended.id)
    held = [one for one in others if one.holds_on(scene.today)]
    if not held or held[-1].mode == "open":
        return ""
    last = held[-1]
    until = f"until {say_day(last.until, scene.today)}" if last.until else ""
    return (
        last.busy_words(until) if last.mode == "busy" else f"open only to {types_words(last)} {until}".strip()
    )


def _not_before_it_began(scene: Scene, lens: Lens, on: date | None) -> None:
    began = lens_day(scene.book, lens)
    if on is None or began is None or began_by(scene, lens, on):
        return
    raise Refusal(f"{say_day(on, scene.today)} is before this lens began ({say_day(began, scene.today)})")


def ended_by(scene: Scene, contact: int, on: date) -> Iterator[Edit]:
    """The lenses in force give way to one of a day; one that began after that day does not."""
    for lens in scene.book.lenses_of(contact):
        if lens.holds_on(on) and began_by(scene, lens, on):
            yield from edited("lenses", lens, changed(lens, ended_on=on))


def followed_on(scene: Scene, contact: int, on: date) -> date | None:
    """The day on which a lens of a day gave way to one in force that began later; None where there is none."""
    held = (one for one in scene.book.lenses_of(contact) if one.holds_on(scene.today))
    later = (lens_day(scene.book, one) for one in held if not began_by(scene, one, on))
    return min((min(day, scene.today) for day in later if day is not None), default=None)


def began_by(scene: Scene, lens: Lens, on: date) -> bool:
    """Whether a lens held on a day already. What is written down by today holds today, wherever its clock stood."""
    began = lens_day(scene.book, lens)
    return began is None or on >= min(began, scene.today) or _made_overnight(lens, on)


def _made_overnight(lens: Lens, on: date) -> bool:
    """Whether the day on which a lens was written down by hand, which is kept in UTC, may here have been this one."""
    return lens.origin is None and lens.created[:10] == days_after(on, 1).isoformat()


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
        raise Refusal("until {until} has passed already", until=given.until)
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
