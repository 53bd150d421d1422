"""The check-in rule: when a person almost never takes an offer, there is something to ask them.

One definition, used everywhere. Source: Michael Roderick, "What to Do When Someone Doesn't Want an Intro"
(2015), question 4: who almost never takes an offer is asked whether there are specific people they hope to
meet, or whether they are too busy for introductions now.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.checkin import CheckIn
from crm.domain.days.daywords import add_months
from crm.insight.counting.tally import Answers, came_of, day_of
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.words import counted, day_words


class CheckInDue(Struct, frozen=True):
    """Why a check-in is due: ``yes`` of ``answered``, the last of them on ``last_on``, in words."""

    contact: int
    yes: int
    answered: int
    last_on: date
    words: str

    @property
    def counts(self) -> Answers:
        """The answers that the rule went by."""
        return Answers(asked=self.answered, yes=self.yes, no=self.answered - self.yes)


def check_in_due(
    book: Book, contact: int, today: date, thresholds: Thresholds = DEFAULTS
) -> CheckInDue | None:
    """Whether the rule asks for a check-in with a person, and why; None when it does not.

    It counts answers given after the last answered check-in and within 24 months: 3 or more without a yes,
    or 5 or more with at most one yes in five.
    """
    since = add_months(today, -thresholds.check_in_months)
    after = last_answered(book, contact)
    given = _given_since(book, contact, since, after)
    yes = sum(is_yes for _, is_yes in given)
    if not is_met(yes, len(given), thresholds):
        return None
    window = f"in the last {thresholds.check_in_months} months"
    if after is not None and after >= since:
        window = f"since your check-in of {day_words(after, today)}"
    last_on = max(day for day, _ in given)
    return CheckInDue(contact, yes, len(given), last_on, f"{yes} of {len(given)} yes {window}")


def _given_since(book: Book, contact: int, since: date, after: date | None) -> list[tuple[date, bool]]:
    return [
        (day, is_yes) for day, is_yes in _given(book, contact) if day >= since and (not after or day > after)
    ]


def _given(book: Book, contact: int) -> Iterator[tuple[date, bool]]:
    for offer in book.offers_of(contact):
        for key, side in offer.sides():
            if side.contact == contact and came_of(offer, key) in ("yes", "no"):
                yield day_of(offer, key), side.answer == "yes"


def is_met(yes: int, answered: int, thresholds: Thresholds = DEFAULTS) -> bool:
    """The rule itself, on a count of answers."""
    if yes == 0:
        return answered >= min(thresholds.check_in_without_yes, thresholds.check_in_answers)
    return answered >= thresholds.check_in_answers and yes * thresholds.check_in_one_yes_in <= answered


def least_noes(thresholds: Thresholds = DEFAULTS) -> int:
    """So many noes has everyone whose answers meet the rule: what is asked of many people first."""
    some = thresholds.check_in_answers
    return min(thresholds.check_in_without_yes, some - some // thresholds.check_in_one_yes_in)


def rule_in_words(thresholds: Thresholds = DEFAULTS) -> str:
    """After which answers a check-in is asked for."""
    none, some = thresholds.check_in_without_yes, thresholds.check_in_answers
    few = f"with at most one yes in {thresholds.check_in_one_yes_in}"
    if none >= some:
        return f"{some} or more answers {few}"
    return f"{counted(none, 'answer')} without a yes, or {some} or more {few}"


def most_yes(answered: int, thresholds: Thresholds = DEFAULTS) -> int | None:
    """The largest number of yeses among so many answers that still meets the rule; None when none does."""
    if answered >= thresholds.check_in_answers:
        return answered // thresholds.check_in_one_yes_in
    return 0 if is_met(0, answered, thresholds) else None


def last_answered(book: Book, contact: int) -> date | None:
    """The day of a person's last answered check-in: from then on the rule counts anew."""
    return max((one.answered_on for one in book.checkins_of(contact) if one.answered_on), default=None)


def open_check_in(book: Book, contact: int, without: int | None = None) -> CheckIn | None:
    """The check-in with a person that is planned or asked and not answered: the one made last, ``without`` apart."""
    found = (one for one in reversed(list(book.checkins_of(contact))) if one.id != without)
    return next((one for one in found if one.is_under_way and not is_settled(book, one)), None)


def is_settled(book: Book, checkin: CheckIn) -> bool:
    """Whether the two questions have been answered since, in another check-in with the same person."""
    answered_on = last_answered(book, checkin.contact)
    return checkin.asked_on is not None and answered_on is not None and checkin.asked_on <= answered_on


def is_planned_for(checkin: CheckIn, today: date) -> bool:
    """Whether a planned check-in's day has come and it has been neither asked nor answered."""
    return (
        checkin.is_open
        and checkin.asked_on is None
        and checkin.due_on is not None
        and checkin.due_on <= today
    )
