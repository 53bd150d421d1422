"""A check-in: asking a person who almost never takes an offer two questions.

Are there specific people you hope to meet? Or are you too busy for introductions now?
"""

from datetime import date
from typing import Literal

import msgspec

from crm.domain.record import Record

TooBusy = Literal["yes", "no"]

MONTHS = 24
"""Months of answers that the check-in rule looks back at."""


class CheckIn(Record, frozen=True):
    """One check-in with a contact. ``origin`` (``from`` in the file) is the reflection that planned it."""

    contact: int
    due_on: date | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    people_wanted: str = ""
    too_busy: TooBusy | None = None
    until: date | None = None
    notes: str = ""
    origin: int | None = msgspec.field(name="from", default=None)

    @property
    def is_open(self) -> bool:
        return self.answered_on is None

    @property
    def is_under_way(self) -> bool:
        """Planned for a day or asked, and not answered."""
        return self.is_open and not self.is_dropped

    @property
    def is_dropped(self) -> bool:
        """Neither planned for a day nor asked nor answered: the reflection that planned it lets it not act."""
        return (self.due_on, self.asked_on, self.answered_on) == (None, None, None)
