"""Lessons to make clear this time: from the noes of the people in the offer, and a few from everyone else's."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from crm.domain.book import Book
from crm.domain.reflection import A_CLEARER_WHY
from crm.insight.ahead.line import Glance, Line
from crm.insight.next_offer.lessons import Lesson, lessons, lessons_about
from crm.insight.thresholds import Thresholds
from crm.insight.words import day_words


def own_lesson_lines(glance: Glance) -> Iterator[Line]:
    """What this person's own noes showed to be unclear."""
    for lesson in lessons_about(glance.book, glance.me.id, glance.thresholds):
        text = _words(lesson, glance.name, "their", glance.today)
        yield Line(glance.key, "think", "lesson", text, ("reflections", lesson.reflection), None, lesson.seen)


def general_lesson_lines(book: Book, people: set[int], today: date, thresholds: Thresholds) -> Iterator[Line]:
    """What the noes of people outside this offer showed to be unclear, the newest few."""
    others = (lesson for lesson in lessons(book, thresholds) if lesson.decliner not in people)
    for lesson in islice(others, thresholds.lessons_at_once):
        text = _words(lesson, "", f"{book.name(lesson.decliner)}'s", today)
        yield Line(None, "fine", "lesson", text, ("reflections", lesson.reflection), None, lesson.seen)


def _words(lesson: Lesson, listener: str, whose: str, today: date) -> str:
    on = f" of {day_words(lesson.on, today)}" if lesson.on else ""
    better = f"; better said: {lesson.better_why}" if lesson.better_why else ""
    if lesson.item == A_CLEARER_WHY:
        ask = f"Give {listener} a clearer why" if listener else "Give a clearer why"
    else:
        ask = f"Make clear{f' to {listener}' if listener else ''}: {lesson.item}"
    return f"{ask} (from {whose} no{on}{better})"
