"""Verbs on offers: make, ask, nudge, answer, introduce, outcome, withdraw."""

from datetime import date
from typing import Any

from msgspec import UNSET

from crm.domain import moves
from crm.domain.book import Edit
from crm.domain.days.today import as_today
from crm.domain.offer import (
    ROLES,
    SIDES,
    Kind,
    LookAheadSeen,
    Offer,
    Role,
    Side,
    SideKey,
    is_own_request,
    with_side,
)
from crm.domain.record import Refusal, changed
from crm.insight.next_offer.look_ahead import LookAhead, look_ahead
from crm.insight.words import day_words
from crm.session import actions
from crm.session.plan import Plan, Scene, edited, made, plan
from crm.session.verbs import reflections
from crm.session.verbs.days import happened


class Stopped(Refusal):
    """The look-ahead stops this offer, and no reason to make it all the same was given."""

    def __init__(self, ahead: LookAhead, stops: tuple[str, ...]) -> None:
        super().__init__("; ".join(stops))
        self.ahead = ahead
        self.stops = stops


def make(scene: Scene, action: actions.MakeOffer) -> Plan:
    """A new offer between two contacts, with what the look-ahead showed.

    One made for a day to come is looked at as of that day: whoever is busy until the day before is free then.

    Raises:
        Stopped: when the look-ahead stops and there is no ``override_reason``.
        Refusal: for an unknown contact, the same contact twice, or days in the wrong order.
    """
    pair = scene.book.contact(action.a.contact), scene.book.contact(action.b.contact)
    if pair[0].id == pair[1].id:
        raise Refusal(f"an offer is between two people, and both sides are {pair[0].name}")
    requested_by = _requester(action)
    a_role, b_role = _roles(action.kind, action.a.role, action.b.role, requested_by)
    _refuse_unspoken(scene, action.spoke_on)
    made_on = action.made_on or scene.today
    day = as_today(max(scene.today, made_on), scene.today)
    ahead = look_ahead(scene.book, day, action.kind, pair[0].id, pair[1].id, requested_by, scene.thresholds)
    stops = tuple(line.text for line in ahead.lines if line.verdict == "stop") + _old_why(scene, action)
    if stops and not action.override_reason.strip():
        raise Stopped(ahead, stops)
    offer = Offer(
        id=scene.new_id("offers"),
        kind=action.kind,
        made_on=made_on,
        a=_new_side(action.a, a_role),
        b=_new_side(action.b, b_role),
        requested_by=requested_by,
        spoke_on=action.spoke_on,
        look_ahead=LookAheadSeen(tuple(line.seen for line in ahead.lines), action.override_reason.strip()),
    )
    if action.kind == "referral" and requested_by is not None:
        said_on = action.spoke_on or min(made_on, scene.today)
        offer = with_side(offer, requested_by, answer="yes", answered_on=said_on)
    return plan(
        f"offered {pair[0].name} and {pair[1].name} to each other",
        made("offers", offer),
        id=offer.id,
        look_ahead=ahead_answer(ahead),
    )


def _refuse_unspoken(scene: Scene, spoke_on: date | None) -> None:
    happened(scene, spoke_on, "on which day did you speak of it?")


def _requester(action: actions.MakeOffer) -> SideKey | None:
    if action.requested_by is not None:
        return action.requested_by
    return next((key for key in SIDES if getattr(action, key).role == "requester"), None)


def _roles(kind: Kind, a: Role | None, b: Role | None, requested_by: SideKey | None) -> tuple[Role, Role]:
    """The roles of both sides: as given, else by who asked for a referral, else a leads.

    Raises:
        Refusal: for a role that the kind does not have, and where nobody would be left for the other one.
    """
    first, second = ROLES[kind]
    for given in (a, b):
        if given not in (None, first, second):
            raise Refusal(f"in a {kind} nobody is the {given}: the roles are {first} and {second}")
    if kind == "referral" and "provider" in {"a": (a,), "b": (b,)}.get(requested_by or "", ()):
        raise Refusal("whoever asked for a referral is the requester in it, not the provider")
    if first != second and a is not None and a == b:
        raise Refusal(f"in a {kind} one is the {first} and the other the {second}, not both the same")
    if (a, b) == (None, None):
        a = second if kind == "referral" and requested_by == "b" else first
    return (first, second) if a == first or b == second else (second, first)


