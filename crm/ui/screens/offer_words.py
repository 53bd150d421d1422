"""What the forms of an offer share: the kinds with their tests, the roles, and a look ahead at people not yet in the book."""

from crm.domain.book import Edit
from crm.domain.contact import Contact
from crm.domain.dates import say_day
from crm.domain.offer import ROLES, Kind, Role, SideKey
from crm.domain.record import changed
from crm.insight.look_ahead import LookAhead, look_ahead
from crm.session.session import Session
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

LOOK_AHEAD_HINT = "With two people chosen, what your book says about both stands here."


def role_of(kind: Kind, key: SideKey, lead: SideKey) -> Role:
    """The role of a side when ``lead`` asked for the referral or gives in the favor."""
    first, second = ROLES[kind]
    return first if key == lead else second


def preview(session: Session, kind: Kind, a: Contact, b: Contact, requested_by: SideKey | None) -> LookAhead:
    """What the look-ahead will say; someone who is not in the book yet is looked at as if they were."""
    a, b = (changed(who, id=who.id or stand_in) for who, stand_in in ((a, -1), (b, -2)))
    edits = [Edit("contacts", who.id, None, who) for who in (a, b) if who.id < 0]
    book = session.book.with_edits(edits) if edits else session.book
    return look_ahead(book, session.today, kind, a.id, b.id, requested_by, session.thresholds)


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
