"""What a finding's one act is done to: the latest no without a reason, the ask that waits longest for its reminder."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from crm.domain.book import Book
from crm.domain.days.daywords import days_after
from crm.domain.offer import Offer
from crm.insight.counting.reasons import reason_source
from crm.insight.counting.time_to_answer import nudge_day
from crm.insight.counting.watch import Watch
from crm.insight.findings.everyone_findings import Waiting
from crm.insight.thresholds import Thresholds
from crm.insight.words import day_words

LATEST = 300
"""Offers that are looked through for the latest unexplained no: before them it is too late to ask."""


def unexplained(book: Book) -> int | None:
    """The offer of the latest no whose reason is not known."""
    return next((offer.id for offer in islice(_newest_first(book), LATEST) if _is_unexplained(offer)), None)


def _newest_first(book: Book) -> Iterator[Offer]:
    return (book.offers[offer] for _, offer in reversed(book.offers_by_day))


def _is_unexplained(offer: Offer) -> bool:
    return any(side.answer == "no" and reason_source(side) == "unknown" for _, side in offer.sides())


def longest_waiting(book: Book, today: date, thresholds: Thresholds) -> Waiting | None:
    """The open ask that nobody was reminded of and that has waited longest."""
    asks = [
        (side.asked_on, offer.id, side.contact)
        for offer in (book.offers[one] for one in book.derived(Watch).offers)
        for _, side in offer.sides()
        if side.asked_on is not None and side.answer is None and side.nudged_on is None and offer.is_open
    ]
    if not asks:
        return None
    asked_on, offer, contact = min(asks)
    day = days_after(asked_on, nudge_day(book, today, thresholds))
    return Waiting(offer, f"{book.name(contact)}: one reminder on {day_words(day, today)}, if need be.")
