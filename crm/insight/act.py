"""What an insight proposes: every insight names its n, its window and one act, or it is not shown."""

from dataclasses import dataclass
from typing import Literal

from crm.domain.book import TableName
from crm.insight.agenda.item import Item, What

Verb = What | Literal["offer", "open", "wait"]
"""An act: those of the morning list, and to make an offer, to open a record, to wait for a day."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: a verb, what it says on screen, and the record that it is done to."""

    verb: Verb
    words: str
    ref: tuple[TableName, int] | None = None


@dataclass(frozen=True, slots=True)
class Insight:
    """A finding in words: how many answers it rests on, over which window, and the one act it proposes."""

    text: str
    n: int
    window: str
    act: Act


def act_of(item: Item) -> Act:
    """The act of an item of the morning list, in the item's own words."""
    return Act(item.what, item.text, item.ref)
