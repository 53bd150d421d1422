"""What the figures of everyone suggest: each finding with its n, its window and one act, or not at all.

Further topics, with figures of their own, are in ``crm.insight.topics``.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import comb

from msgspec import Struct

from crm.domain.offer import Kind
from crm.insight.agenda.item import Item
from crm.insight.counting.answers import Answers
from crm.insight.counting.compare import compare
from crm.insight.counting.missing import MostMissing
from crm.insight.counting.months import Month, trend_of
from crm.insight.counting.time_to_answer import TimeToAnswer
from crm.insight.findings.act import Act, Insight, act_of
from crm.insight.thresholds import Thresholds
from crm.insight.words import counted, month_words, share_in_words


class Reasons(Struct, frozen=True):
    """Noes by how their reason is known: they said it, you guess it, or neither."""

    said: int
    guess: int
    unknown: int

    @property
    def noes(self) -> int:
        return self.said + self.guess + self.unknown


class Waiting(Struct, frozen=True):
    """An ask that nobody has answered or been reminded of: in which offer, and when its reminder is due, in words."""

    offer: int
    words: str


class Material(Struct, frozen=True):
    """What findings are made of; months, kinds and reasons lie within ``window``."""

    window: str
    months: tuple[Month, ...]
    kinds: Mapping[Kind, Answers]
    reasons: Reasons
    missing: MostMissing
    took: TimeToAnswer
    morning: tuple[Item, ...]
    unexplained: int | None = None
    """The offer of the latest no without a reason."""

    waiting: Waiting | None = None
    """The ask that has waited longest for its one reminder."""


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
        window = "the last ones that asked “was I clear?”"
        yield Insight(f"missing/{item}", text, missing.n, window, act, "reflection")


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
        act = Act("offer", f"Lead with {high}s.")
        yield Insight(f"kinds/{high}/{low}", text.capitalize(), found.n, material.window, act)


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
    yield Insight("trend/up" if up else "trend/down", text, found.n, material.window, act)


def _whole(months: tuple[Month, ...]) -> Answers:
    yes, answered = sum(month.yes for month in months), sum(month.answered for month in months)
    return Answers(asked=answered, yes=yes, no=answered - yes)


def _unknown_reasons(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    """Half of the noes or more without a reason: reflect on one, or ask the last one an open question."""
    reasons = material.reasons
    if reasons.noes < thresholds.min_n or 2 * reasons.unknown < reasons.noes:
        return
    owed = next((item for item in material.morning if item.what == "reflect"), None)
    if owed is not None:
        act = act_of(owed)
    elif material.unexplained is not None:
        words = "Thank the latest one, and ask one open question."
        act = Act("write", words, ("offers", material.unexplained))
    else:
        return
    text = f"Of {counted(reasons.noes, 'no', 'noes')}, {reasons.unknown} have no reason yet"
    yield Insight("reasons/unknown", text, reasons.noes, material.window, act, "no")


def _time(material: Material, thresholds: Thresholds) -> Iterator[Insight]:
    """How soon people answer, from 20 replies on, and whose ask the nudge clock comes to next."""
    took = material.took
    past = past_the_clock(material.morning)
    if took.n < thresholds.nudge_from_answers:
        return
    if past is not None:
        act = act_of(past)
    elif material.waiting is not None:
        act = Act("open", material.waiting.words, ("offers", material.waiting.offer))
    else:
        return
    most = f"{share_in_words(thresholds.nudge_share)} within {took.most}"
    text = f"Half of the answers come within {counted(took.half or 0, 'day')}, {most}"
    window = f"asks at least {counted(thresholds.lapse_days, 'day')} old"
    yield Insight("time", text, took.n, window, act, "reply")


def past_the_clock(morning: Sequence[Item]) -> Item | None:
    """The first ask of a morning list that has waited past its day."""
    return next((item for item in morning if item.what in ("nudge", "lapse")), None)
