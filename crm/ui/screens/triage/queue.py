"""The people to go through, a line each, with what has become of them."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.session.triage import Triage
from crm.ui.widgets.line import Line, Span, crop, spread
from crm.ui.widgets.plain import plain

_AROUND = 5
"""Cells of a line that are neither the name nor the word: the sign with its blanks, and one before the word."""


class State(NamedTuple):
    """What has become of somebody: a sign and a word, and the tones of name and word."""

    sign: str
    word: str
    name: str = "muted"
    tone: str = "muted"


class Queue(NamedTuple):
    """A list's source. ``doubtful`` are those who may be in the book twice, ``came`` the tags that somebody came with."""

    book: Book
    triage: Triage
    marked: frozenset[int]
    doubtful: frozenset[int]
    came: Mapping[int, frozenset[str]]

    def __len__(self) -> int:
        return len(self.triage.queue)

    def key(self, index: int, /) -> Hashable | None:
        return self.triage.queue[index]

    def find(self, key: Hashable, /) -> int:
        return self.triage.queue.index(key) if key in self.triage.queue else -1

    def offsets(self, _width: int, /) -> None:
        return None

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        contact = self.book.contacts[self.triage.queue[index]]
        state = self._state(contact)
        word = crop(state.word, max(width // 3, width - _AROUND - cell_len(plain(contact.name))))
        name = crop(contact.name, max(4, width - _AROUND - cell_len(word)))
        left = (Span(f" {state.sign} ", "accent"), Span(name, state.name))
        return [spread(left, (Span(word, state.tone),), width - 1)]

    def _state(self, contact: Contact) -> State:
        if contact.id in self.marked:
            return State("●", "marked", "strong", "accent")
        if contact.is_archived:
            return State("×", "archived")
        if contact.id in self.triage.seen:
            given = [tag for tag in contact.tags if tag not in self.came.get(contact.id, ())]
            return State("✓", plain(", ".join(given)), tone="") if given else State("✓", "seen")
        return State("=", "twice?", "strong") if contact.id in self.doubtful else State(" ", "", "strong")
