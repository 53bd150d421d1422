"""Drafts of what a connector writes: to one side of an offer, to both, or to a contact. Nothing is ever sent from here.

A draft is a pure function of the book. What a side may not know yet does not get into its draft: not from a
template, and not through a why or a bio that was typed.
"""

import re
from collections.abc import Iterator, Mapping
from string import Template as Fields
from typing import NamedTuple

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.days.daywords import say_date
from crm.domain.messages import templates
from crm.domain.messages.naming import ANONYMOUS, may_name, unnamed
from crm.domain.messages.templates import Purpose, Template, template_name, with_way_out
from crm.domain.offer import Offer, Side, SideKey
from crm.domain.record import Refusal
from crm.domain.reflecting.clues import timing_phrase

OTHER: Mapping[SideKey, SideKey] = {"a": "b", "b": "a"}


class Which(NamedTuple):
    """Which draft: what it is for, and the side that it goes to (None: to both)."""

    purpose: Purpose
    side: SideKey | None = None


class Draft(NamedTuple):
    """A message to be looked over: ``to`` are mail addresses, ``hints`` what its writer should know about it."""

    to: tuple[str, ...]
    subject: str
    body: str
    hints: tuple[str, ...] = ()


# Which drafts there are ---------------------------------------------------------------------------------------


def drafts_for(offer: Offer) -> tuple[Which, ...]:
    """The drafts that make sense now, the likeliest first; none when there is nothing to write."""
    return tuple(sorted(_possible(offer), key=lambda one: _ORDER.index(one.purpose)))


_ORDER: tuple[Purpose, ...] = (
    "reply_to_no",
    "note_to_other",
    "did_you_meet",
    "introduction",
    "ask",
    "ask_again",
    "nudge",
    "check_in",
)


def _possible(offer: Offer) -> Iterator[Which]:
    if offer.stage in ("ready", "introduced"):
        yield Which("introduction")
    for key, side in offer.sides():
        if side.answer == "no":
            yield Which("reply_to_no", key)
        elif offer.introduced_on is not None:
            yield Which("did_you_meet", key)
        elif offer.closing is not None:
            if side.answer in ("yes", "later") or side.is_waiting:
                yield Which("note_to_other", key)
        else:
            yield from _open(key, side)


def _open(key: SideKey, side: Side) -> Iterator[Which]:
    if side.answer == "later":
        yield Which("ask_again", key)
    elif side.is_waiting:
        if side.nudged_on is None:
            yield Which("nudge", key)
    elif side.answer is None:
        yield Which("ask", key)


# Writing them -------------------------------------------------------------------------------------------------


def offer_draft(book: Book, offer: Offer, which: Which) -> Draft:
    """One of the drafts of ``drafts_for``.

    Raises:
        Refusal: for a draft that this offer does not call for now.
    """
    if which not in drafts_for(offer):
        raise Refusal(f"{templates.PURPOSES[which.purpose]} is not what this offer calls for now")
    if which.side is None:
        return _introduction(book, offer)
    return _to_side(book, offer, which.purpose, which.side)


def check_in_draft(contact: Contact, book: Book) -> Draft:
    """The two questions to a person who almost never takes an offer; in your own words where the book has them."""
    return _filled(template_in(book, "check_in"), {"first": contact.first_name}, (contact,))


def template_in(book: Book, name: str) -> Template:
    """The template of this name: your own where the book has one, else the one that comes with the program."""
    own = max(
        (one for one in book.templates.values() if one.name == name), key=lambda one: one.id, default=None
    )
    if own is None:
        return templates.BUILT_IN[name]
    return own.subject, with_way_out(name, own.body)


def _to_side(book: Book, offer: Offer, purpose: Purpose, key: SideKey) -> Draft:
    side = offer.side(key)
    to, other = book.contact(side.contact), book.contact(offer.side(OTHER[key]).contact)
    named, name = may_name(offer, key), template_name(purpose, side.role)
    called = other.name if named else ANONYMOUS
    fields = {
        "first": to.first_name,
        "other": called,
        "Other": called[:1].upper() + called[1:],
        "why": side.why_told if named else unnamed(side.why_told, other),
        "about": side.bio_sent if named else unnamed(side.bio_sent, other),
        "asked_on": say_date(side.asked_on) if side.asked_on else "",
        "question": templates.QUESTION_BUSY if _is_about_time(side) else templates.QUESTION,
        "way_out": templates.WAY_OUT.get(name, ""),
        "thanks": templates.THANKS_FOR_YES if side.answer == "yes" else templates.THANKS_FOR_THOUGHT,
    }
    hints = _hints(purpose, to, other, side, named=named)
    return _filled(template_in(book, name), fields, (to,), hints)


def _is_about_time(side: Side) -> bool:
    """Whether they said, in their words or in a reason that they named, that it is not the time."""
    said = (side.words, *(reason.word for reason in side.reasons if reason.source == "said"))
    return any(map(timing_phrase, said))


def _hints(purpose: Purpose, to: Contact, other: Contact, side: Side, *, named: bool) -> tuple[str, ...]:
    if purpose not in ("ask", "ask_again"):
        return ()
    name = "" if named else f"{other.first_name} is not named before they have said yes"
    why = "" if side.why_told else f"no why is written for {to.first_name} yet: add one sentence"
    return tuple(hint for hint in (why, name) if hint)


def _introduction(book: Book, offer: Offer) -> Draft:
    """To both. What was told to each about why stays between you and them."""
    lead_key: SideKey = next(
        (key for key, side in offer.sides() if side.role in ("requester", "receiver")), "a"
    )
    host_key = OTHER[lead_key]
    lead, host = (book.contact(offer.side(key).contact) for key in (lead_key, host_key))
    names = {"lead": lead.first_name, "host": host.first_name, "lead_name": lead.name, "host_name": host.name}
    fields = names | {
        "line": Fields(templates.INTRODUCTION_LINE[offer.kind]).safe_substitute(names),
        "about_lead": _about(lead, offer.side(host_key).bio_sent),
        "about_host": _about(host, offer.side(lead_key).bio_sent),
    }
    return _filled(template_in(book, "introduction"), fields, (lead, host))


def _about(contact: Contact, sent: str) -> str:
    words = sent or contact.bio or contact.role_line
    return f"{contact.name}: {words}" if words else ""


def _filled(
    template: Template, fields: Mapping[str, str], to: tuple[Contact, ...], hints: tuple[str, ...] = ()
) -> Draft:
    subject, body = (Fields(text).safe_substitute(fields) for text in template)
    addresses = tuple(one.emails[0].value for one in to if one.emails)
    missing = tuple(f"no mail address of {one.first_name} is written down" for one in to if not one.emails)
    return Draft(addresses, " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body), hints + missing)
