"""A file's physical lines into cards: where each begins and ends, and what lies outside or inside of another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_BEGIN = re.compile(rb"BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT[^:]*:\s*(?:BEGIN\s*:\s*VCARD\s*)?", re.IGNORECASE)
_FIRST = frozenset(b"BbEeAaIi")


@dataclass(eq=False)
class Card:
    """A card as a stretch of physical lines, by index from 0: from its BEGIN to before its END.

    ``holes`` are stretches that belong to cards inside this one; ``agents`` are the holes that are the value of an
    AGENT property of this card. ``agent`` says that the card is itself such a value.
    """

    start: int
    outer: "Card | None" = None
    agent: bool = False
    end: int = -1
    closed: bool = False
    holes: list[tuple[int, int]] = field(default_factory=list)
    agents: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_inside(self) -> bool:
        """Whether it really lies inside another card, and not merely after one that was never closed."""
        return self.outer is not None and self.outer.closed

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The card's own lines, without BEGIN, END and holes, as half-open ranges of indexes."""
        at = self.start + 1
        for start, end in sorted(self.holes + self.agents):
            yield at, start
            at = end
        yield at, self.end


class Split(NamedTuple):
    """The cards of a file in order of their first lines, and the indexes of lines outside of any card."""

    cards: list[Card]
    strays: list[int]


def split(lines: Sequence[bytes]) -> Split:
    """Find the cards among the lines of a file.

    A card without END ends where the file does; cards after it are cards of their own. So are cards inside of
    another, except those that are an AGENT's value.
    """
    found: list[Card] = []
    strays: list[int] = []
    current: Card | None = None
    for index, line in enumerate(lines):
        if line and line[0] in _FIRST:
            if _END.fullmatch(line) and current is not None:
                current = _closed(current, index)
                continue
            opened = _opened(lines, index, line, current)
            if opened is not None:
                found.append(opened)
                current = opened
                continue
        if current is None and line.strip():
            strays.append(index)
    while current is not None:
        current = _ended(current, len(lines), len(lines))
    return Split([card for card in found if not _is_value(card)], strays)


def _opened(lines: Sequence[bytes], index: int, line: bytes, outer: Card | None) -> Card | None:
    """The card that begins at this line, if one does."""
    if _BEGIN.fullmatch(line):
        before = lines[index - 1] if index else b""
        agent = outer is not None and before[-1:] == b":" and _AGENT.fullmatch(before) is not None
        return Card(index - 1 if agent else index, outer, agent)
    if outer is not None and line.rstrip()[-5:].upper() == b"VCARD" and _AGENT.fullmatch(line):
        return Card(index, outer, agent=True)
    return None


def _closed(card: Card, index: int) -> Card | None:
    card.closed = True
    return _ended(card, index, index + 1)


def _ended(card: Card, end: int, after: int) -> Card | None:
    """End a card before line ``end``; the card around it goes on at line ``after``."""
    card.end = end
    if card.outer is not None:
        (card.outer.agents if card.agent else card.outer.holes).append((card.start, after))
    return card.outer


def _is_value(card: Card) -> bool:
    """Whether the card is, or lies in, the value of an AGENT property, which keeps it as it is."""
    return card.agent or (card.outer is not None and card.outer.agent)
