"""What the record of one person suggests: counts and words, each with its n, its window and one act."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from crm.domain.book import Book
from crm.domain.days.daywords import days_after
from crm.domain.offer import Kind, Offer, Side, SideKey
from crm.domain.reflection import Reflection
from crm.insight.counting.answers import Answers
from crm.insight.counting.compare import compare
from crm.insight.counting.load import load_of
from crm.insight.counting.reasons import reason_source
from crm.insight.counting.tally import NOTHING, Came, came_of, day_of, tally
from crm.insight.counting.time_to_answer import nudge_day
from crm.insight.findings.act import Act, Insight
from crm.insight.next_offer.lessons import acts_now
from crm.insight.next_offer.origins import no_day
from crm.insight.thresholds import Thresholds
from crm.insight.words import counted, day_words


class Their(Struct, frozen=True):
    """One side of an offer on which the person stands."""

    offer: Offer
    key: SideKey

    @property
    def side(self) -> Side:
        return self.offer.side(self.key)

    @property
    def came(self) -> Came | None:
        """What came of the ask; None where they were not asked."""
        return came_of(self.offer, self.key)


class Them(Struct, frozen=True):
    """One person, and what of the record is about them."""

    book: Book
    contact: int
    today: date
    window: str
    thresholds: Thresholds
    sides: tuple[Their, ...]
    reflections: tuple[Reflection, ...]

    @property
    def name(self) -> str:
        return self.book.contact(self.contact).first_name

    def finding(
        self, key: str, text: str, n: int, act: Act, *, of: str = "answer", window: str = ""
    ) -> Insight:
        """A finding of this person; an act that is about no record in particular is about them."""
        if act.ref is None:
            act = Act(act.verb, act.words, ("contacts", self.contact))
        return Insight(f"person/{self.contact}/{key}", text, n, window or self.window, act, of)


def person_findings(
    book: Book, contact: int, today: date, window: str, thresholds: Thresholds
) -> Iterator[Insight]:
    """Everything that one person's record suggests, the most useful first."""
    sides = tuple(
        Their(offer, key)
        for offer in book.offers_of(contact)
        for key, side in offer.sides()
        if side.contact == contact
    )
    reflections = tuple(one for one in book.reflections_about(contact) if acts_now(book, one))
    them = Them(book, contact, today, window, thresholds, sides, reflections)
    for topic in (_missing, _drift, _kinds, _reasons, _load, _time, _outcomes):
        yield from topic(them)


def _missing(them: Them) -> Iterator[Insight]:
    told = [one for one in them.reflections if one.clear is not None]
    counts = Counter(item for one in told for item in dict.fromkeys(one.missing))
    if len(told) < them.thresholds.person_n or not counts:
        return
    item, times = min(counts.items(), key=lambda one: (-one[1], one[0]))
    if times > 1:
        text = f"{item.capitalize()} was missing in {times} of {counted(len(told), 'no', 'noes')}"
        act = Act("offer", f"Make clear to {them.name}: {item}.")
        yield them.finding(
            f"missing/{item}", text, len(told), act, of="no", window="all that you reflected on"
        )


def _drift(them: Them) -> Iterator[Insight]:
    named = [
        (them.book.offers[one.offer].kind, one.kind_true, one) for one in them.reflections if one.kind_true
    ]
    counts = Counter((offered, truly) for offered, truly, _ in named if offered != truly)
    if len(named) < them.thresholds.person_n or not counts:
        return
    (offered, truly), times = min(counts.items(), key=lambda one: (-one[1], one[0]))
    if times >= them.thresholds.drift_n:
        same = [one for was, became, one in named if (was, became) == (offered, truly)]
        latest = max(same, key=lambda one: (no_day(them.book, one) or date.min, one.id))
        text = f"{times} of {len(named)} noes: offered as a {offered}, truly a {truly}"
        act = Act("open", "Look at the latest one.", ("reflections", latest.id))
        yield them.finding(f"drift/{offered}/{truly}", text, len(named), act, of="no")


