"""What the insight says about everyone, as plain facts: the morning, the months, the kinds, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from crm.domain.book import Book
from crm.domain.offer import KINDS, Kind
from crm.insight.act import Insight
from crm.insight.answers import Answers, luck, share_words
from crm.insight.due import check_ins_due
from crm.insight.figures import NO_COUNTS, Figures, MonthCounts
from crm.insight.findings import Material, Month, Reasons, findings
from crm.insight.missing import MostMissing, most_missing
from crm.insight.morning import Item, morning_list
from crm.insight.thresholds import DEFAULTS, Thresholds
from crm.insight.time_to_answer import TimeToAnswer, time_to_answer
from crm.insight.words import counted


@dataclass(frozen=True, slots=True)
class KindShare:
    """Answers to one kind of offer within the window, and their share in words."""

    kind: Kind
    answers: Answers
    words: str


@dataclass(frozen=True, slots=True)
class ToCheckIn:
    """A person due a check-in: why, and how likely their count is by luck ("" where that cannot be said)."""

    contact: int
    name: str
    words: str
    luck: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A person in the order of the shrunken mean, which is for ordering and not for showing."""

    contact: int
    answers: Answers
    shrunken: float


@dataclass(frozen=True, slots=True)
class EveryoneFacts:
    """Everything that the insight says about everyone. ``window`` is what months, kinds and reasons look at."""

    morning: tuple[Item, ...]
    total: Answers
    share: str
    window: str
    months: tuple[Month, ...]
    kinds: tuple[KindShare, ...]
    reasons: Reasons
    missing: MostMissing
    time_to_answer: TimeToAnswer
    to_check_in: tuple[ToCheckIn, ...]
    insights: tuple[Insight, ...]


def everyone_facts(book: Book, today: date, thresholds: Thresholds = DEFAULTS) -> EveryoneFacts:
    """What the record says about everyone, from figures that follow every change."""
    counts = _windowed(book, today, thresholds)
    whole = _sum(counts.values())
    total = book.derived(Figures).total()
    kinds = {kind: _sum(row for (_, one), row in counts.items() if one == kind) for kind in KINDS}
    morning = morning_list(book, today, thresholds)
    months = _months(counts, today)
    missing, took = most_missing(book), time_to_answer(book, today, thresholds)
    reasons = Reasons(whole.said, whole.guess, whole.unknown)
    window = f"last {counted(thresholds.window_months, 'month')}"
    shares = tuple(
        KindShare(kind, _as_answers(row), share_words(_as_answers(row))) for kind, row in kinds.items()
    )
    return EveryoneFacts(
        morning=morning,
        total=total,
        share=share_words(total),
        window=window,
        months=months,
        kinds=shares,
        reasons=reasons,
        missing=missing,
        time_to_answer=took,
        to_check_in=people_to_check_in(book, today, thresholds),
        insights=findings(
            Material(
                window, months, {one.kind: one.answers for one in shares}, reasons, missing, took, morning
            ),
            thresholds,
        ),
    )


def _windowed(book: Book, today: date, thresholds: Thresholds) -> Mapping[tuple[date, Kind], MonthCounts]:
    first = today.replace(day=1) - relativedelta(months=thresholds.window_months - 1)
    months = book.derived(Figures).months
    return {key: row for key, row in months.items() if first <= key[0] <= today}


def _sum(rows: Iterable[MonthCounts]) -> MonthCounts:
    total = NO_COUNTS
    for row in rows:
        total = total.plus(row)
    return total


def _as_answers(row: MonthCounts) -> Answers:
    return Answers(asked=row.answered, yes=row.yes, no=row.no)


def _months(counts: Mapping[tuple[date, Kind], MonthCounts], today: date) -> tuple[Month, ...]:
    """Every month from the first with an answer to this one, the empty ones too: a chart has no holes."""
    if not counts:
        return ()
    months: list[Month] = []
    month = min(month for month, _ in counts)
    while month <= today:
        row = _sum(counts.get((month, kind), NO_COUNTS) for kind in KINDS)
        months.append(Month(month, row.yes, row.answered))
        month += relativedelta(months=1)
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
    figures = book.derived(Figures)
    own = figures.total()
    by_person = ((contact, figures.answers_of(contact)) for contact in figures.contacts())
    ranked = [
        Ranked(contact, counts, counts.shrunken(own) or 0.0)
        for contact, counts in by_person
        if counts.answered
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.shrunken, -one.answers.answered, one.contact)))
