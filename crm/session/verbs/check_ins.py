"""Verbs on check-ins: planning them, asking the two questions, and what was said to them."""

from datetime import date
from typing import Any

from crm.domain.book import Edit
from crm.domain.checkin import CheckIn
from crm.domain.days.daywords import days_after
from crm.domain.lens import OTHER_THINGS, REVIEW_DAYS, THEN, Lens
from crm.domain.record import Refusal, changed
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
from crm.session.verbs import effects
from crm.session.verbs.days import happened
from crm.session.verbs.lenses import ended_by, followed_on


def plan_one(scene: Scene, action: actions.PlanCheckIn) -> Plan:
    """A check-in on a day; one that is planned already moves to that day."""
    contact = scene.book.contact(action.contact)
    due_on = action.due_on or scene.today
    held = reversed(list(scene.book.checkins_of(contact.id)))
    planned = next((one for one in held if one.is_under_way and one.asked_on is None), None)
    if planned is not None:
        after = changed(planned, due_on=due_on)
        return plan(
            f"moved the check-in with {contact.name}", edited("checkins", planned, after), id=planned.id
        )
    fresh = CheckIn(id=scene.new_id("checkins"), contact=contact.id, due_on=due_on)
    return plan(f"planned to check in with {contact.name}", made("checkins", fresh), id=fresh.id)


def drop(scene: Scene, action: actions.DropCheckIn) -> Plan:
    """A check-in that was planned is not to be. One that a reflection planned is dropped there, to be taken up again.

    Raises:
        Refusal: when the two questions have been asked already.
    """
    before = scene.book.checkin(action.checkin)
    if before.asked_on is not None or before.answered_on is not None:
        raise Refusal("the two questions have been asked: note what they said, or that they did not answer")
    what = f"dropped the check-in with {scene.book.name(before.contact)}"
    planned_by = scene.book.reflections.get(before.origin or 0)
    if planned_by is None or planned_by.checkin != before.id:
        return plan(what, [Edit("checkins", before.id, before, None)], id=before.id)
    return plan(what, effects.without_check_in(planned_by, before), id=before.id)


def ask(scene: Scene, action: actions.AskCheckIn) -> Plan:
    """The two questions have been sent.

    Raises:
        Refusal: when they have been answered, or for a day still to come.
    """
    before = scene.book.checkin(action.checkin)
    if before.answered_on is not None:
        raise Refusal("this check-in was answered on {on}", on=before.answered_on)
    after = changed(before, asked_on=happened(scene, action.on, "on which day were the questions sent?"))
    what = f"asked {scene.book.name(before.contact)} the two questions"
    return plan(what, edited("checkins", before, after), id=before.id)


def answer(scene: Scene, action: actions.AnswerCheckIn) -> Plan:
    """What they said to the two questions: it writes their lens and restarts the count.

    Raises:
        Refusal: when nothing was answered at all, for an end that had passed by then, or for a day still to come or
            before they were asked.
    """
    before = scene.book.checkin(action.checkin)
    wanted = action.people_wanted.strip()
    if not (wanted or action.too_busy or action.notes.strip()):
        raise Refusal("what did they say? name the people they hope to meet, or whether they are too busy")
    on = happened(scene, action.on, "on which day did they answer?")
    if before.asked_on is not None and on < before.asked_on:
        raise Refusal("answered on {on} would be before you asked ({asked})", on=on, asked=before.asked_on)
    if action.until is not None and action.until < on:
        raise Refusal("until {until} had passed already", until=action.until)
    after = changed(
        before,
        asked_on=before.asked_on or on,
        answered_on=on,
        people_wanted=wanted,
        too_busy=action.too_busy,
        until=action.until,
        notes=action.notes,
    )
    lens, edits = _followed(scene, before, after, on)
    what = f"checked in with {scene.book.name(before.contact)}"
    return plan(what, edited("checkins", before, after), edits, id=before.id, lens=lens.id if lens else None)


def _followed(scene: Scene, before: CheckIn, after: CheckIn, on: date) -> tuple[Lens | None, list[Edit]]:
    """The lens of what they said, and the edits by which lenses follow it.

    What is put right is put right in the lens that it wrote, and one that says nothing of a lens any more ends it.
    Where a lens is over by now and what they said is the same, nothing new begins to hold.
    """
    said, held = _lens_said(scene, after, on), _lens_of(scene, before)
    if held is not None:
        if said is None:
            return None, [*edited("lenses", held, changed(held, ended_on=scene.today))]
        said = changed(said, id=held.id, created=held.created, updated=held.updated)
        return said, [*edited("lenses", held, said)]
    if said is None or _says(before) == _says(after):
        return None, []
    said = changed(said, ended_on=followed_on(scene, after.contact, on))
    return said, [*ended_by(scene, after.contact, on), made("lenses", said)]


def _says(checkin: CheckIn) -> tuple[object, ...]:
    return checkin.people_wanted, checkin.too_busy, checkin.until


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
            "busy_with": checkin.people_wanted and f"{OTHER_THINGS}{THEN}{checkin.people_wanted}",
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
