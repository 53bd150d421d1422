"""A dismissal: a finding, or a line of the weekly review, put by until there is more to it."""

from datetime import date

from crm.domain.record import Record

REGROWTH = 3
"""By how much a finding's n must have grown before it is shown again."""


class Dismissal(Record, frozen=True):
    """A finding that was put by on a day, when it rested on ``n`` records.

    ``insight`` is its name, such as ``missing/why now``. A finding of one person has the contact's id in it.
    ``duplicate/A/B`` notes for good that two contacts are two people (``crm.insight.duplicates``).
    """

    insight: str
    n: int
    on: date | None = None

    def hides(self, n: int) -> bool:
        """Whether the finding is still put by when it rests on ``n`` records."""
        return n < self.n + REGROWTH
