"""Plays the story through the verbs of a session and writes the book that comes of it."""

import os
import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec

from crm.demo.story import Line, lines
from crm.domain.book import TABLES, Book, Edit, TableName
from crm.domain.record import Refusal, changed
from crm.insight.thresholds import DEFAULTS
from crm.session import actions
from crm.session.plan import Scene
from crm.session.verbs import planned
from crm.storage.change import Change
from crm.storage.numbers import Numbers
from crm.storage.patch import to_document
from crm.storage.store import Store

MORNING = time(6, 40, tzinfo=UTC)
"""When each day's first line was written down; the others follow a few minutes apart."""

BIO = "@bio"
"""Stands for the other side's bio, as it is on the day of the offer."""


def build(path: str | os.PathLike[str], today: date) -> None:
    """Write the demo book, told so that it ends today, to a new file.

    Raises:
        Refusal: when there is a file already.
        OSError: when it cannot be written.
    """
    if os.path.lexists(path):
        raise Refusal(f"{os.fspath(path)} is there already; the demo book is only written to a new file")
    book, begun = _played(today)
    changes = [
        Change(table, key, None, to_document(record))
        for table in TABLES
        for key, record in getattr(book, table).items()
    ]
    store = Store.open(path, now=lambda: begun)
    try:
        store.commit("the demo book", changes).wait()
    finally:
        store.close()


def demo_book(today: date) -> Book:
    """The demo book in memory, told so that it ends today. The same day makes the same book, ids included."""
    return _played(today)[0]


def _played(today: date) -> tuple[Book, datetime]:
    player = Player(today)
    for line in lines(today):
        player.play(line)
    return player.book, player.begun


class Player:
    """The book as far as the story has been told."""

    def __init__(self, today: date) -> None:
        self.book = Book()
        self._now = self.begun = datetime.combine(today - timedelta(days=430), MORNING)
        self._random = random.Random(today.toordinal())  # noqa: S311 - the same book for the same day
        self._numbers = Numbers(lambda: self._now, self._random)
        self._keys: dict[str, int] = {}

    def play(self, line: Line) -> None:
        """Do what one line says, on its day.

        Raises:
            Refusal: when the verb refuses; the story is at fault then.
        """
        self._tick(line.day)
        action = self._action(line.action)
        plan = planned(Scene(self.book, line.day, DEFAULTS, self._new_id), action)
        self.book = self.book.with_edits(self._stamped(edit) for edit in plan.edits)
        if line.key and plan.id is not None:
            self._keys[line.key] = plan.id

    def _tick(self, day: date) -> None:
        later = self._now + timedelta(minutes=self._random.randint(1, 9))
        self._now = max(later, datetime.combine(day, MORNING))

    def _new_id(self, table: TableName) -> int:
        taken: Mapping[int, object] = getattr(self.book, table)
        return self._numbers.next(lambda number: number in taken)

    def _stamped(self, edit: Edit) -> Edit:
        """The edit with its instants: as the session writes them, on the day of the story."""
        if edit.after is None:
            return edit
        now = self._now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return edit._replace(after=changed(edit.after, created=edit.after.created or now, updated=now))

    # Short keys -----------------------------------------------------------------------------------------

    def _action(self, told: dict[str, Any]) -> actions.Action:
        given = {name: self._spelled(name, value, told) for name, value in told.items()}
        action: actions.Action = msgspec.convert(given, type=actions.Change)
        return action

    def _spelled(self, name: str, value: Any, told: dict[str, Any]) -> Any:
        if name in ("a", "b"):
            other = self.book.contact(self._keys[told["b" if name == "a" else "a"]["contact"]])
            return {
                **value,
                "contact": self._keys[value["contact"]],
                "bio_sent": other.bio if value.get("bio_sent") == BIO else value.get("bio_sent", ""),
            }
        if name in ("contact", "offer"):
            return self._keys[value]
        if name == "contacts":
            return [self._keys[key] for key in value]
        if name in _FOUND and isinstance(value, str):
            return _FOUND[name](self.book, self._keys, value)
        return value


def _reflection(book: Book, keys: Mapping[str, int], told: str) -> int:
    """``o012/a``: the reflection on side a's no in that offer."""
    offer, _, side = told.partition("/")
    return next(one.id for one in book.reflections_of(keys[offer]) if one.side == side)


def _lens(book: Book, keys: Mapping[str, int], told: str) -> int:
    """A person's key: their newest lens that has not ended."""
    return max(lens.id for lens in book.lenses_of(keys[told]) if lens.ended_on is None)


def _checkin(book: Book, keys: Mapping[str, int], told: str) -> int:
    """A person's key: their open check-in."""
    return max(one.id for one in book.checkins_of(keys[told]) if one.is_open)


_FOUND: dict[str, Callable[[Book, Mapping[str, int], str], int]] = {
    "reflection": _reflection,
    "lens": _lens,
    "checkin": _checkin,
}
