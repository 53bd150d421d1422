"""What the forms of an offer share: the kinds with their tests, the roles, and a look ahead at people not yet in the book."""

from collections.abc import Sequence
from datetime import date

from crm.domain.book import Edit
from crm.domain.contact import Contact
from crm.domain.days.dates import say_day
from crm.domain.days.today import as_today
from crm.domain.offer import ROLES, Kind, Offer, Role, Side, SideKey
from crm.domain.record import changed
from crm.insight.checking_in.rule import check_in_due
from crm.insight.counting.missing import most_missing
from crm.insight.next_offer.ask_first import ask_hints
from crm.insight.next_offer.look_ahead import LookAhead, look_ahead
from crm.session.session import Session
from crm.ui import glyphs
from crm.ui.rows.lens_words import lens_words
from crm.ui.widgets.choice import Option
from crm.ui.widgets.look_ahead import Lesson

KIND_OPTIONS = (
    Option("connection", "c", "connection", "both will enjoy it, and each gains"),
    Option("referral", "r", "referral", "business: spoken of, and asked for"),
    Option("favor", "f", "favor", "one gives advice or time, one receives"),
)
"""The three kinds, each with its test in one line."""

LEADS: dict[Kind, str] = {"connection": "", "referral": "Who asked", "favor": "Who gives"}
"""What the side that leads does, by kind."""

GAPS = 3
"""One's own most frequent gaps that are named in the form of an offer."""

LOOK_AHEAD_HINT = "With two people chosen, what your book says about both stands here."


def look_ahead_hint(session: Session, one: Contact | None) -> str:
    """What stands in the look-ahead while somebody is missing: what is known already of the one who is there."""
    known = _known_of(session, one.id) if one is not None and one.id else ""
    return f"{one.first_name}: {known}. {LOOK_AHEAD_HINT}" if one is not None and known else LOOK_AHEAD_HINT


def _known_of(session: Session, contact: int) -> str:
    """The lens of a person, or that a check-in is due, in words."""
    book, today = session.book, session.today
    lens = book.current_lens(contact, today)
    if lens is not None and lens.mode != "open":
        return lens_words(lens, today)
    due = check_in_due(book, contact, today, session.thresholds)
    return f"{glyphs.CHECK_IN} check in first, {due.words}" if due is not None else ""


def role_of(kind: Kind, key: SideKey, lead: SideKey) -> Role:
    """The role of a side when ``lead`` asked for the referral or gives in the favor."""
    first, second = ROLES[kind]
    return first if key == lead else second


def preview(
    session: Session,
    kind: Kind,
    a: Contact,
    b: Contact,
    requested_by: SideKey | None,
    *,
    on: date | None = None,
) -> LookAhead:
    """What the look-ahead will say, on a day to come with ``on``; someone new is looked at as if in the book already."""
    a, b = (changed(who, id=who.id or stand_in) for who, stand_in in ((a, -1), (b, -2)))
    edits = [Edit("contacts", who.id, None, who) for who in (a, b) if who.id < 0]
    book = session.book.with_edits(edits) if edits else session.book
    today = session.today
    day = today if on is None else as_today(max(on, today), today)
    return look_ahead(book, day, kind, a.id, b.id, requested_by, session.thresholds)


def first_to_ask(session: Session, kind: Kind, a: Contact, b: Contact, lead: SideKey) -> list[str]:
    """Whom to ask first, and who has asks enough open, in words; a requester is not asked."""
    if kind == "referral" or not (a.id and b.id):
        return []
    first = Side(contact=a.id, role=role_of(kind, "a", lead))
    second = Side(contact=b.id, role=role_of(kind, "b", lead))
    offer = Offer(kind=kind, made_on=session.today, a=first, b=second)
    return list(ask_hints(session.book, offer, session.thresholds))


def unsaid(names: Sequence[str]) -> str:
    """That somebody is not told why yet: the first question after a no is whether that was clear."""
    return f"no why yet for {names[0] if len(names) == 1 else 'either'}" if names else ""


def often_missing(session: Session) -> str:
    """Your own most frequent gaps, by the last reflections, with their counts; "" where there are too few."""
    missing = most_missing(session.book)
    if missing.n < session.thresholds.min_n:
        return ""
    gaps = [f"{item} {times}" for item, times in missing.counts[:GAPS] if times > 1]
    return f"often missing, of {missing.n} reflections: {', '.join(gaps)}" if gaps else ""


def prompts(session: Session, ahead: LookAhead) -> list[Lesson]:
    """The lessons of a look-ahead, those of one no put together."""
    items: dict[int, list[str]] = {}
    for line in ahead.lines:
        if line.about == "lesson":
            _, reflection, item = line.seen.split("/", 2)
            items.setdefault(int(reflection), []).append(item)
    return [_lesson(session, reflection, found) for reflection, found in items.items()]


def _lesson(session: Session, reflection: int, items: list[str]) -> Lesson:
    taught = session.book.reflection(reflection)
    side = session.book.offer(taught.offer).side(taught.side)
    day = f", {say_day(side.answered_on, session.today)}" if side.answered_on else ""
    return Lesson(items, taught.better_why, f"from {session.book.name(side.contact)}'s no{day}")
