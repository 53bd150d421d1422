"""Findings that were put by stay away until they rest on three records more."""

from collections.abc import Iterable
from datetime import date

from crm.domain.book import Book
from crm.insight.findings.act import Insight


def is_put_by(book: Book, key: str, n: int, since: date = date.min) -> bool:
    """Whether the finding of this name was put by, on a day or later, and has not grown since."""
    return any(
        one.insight == key and one.hides(n) and (one.on is None or one.on >= since)
        for one in book.dismissals.values()
    )


def not_put_by(book: Book, insights: Iterable[Insight]) -> tuple[Insight, ...]:
    """The findings that are to be shown, in their order."""
    put_by = {one.insight: one for one in book.dismissals.values()}
    return tuple(one for one in insights if one.key not in put_by or not put_by[one.key].hides(one.n))
