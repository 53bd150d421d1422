"""Counts of what reflections found and of what came of introductions, kept up with every change.

``book.derived(Counts)`` follows every change at the cost of the offers that it touches.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.days.daywords import month_of
from crm.domain.offer import Offer
from crm.domain.reflection import Reflection
from crm.insight.counting.tally import came_of
from crm.insight.next_offer.lessons import PREFIX, acts_on

What = Literal["clear", "kind", "taught", "introduced", "heard", "worth", "shown"]


Fact = tuple[What, date, str, str]
"""One thing that can be counted: what, its day, and one or two words.

``clear`` with how clear the why was; ``kind`` as offered and as it truly was; ``taught`` with the lesson's item;
``shown`` with the item of a lesson that an offer showed and a side's yes or no to it: these four on the first day of
their month. ``introduced``, ``heard``, and ``worth`` with what one side told, on the day of the introduction.
"""

Facts = Mapping[tuple[date, str, str], int]


class Counts(Struct, frozen=True):
    """How often each fact is in the book, by what it is."""

    facts: Mapping[What, Facts] = {}

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all offers and reflections."""
        sums = _Sums()
        for offer in book.offers.values():
            if offer.id in book.reflections_by_offer:
                sums.count(facts_of(offer, book.reflections_of(offer.id)), 1)
            elif offer.introduced_on is not None or offer.look_ahead.seen:
                sums.count(facts_of(offer, ()), 1)
        return cls(sums.facts())

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits: only the offers that they touch are counted again."""
        touched = {offer for edit in edits for offer in _offers(edit)}
        if not touched:
            return self
        sums = _Sums()
        for offer in touched:
            before, reflections = _before(book, edits, offer)
            if before is not None:
                sums.count(facts_of(before, reflections), -1)
            if offer in book.offers:
                sums.count(facts_of(book.offers[offer], book.reflections_of(offer)), 1)
        return type(self)(sums.facts(self.facts))

    def within(self, what: What, first: date, last: date) -> Counter[tuple[str, str]]:
        """Facts of one sort from a day to a day, counted by their words."""
        found: Counter[tuple[str, str]] = Counter()
        for (on, word, other), count in self.facts.get(what, {}).items():
            if first <= on <= last:
                found[word, other] += count
        return found

    def first_taught(self) -> dict[str, date]:
        """The month in which each lesson was first learned."""
        months: dict[str, date] = {}
        for month, item, _ in self.facts.get("taught", {}):
            months[item] = min(month, months.get(item, month))
        return months


class _Sums:
    """Sums under way: facts counted in (+1) or out (-1)."""

    def __init__(self) -> None:
        self._sums: dict[What, dict[tuple[date, str, str], int]] = defaultdict(dict)

    def count(self, facts: Iterable[Fact], sign: int) -> None:
        for what, on, word, other in facts:
            sums, key = self._sums[what], (on, word, other)
            sums[key] = sums.get(key, 0) + sign

    def facts(self, known: Mapping[What, Facts] | None = None) -> dict[What, Facts]:
        """These sums and what was known before; what adds up to nothing is left out."""
        facts = dict(known or {})
        for what, sums in self._sums.items():
            changed = {key: count for key, count in sums.items() if count}
            total = dict(facts.get(what, {}))
            for key, count in changed.items():
                total[key] = total.get(key, 0) + count
                if not total[key]:
                    del total[key]
            facts[what] = total
        return {what: total for what, total in facts.items() if total}


def facts_of(offer: Offer, reflections: Iterable[Reflection]) -> Iterator[Fact]:
    """What one offer and its reflections add to the counts."""
    for reflection in reflections:
        if acts_on(offer, reflection):
            yield from _learned(offer, reflection)
    if offer.introduced_on is not None:
        yield from _became(offer, offer.introduced_on)
    if offer.look_ahead.seen:
        yield from _shown(offer)


def _learned(offer: Offer, reflection: Reflection) -> Iterator[Fact]:
    month = month_of(offer.side(reflection.side).answered_on or offer.made_on)
    if reflection.clear is not None:
        yield "clear", month, reflection.clear, ""
    if reflection.kind_true is not None:
        yield "kind", month, offer.kind, reflection.kind_true
    learned = month_of(reflection.finished_on) if reflection.finished_on else month
    for effect in reflection.acts("lesson"):
        yield "taught", learned, str(effect.ref), ""


def _became(offer: Offer, on: date) -> Iterator[Fact]:
    yield "introduced", on, "", ""
    if offer.outcome.is_told:
        yield "heard", on, "", ""
    for worth in (offer.outcome.a, offer.outcome.b):
        if worth.worth_it is not None:
            yield "worth", on, worth.worth_it, ""


def _shown(offer: Offer) -> Iterator[Fact]:
    items = {seen.split("/", 2)[2] for seen in offer.look_ahead.seen if seen.startswith(PREFIX)}
    month = month_of(offer.made_on)
    for key, _ in offer.sides() if items else ():
        came = came_of(offer, key)
        if came in ("yes", "no"):
            yield from (("shown", month, item, came) for item in items)


def _offers(edit: Edit) -> Iterator[int]:
    if edit.table == "offers":
        yield edit.id
    for record in (edit.before, edit.after):
        if isinstance(record, Reflection):
            yield record.offer


def _before(book: Book, edits: Sequence[Edit], offer: int) -> tuple[Offer | None, list[Reflection]]:
    """An offer and its reflections as they were before some edits."""
    was = book.offers.get(offer)
    reflections = {one.id: one for one in book.reflections_of(offer)}
    for edit in reversed(edits):
        if edit.table == "offers" and edit.id == offer:
            was = edit.before if isinstance(edit.before, Offer) else None
        elif edit.table == "reflections":
            reflections.pop(edit.id, None)
            if isinstance(edit.before, Reflection) and edit.before.offer == offer:
                reflections[edit.id] = edit.before
    return was, list(reflections.values())
