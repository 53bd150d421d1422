"""Lessons: what a no showed to be unclear, carried to the next offers until it has been shown three times."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.offer import Offer
from crm.domain.record import Record
from crm.domain.reflection import Reflection
from crm.insight.thresholds import DEFAULTS, Thresholds

PREFIX = "lesson/"


class Lesson(Struct, frozen=True):
    """One item to make clear next time: from which reflection, whose no, when, and how often it was shown."""

    reflection: int
    item: str
    better_why: str
    decliner: int
    on: date | None
    shown: int

    @property
    def seen(self) -> str:
        """How an offer's look-ahead refers to this lesson: ``lesson/reflection/item``."""
        return f"{PREFIX}{self.reflection}/{self.item}"


def acts_now(book: Book, reflection: Reflection) -> bool:
    """Whether a reflection still changes anything: worked on, and its no not taken back since."""
    offer = book.offers.get(reflection.offer)
    return offer is not None and acts_on(offer, reflection)


def acts_on(offer: Offer, reflection: Reflection) -> bool:
    """Whether a reflection on this offer still changes anything."""
    return reflection.status in ("done", "partial") and offer.side(reflection.side).answer == "no"


def lessons(book: Book, thresholds: Thresholds = DEFAULTS) -> Iterator[Lesson]:
    """The lessons still carried, from the newest reflection to the oldest."""
    taught = book.derived(Taught)
    for ref in taught.carried(thresholds.lesson_showings):
        reflection = book.reflections[taught.refs[ref]]
        if acts_now(book, reflection):
            yield _lesson(book, reflection, ref.split("/", 2)[2])


def lessons_about(book: Book, contact: int, thresholds: Thresholds = DEFAULTS) -> Iterator[Lesson]:
    """The lessons still carried from this person's noes, newest first."""
    for reflection in sorted(book.reflections_about(contact), key=lambda one: one.id, reverse=True):
        if acts_now(book, reflection):
            for effect in reflection.acts("lesson"):
                lesson = _lesson(book, reflection, str(effect.ref))
                if lesson.shown < thresholds.lesson_showings:
                    yield lesson


def _lesson(book: Book, reflection: Reflection, item: str) -> Lesson:
    side = book.offers[reflection.offer].side(reflection.side)
    shown = book.derived(Taught).shown.get(f"{PREFIX}{reflection.id}/{item}", 0)
    return Lesson(reflection.id, item, reflection.better_why, side.contact, side.answered_on, shown)


class Taught(Struct, frozen=True, dict=True):
    """All lessons ever taught and how often each was shown: ``book.derived(Taught)`` follows every change.

    ``refs`` leads from ``lesson/reflection/item`` to the reflection; ``shown`` counts offers that showed it.
    """

    refs: Mapping[str, int] = {}
    shown: Mapping[str, int] = {}

    @cached_property
    def kept(self) -> dict[int, tuple[str, ...]]:
        """The answers that ``carried`` has given."""
        return {}

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all reflections and offers."""
        refs = {ref: one.id for one in book.reflections.values() for ref in _refs(one)}
        return cls(refs, Counter(ref for offer in book.offers.values() for ref in _seen(offer)))

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits, at the cost of what they touch."""
        touched = [edit for edit in edits if _said(edit.before) or _said(edit.after)]
        if not touched:
            return self
        refs, shown = dict(self.refs), dict(self.shown)
        for edit in touched:
            for ref in _refs(edit.before):
                refs.pop(ref, None)
            refs.update(dict.fromkeys(_refs(edit.after), edit.id))
            for ref in _seen(edit.after):
                shown[ref] = shown.get(ref, 0) + 1
            for ref in _seen(edit.before):
                shown[ref] -= 1
                if not shown[ref]:
                    del shown[ref]
        speaking = {ref for edit in touched for record in (edit.before, edit.after) for ref in _said(record)}
        made = type(self)(refs, shown)
        made.kept.update(
            {
                showings: _live(speaking.union(before), refs, shown, showings)
                for showings, before in self.kept.copy().items()
            }
        )
        return made

    def carried(self, showings: int) -> tuple[str, ...]:
        """References of the lessons shown fewer than ``showings`` times, newest reflection first."""
        if showings not in self.kept:
            self.kept[showings] = _live(self.refs, self.refs, self.shown, showings)
        return self.kept[showings]


def _live(
    some: Iterable[str], refs: Mapping[str, int], shown: Mapping[str, int], showings: int
) -> tuple[str, ...]:
    """Those of some lessons that are taught and were shown fewer times, newest reflection first."""
    live = [ref for ref in some if ref in refs and shown.get(ref, 0) < showings]
    return tuple(sorted(live, key=lambda ref: (-refs[ref], ref)))


def _refs(record: Record | None) -> list[str]:
    if not isinstance(record, Reflection) or record.status not in ("done", "partial"):
        return []
    return [f"{PREFIX}{record.id}/{effect.ref}" for effect in record.acts("lesson")]


def _seen(record: Record | None) -> set[str]:
    if not isinstance(record, Offer):
        return set()
    return {ref for ref in record.look_ahead.seen if ref.startswith(PREFIX)}


def _said(record: Record | None) -> set[str]:
    """The lessons that a record teaches or shows."""
    return _seen(record).union(_refs(record))
