"""Morning items of offers: asks to send, asks past their day, laters, introductions, who waits for word, outcomes."""

from collections.abc import Iterable, Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.offer import OTHER, SIDES, Offer, SideKey, is_own_request
from crm.domain.record import day_of_instant
from crm.insight.agenda.item import Item, What
from crm.insight.counting.time_to_answer import nudge_day
from crm.insight.findings.dismissed import is_put_by
from crm.insight.next_offer.ask_first import ask_first
from crm.insight.thresholds import Thresholds
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


def unasked_items(book: Book, offers: Iterable[Offer], today: date, thresholds: Thresholds) -> Iterator[Item]:
    """Open offers in which the next step is an ask: of the other side after a yes, or of one side to begin with.

    One that is planned for a day to come waits for it.
    """
    for offer in offers:
        if offer.made_on > today:
            continue
        unasked: list[SideKey] = [
            key for key, side in offer.sides() if side.asked_on is None and side.answer is None
        ]
        if len(unasked) == 1:
            key = unasked[0]
            said = offer.side(OTHER[key])
            if said.answer == "yes":
                on = said.answered_on or offer.made_on
                how = "asked for it" if is_own_request(offer, OTHER[key]) else "said yes"
                text = f"Ask {_who(book, offer, key)}, who {how} {days_ago(on, today)}"
                yield _item("ask", offer, key, text, on)
        elif unasked and _wants_asking(offer, today):
            yield item_to_begin(book, offer, today, thresholds)


def item_to_begin(book: Book, offer: Offer, today: date, thresholds: Thresholds) -> Item:
    """The first ask of an offer in which nobody was asked yet; it is about both where neither is to be asked first."""
    first = ask_first(book, offer, thresholds)
    who = f"{_who(book, offer, first.side)} first" if first else f"{_names(book, offer)}"
    text = f"Ask {who}: nobody was asked yet (made {day_words(offer.made_on, today)})"
    return _item("ask", offer, first.side if first else None, text, offer.made_on)


def _wants_asking(offer: Offer, today: date) -> bool:
    """An offer has the day on which it is made to itself, unless it was planned for that day."""
    noted_on = day_of_instant(offer.created)
    was_planned = noted_on is not None and noted_on < offer.made_on
    return offer.made_on < today or (was_planned and offer.made_on == today)


def untold_items(book: Book, offers: Iterable[Offer], today: date, thresholds: Thresholds) -> Iterator[Item]:
    """People who said yes or later, or were asked, and whose offer was closed by the other side or by you.

    They are told that it will not come about; who was told has been set aside, until it is closed once more.
    """
    for offer in offers:
        if offer.closing is None or not 0 <= (today - offer.last_day).days <= thresholds.tell_days:
            continue
        for key in SIDES:
            if said := _said(offer, key):
                text = f"Tell {_who(book, offer, key)}: it will not come about ({said})"
                item = _item("tell", offer, key, text, offer.last_day)
                if not is_put_by(book, item.key, 1, offer.closed_on or offer.last_day):
                    yield item


def _said(offer: Offer, key: SideKey) -> str | None:
    """Why a side waits for word of an offer that is closed; None where it does not."""
    side = offer.side(key)
    if side.is_waiting:
        return "was asked"
    return (
        "asked for it"
        if side.answer == "yes" and is_own_request(offer, key)
        else _SAID.get(side.answer or "")
    )


_SAID = {"yes": "said yes", "later": "said later"}


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
    return f"{book.name(offer.side(key).contact)} about {book.name(offer.side(OTHER[key]).contact)}"
