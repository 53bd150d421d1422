"""The weekly review: what no single day asks for, and ten quiet minutes do.

A guess of yours that nobody has confirmed, a lesson still carried, someone who often says yes and has not heard from
you, and the strongest finding of the week. Each line is acted on, or put by for three weeks, and no other takes its
place in the same week: a review comes to its end.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.days.today import week_of
from crm.domain.lens import Lens
from crm.insight.agenda.item import Item
from crm.insight.agenda.people import lens_words
from crm.insight.counting.answers import share_words
from crm.insight.counting.tally import came_of
from crm.insight.counting.watch import Watch
from crm.insight.everyone import everyone_facts, people_in_order
from crm.insight.findings.act import Insight
from crm.insight.findings.dismissed import is_put_by
from crm.insight.next_offer.lessons import lessons
from crm.insight.next_offer.origins import lens_day, no_day
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import counted, day_words

Line = Item | Insight


class Week(Struct, frozen=True):
    """The review of a week: what happened in the last seven days, in words, and the lines to act on."""

    happened: str
    lines: tuple[Line, ...]


def weekly_review(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> Week:
    """What wants a thought once a week. Lines that were put by come back after three weeks."""
    sorts = {
        "guess": _guesses(book, today, thresholds),
        "lesson": _lessons(book, today, thresholds),
        "remember": _remembered(book, today, thresholds),
    }
    week = week_number(today)
    done = _put_by_this_week(book, today)
    items = tuple(
        item
        for sort, found in sorts.items()
        for item in islice(
            (one for one in found if not is_put_by(book, one.key, week)),
            max(0, thresholds.review_lines - done[sort]),
        )
    )
    findings = () if done["finding"] else everyone_facts(book, today, thresholds).insights[:1]
    return Week(_happened(book, today), (*items, *findings))


def _put_by_this_week(book: Book, today: date) -> Counter[str]:
    """How many lines of each sort were put by this week."""
    done: Counter[str] = Counter()
    first = week_of(today)
    for one in book.dismissals.values():
        if one.on is not None and 0 <= (one.on - first).days < 7:
            sort = one.insight.split("/", 1)[0]
            done[sort if sort in _SORTS else "finding"] += sort not in _ELSEWHERE
    return done


_SORTS = ("guess", "lesson", "remember")
_ELSEWHERE = ("tell", "person", "duplicate")
"""What is put by in other places."""


def week_number(today: date) -> int:
    """The number of today's week, counted from the beginning: by it a line is set aside for three weeks."""
    return week_of(today).toordinal() // 7


def _guesses(book: Book, today: date, thresholds: Thresholds) -> Iterator[Item]:
    """Lenses in force that are only a guess, the oldest first."""
    lenses = [(lens_day(book, lens) or date.min, lens.id) for lens in _guessed(book, today)]
    for day, number in sorted(lenses):
        if (today - day).days < thresholds.guess_days:
            return
        lens = book.lenses[number]
        name = book.name(lens.contact)
        text = f"Only your guess ({day_words(day, today)}): {name} {lens_words(lens)}. Still so, said since, or over?"
        yield Item("guess", ("lenses", lens.id), text, day, (lens.contact,))


def _guessed(book: Book, today: date) -> Iterator[Lens]:
    for number in book.derived(Watch).lenses:
        lens = book.lenses[number]
        is_guess = lens.source == "guess" and lens.mode != "open"
        if is_guess and _is_here(book, lens.contact) and book.current_lens(lens.contact, today) == lens:
            yield lens


def _is_here(book: Book, contact: int) -> bool:
    known = book.contacts.get(contact)
    return known is not None and not known.is_archived


def _lessons(book: Book, today: date, thresholds: Thresholds) -> Iterator[Item]:
    """Lessons that were shown and are still carried: drop what has been learned."""
    for lesson in lessons(book, thresholds):
        if lesson.shown:
            reflection = book.reflections[lesson.reflection]
            day = no_day(book, reflection) or today
            shown = f"{lesson.shown} of {counted(thresholds.lesson_showings, 'time')}"
            text = f"Still carried: {lesson.item} (from {book.name(lesson.decliner)}’s no), shown {shown}"
            yield Item(
                "lesson", ("reflections", reflection.id), text, day, (lesson.decliner,), part=lesson.item
            )


def _remembered(book: Book, today: date, thresholds: Thresholds) -> Iterator[Item]:
    """People who often say yes, best first, and were not asked for a good while."""
    for ranked in people_in_order(book):
        often = 2 * ranked.answers.yes >= ranked.answers.answered
        if not often or not _is_here(book, ranked.contact) or _is_busy(book, ranked.contact, today):
            continue
        last = _last_asked(book, ranked.contact)
        if last is None or (today - last).days < thresholds.quiet_days:
            continue
        name, share = book.name(ranked.contact), share_words(ranked.answers)
        text = f"Think of {name}: {share}, last asked {day_words(last, today)}"
        yield Item("remember", ("contacts", ranked.contact), text, last, (ranked.contact,))


def _last_asked(book: Book, contact: int) -> date | None:
    days = (
        side.asked_on
        for offer in book.offers_of(contact)
        for _, side in offer.sides()
        if side.contact == contact and side.asked_on is not None
    )
    return max(days, default=None)


def _is_busy(book: Book, contact: int, today: date) -> bool:
    lens = book.current_lens(contact, today)
    return lens is not None and lens.mode == "busy"


def _happened(book: Book, today: date) -> str:
    """The last seven days in words: "4 asked, 3 yes, 1 no, 1 introduced"."""
    first = today - timedelta(days=6)
    counts: Counter[str] = Counter()
    for offer in book.offers_since(first):
        counts["introduced"] += _is_within(offer.introduced_on, first, today)
        for key, side in offer.sides():
            counts["asked"] += _is_within(side.asked_on, first, today)
            came = came_of(offer, key)
            if came in _ANSWERED and _is_within(side.answered_on, first, today):
                counts[came] += 1
    parts: Iterable[str] = (f"{counts[word]} {said}" for word, said in _SAID if counts[word])
    return ", ".join(parts) or "nothing asked and nothing answered"


_SAID = (
    ("asked", "asked"),
    ("yes", "yes"),
    ("no", "no"),
    ("later", "later"),
    ("no_reply", "silent"),
    ("introduced", "introduced"),
)
_ANSWERED = ("yes", "no", "later", "no_reply")


def _is_within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
