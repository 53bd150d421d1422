"""What every record of the book shares: its id, its two instants, and how its declaration is read.

Records are frozen ``msgspec`` structs: one declaration is the type that code is checked against, the
reader that validates the file, and the documentation of the file's contract. They are trees of immutable
values, so they are left out of the garbage collector's sight (``gc=False``): a book of 60,000 records
costs no pause.

Text fields are ``""`` and lists are ``()`` where nothing is known; a day is ``None`` where it has not come.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import msgspec


class Part(msgspec.Struct, frozen=True, gc=False):
    """A piece inside a record: it has no id of its own."""


class Record(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One document of the book.

    ``id`` is the document's number in its table and is not among the document's own fields.
    ``created`` and ``updated`` are instants in UTC, ISO 8601.
    """

    id: int = 0
    created: str = ""
    updated: str = ""


def day_of_instant(instant: str) -> date | None:
    """The day of an instant as a record has it; None for what is no day, for the file is open to other hands."""
    try:
        return date.fromisoformat(instant[:10])
    except ValueError:
        return None


RecordT = TypeVar("RecordT", bound=Record)
StructT = TypeVar("StructT", bound=msgspec.Struct)


def changed(struct: StructT, /, **fields: object) -> StructT:
    """A copy of a record or part with the named fields replaced.

    Raises:
        TypeError: for a field that the struct does not have.
    """
    return msgspec.structs.replace(struct, **fields)


class Refusal(Exception):
    """Something that cannot be done, in one clear line for the person who asked for it.

    The book is as it was before. The message says what and why, without a trailing full stop. It names ``days`` as
    ``{on}``: ISO until somebody is there who knows how days are said.
    """

    def __init__(self, message: str, **days: date) -> None:
        super().__init__(message.format(**days) if days else message)
        self._message, self._days = message, days

    def said(self, say: Callable[[date], str]) -> "Refusal":
        """The same with its days as they are said."""
        return (
            Refusal(self._message.format(**{name: say(day) for name, day in self._days.items()}))
            if self._days
            else self
        )
