"""What is going on with a person: asks still open, asks of late, a check-in that is due, put away."""

from collections.abc import Iterator
from datetime import timedelta

from crm.insight.ahead.line import Glance, Line
from crm.insight.checking_in.rule import check_in_due, is_planned_for, open_check_in
from crm.insight.words import counted, day_words


def ask_lines(glance: Glance) -> Iterator[Line]:
    """Asks that wait for an answer, and asks of the last 30 days. Who asked for this one is not asked again."""
    if glance.is_requester:
        return
    sides = [
        (side.asked_on, offer)
        for offer in glance.book.offers_of(glance.me.id)
        for _, side in offer.sides()
        if side.contact == glance.me.id and side.asked_on is not None
    ]
    waiting = sorted(
        (asked_on, offer.id)
        for asked_on, offer in sides
        if offer.is_open and offer.side(offer.side_of(glance.me.id) or "a").is_waiting
    )
    if len(waiting) >= glance.thresholds.open_asks:
        since = day_words(waiting[0][0], glance.today)
        text = f"{counted(len(waiting), 'ask')} to {glance.name} still open, the first since {since}"
        yield glance.line("think", "open_asks", text, ("offers", waiting[0][1]))
    start = glance.today - timedelta(days=glance.thresholds.load_days)
    of_late = sum(asked_on > start for asked_on, _ in sides)
    if of_late >= glance.thresholds.load_asks:
        days = counted(glance.thresholds.load_days, "day")
        yield glance.line("think", "load", f"You asked {glance.name} {of_late} times in the last {days}")


def check_in_lines(glance: Glance) -> Iterator[Line]:
    """A check-in that comes first: asked and not answered, planned for a day that has come, or due by the rule."""
    if glance.is_requester:
        return
    checkin = open_check_in(glance.book, glance.me.id)
    if checkin is not None and checkin.asked_on is not None:
        asked = day_words(checkin.asked_on, glance.today)
        text = f"You asked {glance.name} the two check-in questions on {asked}; the answer comes first"
        yield glance.line("think", "check_in", text, ("checkins", checkin.id))
    elif checkin is not None and checkin.due_on is not None and is_planned_for(checkin, glance.today):
        due = day_words(checkin.due_on, glance.today)
        text = f"You planned to check in with {glance.name} on {due}"
        yield glance.line("think", "check_in", text, ("checkins", checkin.id))
    else:
        due_now = check_in_due(glance.book, glance.me.id, glance.today, glance.thresholds)
        if due_now is not None:
            text = f"{glance.name} almost never takes an offer ({due_now.words}): check in first"
            yield glance.line("think", "check_in", text)


def archived_lines(glance: Glance) -> Iterator[Line]:
    """A contact that was put away."""
    if glance.me.archived_on is not None:
        on = day_words(glance.me.archived_on, glance.today)
        yield glance.line("think", "archived", f"You archived {glance.name} on {on}")
