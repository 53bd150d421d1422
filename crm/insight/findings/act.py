"""What an insight proposes: every insight names its n, its window and one act, or it is not shown."""

from typing import Literal

from msgspec import Struct

from crm.domain.book import TableName
from crm.insight.agenda.item import Item, What
from crm.insight.words import counted

Verb = What | Literal["offer", "open", "wait", "write", "suits", "all"]
"""An act: those of the lists, and to make an offer, open a record, wait, write a message, see who suits, see all."""


class Act(Struct, frozen=True):
    """One thing to do: a verb, what it says on screen, and the record that it is done to."""

    verb: Verb
    words: str
    ref: tuple[TableName, int] | None = None


class Insight(Struct, frozen=True):
    """A finding in words: how many records it rests on, over which window, and the one act it proposes.

    ``key`` is its name, by which it can be put by; ``of`` is what ``n`` counts, in the singular.
    """

    key: str
    text: str
    n: int
    window: str
    act: Act
    of: str = "answer"

    @property
    def ground(self) -> str:
        """What it rests on, in words: "23 answers, last 12 months"."""
        return f"{counted(self.n, self.of, _MANY.get(self.of, ''))}, {self.window}"


_MANY = {"no": "noes", "reply": "replies", "person": "people"}


def act_of(item: Item) -> Act:
    """The act of an item of a list, in the item's own words."""
    return Act(item.what, item.text, item.ref)
