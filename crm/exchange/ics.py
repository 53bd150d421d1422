"""The due days and birthdays of a book as a calendar (iCalendar, RFC 5545): one all-day entry for each."""

from collections.abc import Iterable, Iterator
from datetime import date

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.days.daywords import days_after
from crm.domain.record import Part
from crm.exchange.vcard.escape import escaped, folded
from crm.insight.thresholds import Thresholds


class Due(Part, frozen=True):
    """Something to come back to on a day, or with ``yearly`` each year on it.

    ``uid`` names it for good, so that a later export replaces it.
    """

    uid: str
    on: date
    title: str
    text: str = ""
    yearly: bool = False


def due_days(book: Book, today: date, thresholds: Thresholds, *, archived: bool = False) -> tuple[Due, ...]:
    """Everything in the book that waits for a day and is still open, also where the day has passed.

    With ``archived`` the lenses and check-ins of people who were put away go along.
    """
    people = list(_people(book, archived=archived))
    found = [
        *_offers(book, today, thresholds),
        *_laters(book),
        *_lenses(book, today, people),
        *_check_ins(book, people, thresholds),
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.uid)))


def birthdays(book: Book, today: date, *, archived: bool = False) -> tuple[Due, ...]:
    """The birthdays of everyone, with ``archived`` also of those who were put away.

    One without its year begins in the last leap year up to ``today``: it has every day that there is.
    """
    found = []
    for contact in _people(book, archived=archived):
        if contact.birthday:
            has_year = not contact.birthday.startswith("--")
            on = _day(contact.birthday if has_year else f"{_leap(today.year)}{contact.birthday[1:]}")
            if on is not None:
                born = f"born {contact.birthday}" if has_year else ""
                found.append(
                    Due(f"birthday-{contact.id}", on, f"{contact.name}'s birthday", born, yearly=True)
                )
    return tuple(sorted(found, key=lambda due: (due.on, due.uid)))


def _people(book: Book, *, archived: bool) -> Iterator[Contact]:
    return (one for one in book.contacts.values() if archived or not one.is_archived)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _leap(year: int) -> int:
    """The last year up to this one that has every day there is."""
    return year - year % 4


def calendar(days: Iterable[Due]) -> str:
    """The days as one calendar file, with the line ends that the standard asks for."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crm//crm//EN"]
    for due in days:
        lines += _event(due)
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(due: Due) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{due.uid}@crm"
    yield f"DTSTAMP:{_written(due.on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_written(due.on)}"
    yield f"DTEND;VALUE=DATE:{_written(days_after(due.on, 1))}"
    if due.yearly and (due.on.month, due.on.day) == (2, 29):
        yield "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    elif due.yearly:
        yield "RRULE:FREQ=YEARLY"
    yield f"SUMMARY:{escaped(due.title)}"
    if due.text:
        yield f"DESCRIPTION:{escaped(due.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _name(book: Book, contact: int) -> str:
    known = book.contacts.get(contact)
    return known.name if known else "somebody"


def _offers(book: Book, today: date, thresholds: Thresholds) -> Iterator[Due]:
    """Offers planned for a day, asks that lapse, and introductions of which one would like to hear."""
    for offer in book.offers.values():
        a, b = _name(book, offer.a.contact), _name(book, offer.b.contact)
        if offer.stage == "draft" and offer.made_on > today:
            yield Due(f"offer-{offer.id}", offer.made_on, f"Offer {a} and {b} to each other")
        elif offer.stage == "introduced" and offer.introduced_on is not None:
            on = days_after(offer.introduced_on, thresholds.outcome_days)
            yield Due(f"offer-{offer.id}-outcome", on, f"Ask {a} and {b} how it went")
        for key, side in offer.sides():
            if side.is_waiting and side.asked_on is not None and offer.is_open:
                other = b if key == "a" else a
                title = f"Still no word from {_name(book, side.contact)} about {other}"
                on = days_after(side.asked_on, thresholds.lapse_days)
                yield Due(f"offer-{offer.id}-{key}-lapse", on, title)


def _laters(book: Book) -> Iterator[Due]:
    for offer in book.offers.values():
        for key, side in offer.sides():
            if side.answer == "later" and side.revisit_on is not None and offer.is_open:
                other = _name(book, offer.side("b" if key == "a" else "a").contact)
                title = f"Come back to {_name(book, side.contact)}: meeting {other}"
                yield Due(f"offer-{offer.id}-{key}", side.revisit_on, title, side.words)


def _lenses(book: Book, today: date, people: Iterable[Contact]) -> Iterator[Due]:
    """The lens of each of them that is in force: one that another took the place of ends unseen."""
    for contact in people:
        lens = book.current_lens(contact.id, today)
        if lens is not None and lens.ends_on is not None:
            what = lens.busy_with or ", ".join(lens.types)
            yield Due(f"lens-{lens.id}", lens.ends_on, f"{contact.name}: look at what they are open to", what)


def _check_ins(book: Book, people: Iterable[Contact], thresholds: Thresholds) -> Iterator[Due]:
    """Those planned for a day, and those that were asked and want looking after when no answer comes."""
    for contact in people:
        for check_in in book.checkins_of(contact.id):
            if not check_in.is_open:
                continue
            if check_in.asked_on is not None:
                on = days_after(check_in.asked_on, thresholds.lapse_days)
                title = f"Still no word from {contact.name} to your check-in"
                yield Due(f"checkin-{check_in.id}-lapse", on, title)
            elif check_in.due_on is not None:
                yield Due(f"checkin-{check_in.id}", check_in.due_on, f"Check in with {contact.name}")