def _new_side(given: actions.NewSide, role: Role) -> Side:
    return Side(
        contact=given.contact,
        role=role,
        why_told=given.why_told.strip(),
        bio_sent=given.bio_sent.strip(),
        channel=given.channel.strip(),
    )


def _old_why(scene: Scene, action: actions.MakeOffer) -> tuple[str, ...]:
    """A person who said no to this pair is offered it again only with a new why."""
    whys = {action.a.contact: action.a.why_told.strip(), action.b.contact: action.b.why_told.strip()}
    stops = []
    for offer in scene.book.offers_of(action.a.contact):
        if offer.pair != frozenset(whys):
            continue
        for _, side in offer.sides():
            if side.answer == "no" and whys[side.contact] in ("", side.why_told):
                name = scene.book.name(side.contact)
                stops.append(
                    f"{name} said no to this pair{_on(scene, side)}: offering it again needs a new why"
                )
    return tuple(dict.fromkeys(stops))


def _on(scene: Scene, side: Side) -> str:
    return f" on {day_words(side.answered_on, scene.today)}" if side.answered_on else ""


def ahead_answer(ahead: LookAhead) -> dict[str, Any]:
    """The look-ahead as ``crm apply`` tells it."""
    return {
        "verdict": ahead.verdict,
        "lines": [
            {
                "side": line.side,
                "verdict": line.verdict,
                "about": line.about,
                "text": line.text,
                "from": None if line.origin is None else {"table": line.origin[0], "id": line.origin[1]},
                "proposes": None if line.proposes is None else line.proposes.isoformat(),
            }
            for line in ahead.lines
        ],
    }


def edit(scene: Scene, action: actions.EditOffer) -> Plan:
    """An offer with its kind, whys, bios or request changed. What the sides answered stays.

    Raises:
        Refusal: after the introduction.
    """
    before = scene.book.offer(action.offer)
    if before.introduced_on is not None:
        raise Refusal("these two have been introduced: what was offered stays as it was")
    after = before if action.made_on is UNSET else _moved_to(before, action.made_on)
    if action.spoke_on not in (UNSET, before.spoke_on):
        _refuse_unspoken(scene, action.spoke_on)
    for key in SIDES:
        given = {
            "why_told": getattr(action, f"{key}_why_told"),
            "bio_sent": getattr(action, f"{key}_bio_sent"),
        }
        after = with_side(after, key, **{name: text for name, text in given.items() if text is not UNSET})
    for name in ("kind", "requested_by", "spoke_on"):
        if (value := getattr(action, name)) is not UNSET:
            after = changed(after, **{name: value})
    after = _with_requests(before, _with_roles(before, after, action), scene.today)
    return _moved(before, after, "edited the offer")


def _with_roles(before: Offer, after: Offer, action: actions.EditOffer) -> Offer:
    """The roles that were given; another kind, or another who asked for a referral, gives them anew."""
    a, b = (None if role is UNSET else role for role in (action.a_role, action.b_role))
    if "requester" in (a, b) and action.requested_by is UNSET:
        after = changed(after, requested_by="a" if a == "requester" else "b")
    asks_anew = after.kind == "referral" and after.requested_by != before.requested_by
    if a is None and b is None and after.kind == before.kind and not asks_anew:
        return after
    roles = _roles(after.kind, a, b, after.requested_by)
    for key, role in zip(SIDES, roles, strict=True):
        after = with_side(after, key, role=role)
    return after


def _with_requests(before: Offer, after: Offer, today: date) -> Offer:
    """A requester starts with a dated yes; a side that was taken for one and is not has not answered yet."""
    for key in SIDES:
        was, is_now = is_own_request(before, key), is_own_request(after, key)
        if was and not is_now and after.side(key).answer == "yes":
            after = with_side(after, key, answer=None, answered_on=None)
        elif is_now and not was and after.side(key).answer is None:
            said_on = after.spoke_on or min(after.made_on, today)
            after = with_side(after, key, answer="yes", answered_on=said_on)
    return after


def _moved_to(offer: Offer, made_on: date) -> Offer:
    """The offer made on another day, or planned for one to come."""
    asked = min((side.asked_on for _, side in offer.sides() if side.asked_on), default=None)
    if asked is not None and made_on > asked:
        raise Refusal("made on {on} would be after they were asked ({asked})", on=made_on, asked=asked)
    return changed(offer, made_on=made_on)


