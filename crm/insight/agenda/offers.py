"""Morning items of offers: asks past their day, laters whose day has come, introductions, outcomes."""

from collections.abc import Iterable, Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.offer import SIDES, Offer, SideKey
from crm.insight.agenda.item import Item, What
from crm.insight.thresholds import Thresholds
from crm.insight.time_to_answer import nudge_day
from crm.insight.words import day_words, days_ago


def ask_items(book: Book, offers: Iterable[Offer], today: date, thresholds: Thresholds) -> Iterator[Item]:
    """Asks of open offers past the day for the one reminder, or past the day on which silence lapses."""
    remind_after = nudge_day(book, today, thresholds)
    for offer in offers:
        for key, side in offer.sides():
            if not side.is_waiting or side.asked_on is None:
                continue
            silent = (today - side.asked_on).days
            about = f"{_who(book, offer, key)}, asked {days_ago(side.asked_on, today)}"
            if silent >= thresholds.lapse_days:
                yield _item("lapse", offer, key, f"Let it lapse? {about}: no answer", side.asked_on)
            elif silent >= remind_after and side.nudged_on is None:
                yield _item("nudge", offer, key, f"One friendly nudge: {about}", side.asked_on)


def later_items(book: Book, offers: Iterable[Offer], today: date) -> Iterator[Item]:
    """Laters in open offers whose day to come back has come."""
    for offer in offers:
        for key, side in offer.sides():
            if side.answer == "later" and side.revisit_on is not None and side.revisit_on <= today:
                text = f"Ask again: {_who(book, offer, key)} said later, until {day_words(side.revisit_on, today)}"
                yield _item("ask_again", offer, key, text, side.revisit_on)


def introduce_items(book: Book, offers: Iterable[Offer], today: date) -> Iterator[Item]:
    """Open offers to which both said yes."""
    for offer in offers:
        if offer.a.answer == offer.b.answer == "yes":
            both_on = max(side.answered_on or offer.made_on for _, side in offer.sides())
            text = f"Introduce {_names(book, offer)}: both said yes ({days_ago(both_on, today)})"
            yield _item("introduce", offer, None, text, both_on)


def outcome_items(book: Book, offers: Iterable[Offer], today: date, thresholds: Thresholds) -> Iterator[Item]:
    """Introductions old enough to ask how they went, and not too old."""
    for offer in offers:
        if offer.introduced_on is None or offer.outcome.is_told:
            continue
        days = (today - offer.introduced_on).days
        if thresholds.outcome_days <= days <= thresholds.outcome_until_days:
            on = day_words(offer.introduced_on, today)
            text = f"How did it go? You introduced {_names(book, offer)} on {on}"
            yield _item("outcome", offer, None, text, offer.introduced_on)


def _item(what: What, offer: Offer, key: SideKey | None, text: str, since: date) -> Item:
    first, second = (offer.b, offer.a) if key == "b" else (offer.a, offer.b)
    return Item(what, ("offers", offer.id), text, since, (first.contact, second.contact), key)


def _names(book: Book, offer: Offer) -> str:
    return f"{book.name(offer.a.contact)} and {book.name(offer.b.contact)}"


def _who(book: Book, offer: Offer, key: SideKey) -> str:
    other = SIDES[key == "a"]
    return f"{book.name(offer.side(key).contact)} about {book.name(offer.side(other).contact)}"
