"""Morning items of people: reflections owed, lenses that end or want a look, check-ins due."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from crm.domain.book import Book
from crm.domain.checkin import CheckIn
from crm.domain.lens import Lens
from crm.domain.offer import SIDES
from crm.domain.reflection import Reflection
from crm.insight.agenda.item import Item
from crm.insight.checking_in.rule import CheckInDue, is_planned_for, is_settled
from crm.insight.next_offer.origins import no_day, types_words
from crm.insight.thresholds import Thresholds
from crm.insight.words import day_words


def reflection_items(book: Book, reflections: Iterable[Reflection], today: date) -> Iterator[Item]:
    """Noes that wait for their four questions."""
    for reflection in reflections:
        offer = book.offers.get(reflection.offer)
        if not reflection.is_owed or offer is None or offer.side(reflection.side).answer != "no":
            continue
        decliner = offer.side(reflection.side).contact
        other = offer.side(SIDES[reflection.side == "a"]).contact
        day = no_day(book, reflection) or offer.made_on
        verb = "Go on reflecting" if reflection.status == "partial" else "Reflect"
        text = (
            f"{verb}: {book.name(decliner)} said no to meeting {book.name(other)} ({day_words(day, today)})"
        )
        yield Item("reflect", ("reflections", reflection.id), text, day, (decliner, other), reflection.side)


def lens_items(book: Book, lenses: Iterable[Lens], today: date, thresholds: Thresholds) -> Iterator[Item]:
    """Lenses that end within days, have just ended by themselves, or are up for a look."""
    for lens in lenses:
        if lens.ended_on is None and _is_last(book, lens, today):
            yield from _lens_item(book, lens, today, thresholds)


def _is_last(book: Book, lens: Lens, today: date) -> bool:
    """Whether it is the lens in force, or where none is, the one set last of those that nobody ended."""
    if _is_away(book, lens.contact):
        return False
    current = book.current_lens(lens.contact, today)
    if current is not None:
        return lens.id == current.id
    return lens.id == max(other.id for other in book.lenses_of(lens.contact) if other.ended_on is None)


def _lens_item(book: Book, lens: Lens, today: date, thresholds: Thresholds) -> Iterator[Item]:
    ends_on = lens.ends_on
    if ends_on is None or lens.mode == "open":
        return
    guess = " (your guess)" if lens.source == "guess" else ""
    name, day = book.name(lens.contact), day_words(ends_on, today)
    if lens.until is None:
        text = f"{name} {lens_words(lens)}{guess}: still so? A look was due {day}" if ends_on <= today else ""
    elif ends_on < today:
        over = today - ends_on > timedelta(days=thresholds.lens_over_days)
        was = f"{lens_words(lens, f'until {day}')}{', your guess' if guess else ''}"
        text = "" if over else f"{name} may be open again ({was})"
    else:
        ending = ends_on - today <= timedelta(days=thresholds.lens_ending_days)
        words = lens_words(lens, f"{guess} until {day}".strip())
        text = f"{name} {words}: it ends soon" if ending else ""
    if text:
        yield Item("lens", ("lenses", lens.id), text, ends_on, (lens.contact,))


def lens_words(lens: Lens, until: str = "") -> str:
    """A lens behind a name: ``busy with a book until 3 Jan``, ``only hardware people``."""
    return lens.busy_words(until) if lens.mode == "busy" else f"only {types_words(lens)} {until}".strip()


def check_in_items(
    book: Book,
    checkins: Iterable[CheckIn],
    all_due: Mapping[int, CheckInDue],
    today: date,
    thresholds: Thresholds,
) -> Iterator[Item]:
    """Check-ins whose day has come, asked ones without an answer, and those the rule asks for, one a person.

    A check-in that is planned for a day to come, or asked of late, holds back the rule's: it is in hand. What was
    asked before they answered another is settled.
    """
    in_hand: set[int] = set()
    for checkin in sorted(checkins, key=lambda one: one.id, reverse=True):
        if not checkin.is_under_way or is_settled(book, checkin):
            continue
        if checkin.contact not in in_hand and not _is_away(book, checkin.contact):
            in_hand.add(checkin.contact)
            yield from _check_in_item(book, checkin, today, thresholds)
    for contact, due in all_due.items():
        if contact not in in_hand and not _is_away(book, contact):
            text = f"Check in with {book.name(contact)}: {due.words}"
            yield Item("check_in", ("contacts", contact), text, due.last_on, (contact,))


def _check_in_item(book: Book, checkin: CheckIn, today: date, thresholds: Thresholds) -> Iterator[Item]:
    name = book.name(checkin.contact)
    if checkin.asked_on is not None:
        if today - checkin.asked_on < timedelta(days=thresholds.lapse_days):
            return
        text = f"{name} has not answered your check-in of {day_words(checkin.asked_on, today)}"
        yield Item("check_in", ("checkins", checkin.id), text, checkin.asked_on, (checkin.contact,))
    elif checkin.due_on is not None and is_planned_for(checkin, today):
        text = f"Check in with {name}, as planned for {day_words(checkin.due_on, today)}"
        yield Item("check_in", ("checkins", checkin.id), text, checkin.due_on, (checkin.contact,))


def _is_away(book: Book, contact: int) -> bool:
    found = book.contacts.get(contact)
    return found is None or found.is_archived