def _refuse_planned(offer: Offer, on: date) -> None:
    if on < offer.made_on:
        raise Refusal("this offer is planned for {on}: edit it to move the day", on=offer.made_on)


def ask(scene: Scene, action: actions.MarkAsked) -> Plan:
    before = scene.book.offer(action.offer)
    if not action.asked:
        who = _who(scene, before, action.side)
        return _moved(before, moves.not_asked(before, action.side), f"took the ask to {who} back")
    if action.on is None:
        _refuse_planned(before, scene.today)
    on = happened(scene, action.on, "on which day were they asked?")
    after = moves.asked(before, action.side, on, action.channel)
    return _moved(before, after, f"asked {_who(scene, before, action.side)}")


def nudge(scene: Scene, action: actions.MarkNudged) -> Plan:
    before = scene.book.offer(action.offer)
    after = moves.nudged(before, action.side, happened(scene, action.on, "on which day were they reminded?"))
    if action.channel:
        after = with_side(after, action.side, channel=action.channel)
    return _moved(before, after, f"nudged {_who(scene, before, action.side)}")


def answer(scene: Scene, action: actions.RecordAnswer) -> Plan:
    """One side's answer. A no owes a reflection, in the same change; a no taken back puts its reflection by.

    Raises:
        Refusal: where the move is not allowed.
    """
    before = scene.book.offer(action.offer)
    after = moves.answered(
        before,
        action.side,
        action.answer,
        happened(scene, action.on, "on which day did they answer?"),
        words=action.words,
        reasons=action.reasons,
        guess=action.guess,
        revisit_on=action.revisit_on,
    )
    edits: list[Edit] = []
    extra: dict[str, Any] = {}
    if action.answer == "no":
        is_new = before.side(action.side).answer != "no"
        owed, edits = reflections.owe(scene, after, action.side, is_new=is_new)
        extra = {"reflection": owed.id}
    elif before.side(action.side).answer == "no":
        edits = reflections.put_by(scene, before, action.side)
    who = _who(scene, before, action.side)
    words = {"yes": "yes", "no": "no", "later": "later", "no_reply": "no reply", None: ""}[action.answer]
    what = f"took {who}'s answer back" if action.answer is None else f"recorded {who}'s {words}"
    return plan(what, edited("offers", before, after), edits, id=before.id, stage=after.stage, **extra)


def introduce(scene: Scene, action: actions.Introduce) -> Plan:
    before = scene.book.offer(action.offer)
    a, b = scene.book.name(before.a.contact), scene.book.name(before.b.contact)
    if not action.introduced:
        return _moved(before, moves.not_introduced(before), f"took the introduction of {a} and {b} back")
    after = moves.introduced(before, happened(scene, action.on, "on which day were they introduced?"))
    return _moved(before, after, f"introduced {a} and {b}")


def tell(scene: Scene, action: actions.TellOutcome) -> Plan:
    before = scene.book.offer(action.offer)
    on = happened(scene, action.on, "on which day did they tell you?")
    after = moves.told(before, action.side, action.worth_it, on, action.words)
    who = _who(scene, before, action.side)
    took = action.worth_it is None
    return _moved(
        before, after, f"took back how it went for {who}" if took else f"noted how it went for {who}"
    )


def withdraw(scene: Scene, action: actions.Withdraw) -> Plan:
    """Take an offer back; one that is planned for a day to come can go before that day.

    Raises:
        Refusal: when it is closed already, or on a day before it was made or before someone was asked; when it is to
            be taken up again and was not withdrawn.
    """
    before = scene.book.offer(action.offer)
    a, b = scene.book.name(before.a.contact), scene.book.name(before.b.contact)
    if not action.withdrawn:
        return _moved(before, moves.not_withdrawn(before), f"took up the offer between {a} and {b} again")
    if action.on is not None and action.on < min(before.made_on, scene.today):
        raise Refusal(
            "withdrawn on {on} would be before the offer was made ({made})", on=action.on, made=before.made_on
        )
    after = moves.withdrawn(before, happened(scene, action.on, "on which day was it withdrawn?"))
    return _moved(before, after, f"withdrew the offer between {a} and {b}")


def _moved(before: Offer, after: Offer, what: str) -> Plan:
    return plan(what, edited("offers", before, after), id=before.id, stage=after.stage)


def _who(scene: Scene, offer: Offer, key: SideKey) -> str:
    return scene.book.name(offer.side(key).contact)
