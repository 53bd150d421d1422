"""Figures of a whole book that are kept up to date and never recomputed: counts by person, kind and month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import add
from typing import Literal, NamedTuple, Self, TypeVar

from crm.domain.book import Book, Edit
from crm.domain.offer import KINDS, Kind, Offer, Side
from crm.domain.reflecting.clues import names_reason
from crm.insight.counting.tally import NOTHING, Answers, Came, came_of

KeyT = TypeVar("KeyT")
RowT = TypeVar("RowT", bound=tuple[int, ...])


class MonthCounts(NamedTuple):
    """Answers of one month, and how each no's reason is known: they said it, you guess it, or neither."""

    yes: int = 0
    no: int = 0
    said: int = 0
    guess: int = 0
    unknown: int = 0

    @property
    def answered(self) -> int:
        return self.yes + self.no

    def plus(self, other: "MonthCounts") -> "MonthCounts":
        return MonthCounts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


NO_COUNTS = MonthCounts()


@dataclass(frozen=True)
class Figures:
    """Counts of a whole book: ``book.derived(Figures)`` follows every change.

    ``people`` is by (contact, kind); ``months`` by (first day of the month, kind), of yes and no answers.
    """

    people: Mapping[tuple[int, Kind], Answers] = field(default_factory=dict)
    kinds: Mapping[Kind, Answers] = field(default_factory=dict)
    months: Mapping[tuple[date, Kind], MonthCounts] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> Self:
        """The figures of a book, counted from all its offers."""
        sums = _Sums()
        for offer in book.offers.values():
            sums.count(offer, 1)
        return cls().plus(sums)

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The figures after these edits: only what they touch is counted again."""
        sums = _Sums()
        for edit in edits:
            if isinstance(edit.before, Offer):
                sums.count(edit.before, -1)
            if isinstance(edit.after, Offer):
                sums.count(edit.after, 1)
        return self.plus(sums) if sums.people else self

    def answers_of(self, contact: int, kind: Kind | None = None) -> Answers:
        """What a person answered, to one kind of offer or to all."""
        return _total(self.people.get((contact, one)) for one in _kinds(kind))

    def total(self, kind: Kind | None = None) -> Answers:
        """What everyone answered, to one kind of offer or to all."""
        return _total(self.kinds.get(one) for one in _kinds(kind))

    def contacts(self) -> set[int]:
        """Everyone who was ever asked."""
        return {contact for contact, _ in self.people}

    def plus(self, sums: "_Sums") -> Self:
        """These figures and what was counted since."""
        return type(self)(
            people=_added(self.people, sums.people, Answers._make),
            kinds=_added(self.kinds, sums.kinds(), Answers._make),
            months=_added(self.months, sums.months(), MonthCounts._make),
        )


class _Sums:
    """Sums under way: offers counted in (+1) or out (-1)."""

    def __init__(self) -> None:
        self.people: dict[tuple[int, Kind], list[int]] = defaultdict(lambda: [0] * len(Answers._fields))
        self._months: dict[tuple[int, int, Kind], list[int]] = defaultdict(
            lambda: [0] * len(MonthCounts._fields)
        )

    def count(self, offer: Offer, sign: int) -> None:
        for key, side in offer.sides():
            came = side.answer if side.answer and side.asked_on else came_of(offer, key)
            if came is not None:
                self._count_side(offer.kind, side, came, sign)

    def _count_side(self, kind: Kind, side: Side, came: Came, sign: int) -> None:
        row = self.people[side.contact, kind]
        row[_ASKED] += sign
        if came != "nothing":
            row[_FIELD[came]] += sign
        day = side.answered_on
        if day is None or came not in ("yes", "no"):
            return
        month = self._months[day.year, day.month, kind]
        month[_YES if came == "yes" else _NO] += sign
        if came == "no":
            month[_REASON[reason_source(side)]] += sign

    def kinds(self) -> dict[Kind, list[int]]:
        return {
            kind: list(map(sum, zip(*rows, strict=True)))
            for kind in KINDS
            if (rows := [row for (_, one), row in self.people.items() if one == kind])
        }

    def months(self) -> dict[tuple[date, Kind], list[int]]:
        return {(date(year, month, 1), kind): row for (year, month, kind), row in self._months.items()}


ReasonSource = Literal["said", "guess", "unknown"]

_ASKED = Answers._fields.index("asked")
_FIELD: dict[Came, int] = {
    "yes": Answers._fields.index("yes"),
    "no": Answers._fields.index("no"),
    "later": Answers._fields.index("later"),
    "no_reply": Answers._fields.index("no_reply"),
    "waiting": Answers._fields.index("waiting"),
}
_YES = MonthCounts._fields.index("yes")
_NO = MonthCounts._fields.index("no")
_REASON: dict[ReasonSource, int] = {
    "said": MonthCounts._fields.index("said"),
    "guess": MonthCounts._fields.index("guess"),
    "unknown": MonthCounts._fields.index("unknown"),
}


def reason_source(side: Side) -> ReasonSource:
    """How the reason of a no is known: they said it, by a reason or in their words, you guess it, or neither."""
    if any(reason.source == "said" for reason in side.reasons) or names_reason(side.words):
        return "said"
    return "guess" if side.reasons or side.guess else "unknown"


def _kinds(kind: Kind | None) -> tuple[Kind, ...]:
    return KINDS if kind is None else (kind,)


def _total(rows: Iterable[Answers | None]) -> Answers:
    known = [row for row in rows if row is not None]
    if len(known) > 1:
        return Answers(*map(sum, zip(*known, strict=True)))
    return known[0] if known else NOTHING


def _added(
    known: Mapping[KeyT, RowT], sums: Mapping[KeyT, list[int]], row: Callable[[Iterable[int]], RowT]
) -> dict[KeyT, RowT]:
    """Rows of counts plus sums, field by field; a row of zeros is left out."""
    added = dict(known)
    for key, counts in sums.items():
        before = known.get(key)
        total = counts if before is None else list(map(add, before, counts))
        if any(total):
            added[key] = row(total)
        else:
            added.pop(key, None)
    return added
