"""What the figures of everyone suggest: each finding with its n, its window and one act, or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import comb

from crm.domain.offer import Kind
from crm.insight.act import Act, Insight, act_of
from crm.insight.agenda.item import Item
from crm.insight.answers import Answers
from crm.insight.compare import compare
from crm.insight.missing import MostMissing
from crm.insight.thresholds import Thresholds
from crm.insight.time_to_answer import TimeToAnswer
from crm.insight.words import counted, month_words


@dataclass(frozen=True, slots=True)
class Month:
    """Answers of one month; ``month`` is its first day."""

    month: date
    yes: int
    answered: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """Noes by how their reason is known: they said it, you guess it, or neither."""

    said: int
    guess: int
    unknown: int

    @property
    def noes(self) -> int:
        return self.said + self.guess + self.unknown


@dataclass(frozen=True, slots=True)
class Material:
    """What findings are made of; months, kinds and reasons lie within ``window``."""

    window: str
    months: tuple[Month, ...]
    kinds: Mapping[Kind, Answers]
    reasons: Reasons
    missing: MostMissing
    took: TimeToAnswer
    morning: tuple[Item, ...]


def findings(material: Material, thresholds: Thresholds) -> tuple[Insight, ...]:
    """Everything that the figures suggest today, the most useful first."""
    return (
        *_missing(material, thresholds),
        *_kinds(material, thresholds),
        *_trend(material, thresholds),
        *_unknown_reasons(material, thresholds),
        *_time(material, thresholds),
    )


def _missing(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    missing = material.missing
    if missing.n < thresholds.min_n or not missing.counts:
        return
    item, times = missing.counts[0]
    if times > 1:
        text = f"{item.capitalize()} was missing in {times} of {counted(missing.n, 'reflection')}"
        act = Act("offer", f"Make clear in the next offer: {item}.")
        yield Insight(text, missing.n, f"last {counted(missing.n, 'reflection')}", act)


def _kinds(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    known = {kind: one for kind, one in material.kinds.items() if one.answered >= thresholds.compare_n}
    if len(known) < 2:
        return
    by_share = sorted(known, key=lambda kind: known[kind].yes / known[kind].answered)
    low, high = by_share[0], by_share[-1]
    found = compare(known[high], known[low], thresholds, pairs=comb(len(known), 2))
    if found is not None and found.is_clear:
        text = (
            f"{high}s {known[high].yes} of {known[high].answered} yes, "
            f"{low}s {known[low].yes} of {known[low].answered}: {found.words}"
        )
        yield Insight(text.capitalize(), found.n, material.window, Act("offer", f"Lead with {high}s."))


def trend_of(months: tuple[Month, ...], thresholds: Thresholds) -> tuple[tuple[Month, ...], ...] | None:
    """The months that a trend may be read from, in an earlier and a later half; None when they are too few.

    A month counts with 5 answers or more, and there must be 3 of them. The month in the middle goes to the
    earlier half.
    """
    full = tuple(month for month in months if month.answered >= thresholds.min_n)
    if len(full) < thresholds.trend_months:
        return None
    middle = (len(full) + 1) // 2
    return full[:middle], full[middle:]


def _trend(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    halves = trend_of(material.months, thresholds)
    if halves is None:
        return
    before, since = (_whole(half) for half in halves)
    found = compare(since, before, thresholds)
    if found is None or not found.is_clear:
        return
    from_month = month_words(halves[1][0].month)
    text = (
        f"{since.yes} of {since.answered} yes since {from_month}, "
        f"{before.yes} of {before.answered} before: {found.words}"
    )
    up = found.difference > 0
    act = Act(
        "offer", "Keep going: make the next offer." if up else "Say more plainly why in the next offer."
    )
    yield Insight(text, found.n, material.window, act)


def _whole(months: tuple[Month, ...]) -> Answers:
    yes, answered = sum(month.yes for month in months), sum(month.answered for month in months)
    return Answers(asked=answered, yes=yes, no=answered - yes)


def _unknown_reasons(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    reasons = material.reasons
    owed = next((item for item in material.morning if item.what == "reflect"), None)
    if owed is None or reasons.noes < thresholds.min_n or 2 * reasons.unknown < reasons.noes:
        return
    text = f"Of {counted(reasons.noes, 'no', 'noes')}, {reasons.unknown} have no reason yet"
    yield Insight(text, reasons.noes, material.window, act_of(owed))


def _time(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    took = material.took
    waiting = next((item for item in material.morning if item.what in ("nudge", "lapse")), None)
    if waiting is None or took.n < thresholds.nudge_from_answers:
        return
    text = f"Half of the answers come within {counted(took.half or 0, 'day')}, 9 in 10 within {took.most}"
    yield Insight(text, took.n, "asks at least 14 days old", act_of(waiting))
