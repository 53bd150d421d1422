"""Verbs on lenses and check-ins: what a contact is open to, and asking them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import UNSET

from crm.domain.book import Edit
from crm.domain.checkin import CheckIn
from crm.domain.days.dates import say_day
from crm.domain.days.daywords import days_after
from crm.domain.lens import REVIEW_DAYS, Lens
from crm.domain.record import Refusal, changed
from crm.insight.next_offer.origins import lens_day
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
from crm.session.verbs.days import happened
from crm.session.verbs.reflections import lens_fields, tidy_lens


def set_by_hand(scene: Scene, action: actions.SetLens) -> Plan:
    """A lens written down by hand; it takes the place of those in force.

    Raises:
        Refusal: for "only a type" without a type, or an end that has passed.
    """
    contact = scene.book.contact(action.contact)
    lens = Lens(id=scene.new_id("lenses"), contact=contact.id, **lens_fields(action, scene.today))
    return plan(
        f"noted what {contact.name} is open to",
        _ended(scene, contact.id, scene.today),
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
        raise Refusal(f"this lens ended on {lens.ended_on}")
    on = happened(scene, action.on, "a day until which it holds is its end")
    _not_before_it_began(scene, lens, on)
    name = scene.book.name(lens.contact)
    after = changed(lens, ended_on=on)
    return plan(f"{name} may be open again", edited("lenses", lens, after), id=lens.id)


def _not_before_it_began(scene: Scene, lens: Lens, on: date | None) -> None:
    began = lens_day(scene.book, lens)
    if on is None or began is None or on >= min(began, scene.today) or _made_overnight(lens, on):
        return
    raise Refusal(f"{say_day(on, scene.today)} is before this lens began ({say_day(began, scene.today)})")


def _made_overnight(lens: Lens, on: date) -> bool:
    """Whether the day on which a lens was written down by hand, which is kept in UTC, may here have been this one."""
    return lens.origin is None and lens.created[:10] == days_after(on, 1).isoformat()


def plan_check_in(scene: Scene, action: actions.PlanCheckIn) -> Plan:
    """A check-in on a day; one that is planned already moves to that day."""
    contact = scene.book.contact(action.contact)
    due_on = action.due_on or scene.today
    planned = next(
        (one for one in scene.book.checkins_of(contact.id) if one.is_open and not one.asked_on), None
    )
    if planned is not None:
        after = changed(planned, due_on=due_on)
        return plan(
            f"moved the check-in with {contact.name}", edited("checkins", planned, after), id=planned.id
        )
    fresh = CheckIn(id=scene.new_id("checkins"), contact=contact.id, due_on=due_on)
    return plan(f"planned to check in with {contact.name}", made("checkins", fresh), id=fresh.id)


def ask_check_in(scene: Scene, action: actions.AskCheckIn) -> Plan:
    """The two questions have been sent.

    Raises:
        Refusal: when they have been answered, or for a day still to come.
    """
    before = scene.book.checkin(action.checkin)
    if before.answered_on is not None:
        raise Refusal(f"this check-in was answered on {before.answered_on}")
    after = changed(before, asked_on=happened(scene, action.on, "on which day were the questions sent?"))
    what = f"asked {scene.book.name(before.contact)} the two questions"
    return plan(what, edited("checkins", before, after), id=before.id)


def answer_check_in(scene: Scene, action: actions.AnswerCheckIn) -> Plan:
    """What they said to the two questions: it writes their lens and restarts the count.

    Raises:
        Refusal: when nothing was answered at all, for an end that had passed by then, or for a day still to come.
    """
    before = scene.book.checkin(action.checkin)
    wanted = action.people_wanted.strip()
    if not (wanted or action.too_busy or action.notes.strip()):
        raise Refusal("what did they say? name the people they hope to meet, or whether they are too busy")
    on = happened(scene, action.on, "on which day did they answer?")
    if action.until is not None and action.until < on:
        raise Refusal(f"until {action.until} had passed already")
    after = changed(
        before,
        asked_on=before.asked_on or on,
        answered_on=on,
        people_wanted=wanted,
        too_busy=action.too_busy,
        until=action.until,
        notes=action.notes,
    )
    lens = _lens_said(scene, after, on)
    name = scene.book.name(before.contact)
    edits: list[Edit] = list(edited("checkins", before, after))
    if lens is not None and (earlier := _lens_of(scene, before)) is not None:
        lens = changed(lens, id=earlier.id, created=earlier.created, updated=earlier.updated)
        edits += edited("lenses", earlier, lens)
    elif lens is not None:
        edits += [*_ended(scene, before.contact, on), made("lenses", lens)]
    return plan(f"checked in with {name}", edits, id=before.id, lens=lens.id if lens else None)


def _lens_of(scene: Scene, checkin: CheckIn) -> Lens | None:
    """The lens that answers noted before have written, while it holds: what is put right there is put right in it."""
    found = (one for one in scene.book.lenses_of(checkin.contact) if one.origin == checkin.id)
    return next((one for one in found if one.ended_on is None), None)


def _lens_said(scene: Scene, checkin: CheckIn, on: date) -> Lens | None:
    """Busy outweighs wishes: someone too busy for introductions is not open to the people they named."""
    fields: dict[str, Any]
    if checkin.too_busy == "yes":
        fields = {
            "mode": "busy",
            "busy_with": checkin.people_wanted and f"after that: {checkin.people_wanted}",
        }
    elif checkin.people_wanted:
        wanted = checkin.people_wanted.replace("\n", ",").replace(";", ",").split(",")
        fields = {"mode": "only_type", "types": tuple(text for one in wanted if (text := one.strip()))}
    elif checkin.too_busy == "no":
        fields = {"mode": "open"}
    else:
        return None
    review_on = None if checkin.until else days_after(on, REVIEW_DAYS)
    return Lens(
        id=scene.new_id("lenses"),
        contact=checkin.contact,
        source="said",
        origin=checkin.id,
        until=checkin.until,
        review_on=review_on,
        **fields,
    )


def _ended(scene: Scene, contact: int, on: date) -> Iterator[Edit]:
    for lens in scene.book.lenses_of(contact):
        if lens.holds_on(on):
            yield from edited("lenses", lens, changed(lens, ended_on=on))
