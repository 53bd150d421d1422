"""The drafts that a message is chosen from, and what taking one along means for the record."""

from datetime import date
from typing import NamedTuple

from crm.domain.days.daywords import days_after
from crm.domain.messages.drafts import Draft, Which, check_in_draft, drafts_for, offer_draft
from crm.domain.messages.templates import template_name
from crm.domain.offer import Offer
from crm.insight.checking_in.rule import open_check_in
from crm.insight.next_offer.ask_first import ask_first
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.checking_in import in_check_in
from crm.session.session import Session

MARKS = {
    "ask": "Asked?",
    "ask_again": "Asked?",
    "nudge": "Nudged?",
    "introduction": "Introduced?",
    "check_in": "Sent?",
    "note_to_other": "Told?",
}
"""What can be marked once a draft was taken along."""


class Entry(NamedTuple):
    """One draft that can be chosen: what it is for, the offer that it is about, and whom it goes to."""

    which: Which
    offer: int | None
    to: str
    draft: Draft

    def template(self, session: Session) -> str:
        """The name of the template that the draft is made from."""
        if self.offer is None or self.which.side is None:
            return template_name(self.which.purpose)
        return template_name(self.which.purpose, session.book.offer(self.offer).side(self.which.side).role)


def entries(session: Session, offer: int | None, contact: int | None) -> tuple[Entry, ...]:
    """The drafts about an offer, or to a contact: the two questions, and what their open offers call for."""
    book = session.book
    if offer is not None:
        return tuple(_entry(session, offer, which) for which in _in_order(session, book.offer(offer)))
    assert contact is not None
    them = book.contact(contact)
    found = [
        _entry(session, one.id, which)
        for one in book.offers_of(contact)
        if one.is_open
        for which in drafts_for(one)
        if which.side in (None, one.side_of(contact))
    ]
    return (*reversed(found), Entry(Which("check_in"), None, them.name, check_in_draft(them, book)))


def _in_order(session: Session, offer: Offer) -> list[Which]:
    """The drafts of an offer, the likeliest first; of two asks that to the less certain side."""
    first = ask_first(session.book, offer, session.thresholds)
    drafts = list(drafts_for(offer))
    if offer.introduced_on is not None and not _is_time_to_ask(session, offer.introduced_on):
        drafts.sort(key=lambda one: one.purpose != "introduction")
    if first is not None:
        drafts.sort(key=lambda one: one.purpose == "ask" and one.side != first.side)
    return drafts


def _is_time_to_ask(session: Session, introduced_on: date) -> bool:
    """Whether it is time to ask how an introduction went: before, its own note is what may still be to write."""
    return days_after(introduced_on, session.thresholds.outcome_days) <= session.today


def _entry(session: Session, offer: int, which: Which) -> Entry:
    book, found = session.book, session.book.offer(offer)
    keys = (which.side,) if which.side else ("a", "b")
    to = " and ".join(book.name(found.side("a" if key == "a" else "b").contact) for key in keys)
    return Entry(which, offer, to, offer_draft(book, found, which))


def mark_word(session: Session, entry: Entry) -> str | None:
    """What is asked once this draft was taken along; None where there is nothing to mark, or it is marked already."""
    done = entry.offer is not None and session.book.offer(entry.offer).introduced_on is not None
    return None if done and entry.which.purpose == "introduction" else MARKS.get(entry.which.purpose)


def mark(session: Session, entry: Entry, contact: int | None) -> Outcome:
    """Mark what taking this draft along means: asked, nudged, introduced, told, or the two questions sent.

    Raises:
        Refusal: when that cannot be marked now.
    """
    side, purpose = entry.which.side, entry.which.purpose
    if purpose == "check_in" and contact is not None:
        return _mark_check_in(session, contact)
    assert entry.offer is not None
    if purpose == "introduction":
        return session.do(actions.Introduce(offer=entry.offer))
    assert side is not None
    if purpose == "note_to_other":
        return session.do(actions.DismissInsight(insight=f"tell/{entry.offer}/{side}", n=1))
    if purpose == "nudge":
        return session.do(actions.MarkNudged(offer=entry.offer, side=side))
    return session.do(actions.MarkAsked(offer=entry.offer, side=side))


def _mark_check_in(session: Session, contact: int) -> Outcome:
    under_way = open_check_in(session.book, contact)
    return in_check_in(
        session, contact, under_way.id if under_way else None, lambda one: actions.AskCheckIn(checkin=one)
    )
