"""One moment of a contact's story."""

from datetime import date
from typing import NamedTuple

from crm.domain.book import TableName


class Moment(NamedTuple):
    """What happened on a day: its record, its sign and words, and what was said of it, line by line."""

    on: date
    table: TableName
    id: int
    sign: str
    words: str
    under: tuple[str, ...] = ()
    tone: str = ""


def quoted(words: str) -> str:
    """Somebody's own words, marked as such; nothing stays nothing."""
    words = words.strip()
    return f"“{words}”" if words else ""
