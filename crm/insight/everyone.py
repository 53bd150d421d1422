"""What the insight says about everyone, as plain facts: the morning, the months, the kinds, what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from crm.domain.book import Book
from crm.domain.days.daywords import add_months
from crm.domain.days.today import calendar_of
from crm.domain.offer import KINDS, Kind
from crm.insight.checking_in.due import check_ins_due
from crm.insight.counting.answers import Answers, answers_by_person, luck, share_words
from crm.insight.counting.figures import NO_COUNTS, Figures, MonthCounts
from crm.insight.counting.missing import MostMissing, most_missing
from crm.insight.counting.months import Month
from crm.insight.counting.reasons import KnownReasons
from crm.insight.counting.time_to_answer import TimeToAnswer, nudge_day, time_to_answer
from crm.insight.findings.act import Insight
from crm.insight.findings.dismissed import not_put_by
from crm.insight.findings.everyone_findings import Material, Reasons, findings, past_the_clock
from crm.insight.findings.loose_ends import longest_waiting, unexplained
from crm.insight.reviewing.morning import Item, morning_list
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.topics.asking import Asking, asking
from crm.insight.topics.asking import insights as asking_insights
from crm.insight.topics.clarity import Clarity, clarity
from crm.insight.topics.clarity import insights as clarity_insights
from crm.insight.topics.drift import Drift, drift
from crm.insight.topics.drift import insights as drift_insights
from crm.insight.topics.flagged import Flagged, flagged
from crm.insight.topics.flagged import insights as flagged_insights
from crm.insight.topics.helped import Helped, helped
from crm.insight.topics.helped import insights as helped_insights
from crm.insight.topics.outcomes import Outcomes, outcomes
from crm.insight.topics.outcomes import insights as outcome_insights
from crm.insight.words import counted


class KindShare(Struct, frozen=True):
    """Answers to one kind of offer within the window, and their share in words."""

    kind: Kind
    answers: Answers
    words: str


class ToCheckIn(Struct, frozen=True):
    """A person due a check-in: why, and how likely their count is by luck ("" where that cannot be said)."""

    contact: int
    name: str
    words: str
    luck: str


class Ranked(Struct, frozen=True):
    """A person in the order of the shrunken mean, which is for ordering and not for showing."""

    contact: int
    answers: Answers
    shrunken: float


class EveryoneFacts(Struct, frozen=True):
    """Everything that the insight says about everyone.

    ``window`` is what months, kinds, reasons and the topics look at. ``insights`` are all findings of the day but
    those that were put by, whose number is ``put_by``.
    """

    morning: tuple[Item, ...]
    total: Answers
    share: str
    window: str
    months: tuple[Month, ...]
    kinds: tuple[KindShare, ...]
    reasons: Reasons
    missing: MostMissing
    time_to_answer: TimeToAnswer
    nudge_day: int
    to_check_in: tuple[ToCheckIn, ...]
    clarity: Clarity
    drift: Drift
    asking: Asking
    outcomes: Outcomes
    helped: tuple[Helped, ...]
    flagged: Flagged | None
    insights: tuple[Insight, ...]
    put_by: int


def everyone_facts(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> EveryoneFacts:
    """What the record says about everyone, from figures that follow every change. Worked out once for each book."""
    key = everyone_facts, today, calendar_of(today), thresholds
    return book.once(key, lambda: _everyone_facts(book, today, thresholds))


def _everyone_facts(book: Book, today: date, thresholds: Thresholds) -> EveryoneFacts:
    first = add_months(today.replace(day=1), 1 - thresholds.window_months)
    counts = _windowed(book, first, today)
    total = book.derived(Figures).total()
    kinds = {kind: _sum(row for (_, one), row in counts.items() if one == kind) for kind in KINDS}
    facts = EveryoneFacts(
        morning=morning_list(book, today, thresholds),
        total=total,
        share=share_words(total),
        window=f"last {counted(thresholds.window_months, 'month')}",
        months=_months(counts, today),
        kinds=tuple(KindShare(kind, found, share_words(found)) for kind, found in kinds.items()),
        reasons=_reasons(book, first, today),
        missing=most_missing(book),
        time_to_answer=time_to_answer(book, today, thresholds),
        nudge_day=nudge_day(book, today, thresholds),
        to_check_in=people_to_check_in(book, today, thresholds),
        clarity=clarity(book, first, today),
        drift=drift(book, first, today),
        asking=asking(book, today, thresholds),
        outcomes=outcomes(book, first, today, thresholds),
        helped=helped(book, today, thresholds),
        flagged=flagged(book, today, thresholds),
        insights=(),
        put_by=0,
    )
    found = tuple(_insights(book, facts, today, thresholds))
    shown = not_put_by(book, found)
    return replace(facts, insights=shown, put_by=len(found) - len(shown))


def _insights(book: Book, facts: EveryoneFacts, today: date, thresholds: Thresholds) -> Iterator[Insight]:
    """All findings, the most useful topic first."""
    found = _found(book, facts, today, thresholds)
    return iter(sorted(found, key=lambda one: TOPICS.index(one.key.split("/", 1)[0])))


TOPICS = (
    "missing",
    "kinds",
    "helped",
    "drift",
    "clarity",
    "load",
    "trend",
    "reasons",
    "flagged",
    "outcomes",
    "time",
)
"""What findings are about, the most useful for the next offer first."""


def _found(book: Book, facts: EveryoneFacts, today: date, thresholds: Thresholds) -> Iterator[Insight]:
    window = facts.window
    by_kind = {one.kind: one.answers for one in facts.kinds}
    yield from findings(
        Material(
            window,
            facts.months,
            by_kind,
            facts.reasons,
            facts.missing,
            facts.time_to_answer,
            facts.morning,
            unexplained(book),
            None if past_the_clock(facts.morning) else longest_waiting(book, today, thresholds),
        ),
        thresholds,
    )
    least_lucky = next(((one.contact, one.name) for one in facts.to_check_in), None)
    yield from clarity_insights(facts.clarity, window, thresholds)
    yield from drift_insights(book, facts.drift, window, thresholds)
    yield from helped_insights(facts.helped)
    yield from asking_insights(book, facts.asking, window, thresholds)
    yield from outcome_insights(facts.outcomes, facts.morning, window, thresholds)
    yield from flagged_insights(facts.flagged, least_lucky, thresholds)


def _windowed(book: Book, first: date, today: date) -> Mapping[tuple[date, Kind], MonthCounts]:
    months = book.derived(Figures).months
    return {key: row for key, row in months.items() if first <= key[0] <= today}


def _reasons(book: Book, first: date, today: date) -> Reasons:
    noes = book.derived(KnownReasons).within(first, today)
    return Reasons(noes["said"], noes["guess"], noes["unknown"])


def _sum(rows: Iterable[MonthCounts]) -> Answers:
    """Answers of some months, as a count of their own."""
    yes, no = map(sum, zip(NO_COUNTS, *rows, strict=True))
    return Answers(asked=yes + no, yes=yes, no=no)


def _months(counts: Mapping[tuple[date, Kind], MonthCounts], today: date) -> tuple[Month, ...]:
    """Every month from the first with an answer to this one, the empty ones too: a chart has no holes."""
    if not counts:
        return ()
    months: list[Month] = []
    month = min(month for month, _ in counts)
    while month <= today:
        row = _sum(counts.get((month, kind), NO_COUNTS) for kind in KINDS)
        months.append(Month(month, row.yes, row.answered))
        month = add_months(month, 1)
    return tuple(months)


def people_to_check_in(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> tuple[ToCheckIn, ...]:
    """Everyone whom the check-in rule asks for, whose count is least likely to be luck first."""
    found = []
    for contact, due in check_ins_due(book, today, thresholds).items():
        known = book.contacts.get(contact)
        if known is None or known.is_archived:
            continue
        by_luck = luck(book, contact, thresholds=thresholds, count=due.counts)
        chance, words = (by_luck.chance, by_luck.words) if by_luck else (1.0, "")
        found.append((chance, known.name, ToCheckIn(contact, known.name, due.words, words)))
    return tuple(one for _, _, one in sorted(found, key=lambda one: one[:2]))


def people_in_order(book: Book) -> tuple[Ranked, ...]:
    """Everyone who answered, by the shrunken mean: never by the raw share."""
    own = book.derived(Figures).total()
    ranked = [
        Ranked(contact, counts, counts.shrunken(own) or 0.0)
        for contact, counts in answers_by_person(book).items()
        if counts.answered
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.shrunken, -one.answers.answered, one.contact)))