def _kinds(them: Them) -> Iterator[Insight]:
    """Kinds compared as two counts, 10 answers or more each, as for everyone."""
    counts: dict[Kind, Answers] = {}
    for one in them.sides:
        row = tally(one.offer, one.key)
        counts[one.offer.kind] = counts.get(one.offer.kind, NOTHING).plus(row)
    known = {kind: row for kind, row in counts.items() if row.answered >= them.thresholds.compare_n}
    if len(known) < 2:
        return
    by_share = sorted(known, key=lambda kind: known[kind].yes / known[kind].answered)
    low, high = by_share[0], by_share[-1]
    found = compare(known[high], known[low], them.thresholds, pairs=3 if len(known) > 2 else 1)
    if found is not None and found.is_clear:
        text = (
            f"{high.capitalize()}s {known[high].yes} of {known[high].answered} yes, "
            f"{low}s {known[low].yes} of {known[low].answered}: {found.words}"
        )
        act = Act("offer", f"Lead with {high}s.", ("contacts", them.contact))
        yield them.finding(f"kinds/{high}/{low}", text, found.n, act)


def _reasons(them: Them) -> Iterator[Insight]:
    noes = [one for one in them.sides if one.side.answer == "no"]
    unknown = [one for one in noes if reason_source(one.side) == "unknown"]
    if len(noes) < them.thresholds.person_n or 2 * len(unknown) < len(noes):
        return
    latest = max(unknown, key=lambda one: (day_of(one.offer, one.key), one.offer.id))
    text = f"Of {counted(len(noes), 'no', 'noes')}, {len(unknown)} have no reason"
    act = Act("write", "Thank them for the latest one, with one open question.", ("offers", latest.offer.id))
    yield them.finding("reasons", text, len(noes), act, of="no")


def _load(them: Them) -> Iterator[Insight]:
    lately = load_of(them.book, them.contact, them.today, them.thresholds).lately
    if lately < them.thresholds.load_asks:
        return
    first = them.today - timedelta(days=them.thresholds.load_days - 1)
    asked = sorted(
        one.side.asked_on for one in them.sides if one.side.asked_on and one.side.asked_on >= first
    )
    answers = [
        one.side.answer
        for one in them.sides
        if one.side.asked_on in asked and one.side.answer in ("yes", "no")
    ]
    share = f", {answers.count('yes')} of {len(answers)} yes" if answers else ""
    free = days_after(asked[lately - them.thresholds.load_asks], them.thresholds.load_days)
    act = Act("wait", f"Leave them be until {day_words(free, them.today)}.", ("contacts", them.contact))
    text = f"{counted(lately, 'ask')} in {them.thresholds.load_days} days{share}"
    yield them.finding("load", text, lately, act, of="ask", window=f"last {them.thresholds.load_days} days")


_REPLIES = ("yes", "no", "later")


def _time(them: Them) -> Iterator[Insight]:
    """How long this person takes, by asks that could have lapsed by now, told while an ask to them is open."""
    waits = [one for one in them.sides if one.offer.is_open and one.side.is_waiting]
    last = them.today - timedelta(days=them.thresholds.lapse_days)
    took = sorted(
        (one.side.answered_on - one.side.asked_on).days
        for one in them.sides
        if one.came in _REPLIES and one.side.asked_on and one.side.asked_on <= last and one.side.answered_on
    )
    if len(took) < them.thresholds.person_n or not waits:
        return
    oldest = min(waits, key=lambda one: (one.side.asked_on or them.today, one.offer.id))
    asked_on = oldest.side.asked_on or them.today
    due = days_after(asked_on, nudge_day(them.book, them.today, them.thresholds))
    text = f"{them.name} answered within {counted(took[(len(took) - 1) // 2], 'day')} half of the time, {took[-1]} at most"
    if oldest.side.nudged_on is None:
        words = f"Asked {day_words(asked_on, them.today)}: one reminder on {day_words(due, them.today)}, if need be."
        act = Act("nudge" if due <= them.today else "open", words, ("offers", oldest.offer.id))
    else:
        act = Act("open", "They were reminded: the rest is theirs.", ("offers", oldest.offer.id))
    window = f"asks at least {counted(them.thresholds.lapse_days, 'day')} old"
    yield them.finding("time", text, len(took), act, of="reply", window=window)


def _outcomes(them: Them) -> Iterator[Insight]:
    worth = [
        (one.offer.outcome.a if one.key == "a" else one.offer.outcome.b).worth_it
        for one in them.sides
        if one.offer.introduced_on
    ]
    told = [one for one in worth if one is not None]
    if len(told) < them.thresholds.person_n:
        return
    good = told.count("yes")
    text = f"{good} of {counted(len(told), 'introduction')} were worth it to {them.name}"
    verb = Act("offer", "Offer more of that sort.", ("contacts", them.contact))
    if 2 * good < len(told):
        verb = Act("suits", "Look who would suit them better.", ("contacts", them.contact))
    yield them.finding("outcomes", text, len(told), verb, of="introduction")
