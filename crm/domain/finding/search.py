"""Finding a person by a part of a name, while it is being typed.

What is looked at: the name (Cyrillic and Greek also by their Latin letters), then organisation, title, tags and
e-mail addresses. Every word typed must be found; best first: a whole word of the name, the beginning of one, the
beginning of any other word, the inside of the name, the inside of anything. Only a word of four letters or more
that is found nowhere is looked for with one slip of the finger.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple, Self

from crm.domain.contact import Contact
from crm.domain.finding.everywhere import Found, Hit, TextIndex
from crm.domain.finding.folding import fold, latin, words

__all__ = ["Found", "Hit", "NameIndex", "TextIndex", "fold"]

FUZZY_LETTERS = 4
"""The shortest word in which one slip is forgiven: in shorter ones it is another name."""

_WHOLE, _START, _START_ELSEWHERE, _INSIDE, _INSIDE_ELSEWHERE, _NEARLY = range(6)
_ARCHIVED = 100


class _Row(NamedTuple):
    """What is searched of one contact. Rows are kept in the order of their names."""

    name: str
    id: int
    rest: str
    contact: Contact


class NameIndex:
    """All contacts, ready to be filtered at every key.

    Built once; ``following`` makes the index of the changed book at the cost of what has changed.
    """

    def __init__(self, rows: list[_Row]) -> None:
        self._rows = rows
        self._vocabulary: dict[str, list[int]] | None = None

    @classmethod
    def of(cls, contacts: Mapping[int, Contact]) -> Self:
        """The index of these contacts."""
        return cls(sorted(map(_row, contacts.values())))

    def following(self, contacts: Mapping[int, Contact]) -> Self:
        """The index of the contacts as they are now; rows of contacts that are still the same object are shared."""
        rows = [row for row in self._rows if contacts.get(row.id) is row.contact]
        if len(rows) == len(self._rows) == len(contacts):
            return self
        known = {row.id for row in rows}
        rows += [_row(contact) for key, contact in contacts.items() if key not in known]
        rows.sort()
        return type(self)(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, query: str, limit: int | None = None) -> list[int]:
        """Ids of the contacts that match every word of the query, best first; all by name for an empty one."""
        needles = words(query).split()
        if not needles:
            return [row.id for row in self._rows[:limit]]
        ranks = self._all
        for needle in needles:
            ranks = self._narrowed(ranks, needle)
        best = sorted(ranks, key=ranks.__getitem__)
        return [self._rows[place].id for place in best[:limit]]

    @cached_property
    def _all(self) -> Mapping[int, int]:
        """The places of all rows; who is archived comes last."""
        return {place: _ARCHIVED * row.contact.is_archived for place, row in enumerate(self._rows)}

    @cached_property
    def _texts(self) -> list[str]:
        """All that is searched of each row, in one piece."""
        return [row.name + row.rest for row in self._rows]

    def _narrowed(self, ranks: Mapping[int, int], needle: str) -> Mapping[int, int]:
        """Places of rows that match one more word, in the order of names, each with the sum of its ranks."""
        found = self._exact(ranks, needle)
        return found if found or len(needle) < FUZZY_LETTERS else self._nearly(ranks, needle)

    def _exact(self, ranks: Mapping[int, int], needle: str) -> dict[int, int]:
        rows, texts, start, whole = self._rows, self._texts, f" {needle}", f" {needle} "
        inside = len(needle) > 1 or not needle.isascii()  # one letter of Chinese is a name
        deep = len(needle) > 2 or not needle.isascii()
        least = needle if inside else start  # most rows are done with after one look
        found: dict[int, int] = {}
        for place in [place for place in ranks if least in texts[place]]:
            name, _, rest, _ = rows[place]
            if start in name:
                found[place] = ranks[place] + (_WHOLE if whole in name else _START)
            elif start in rest:
                found[place] = ranks[place] + _START_ELSEWHERE
            elif inside and needle in name:
                found[place] = ranks[place] + _INSIDE
            elif deep and needle in rest:
                found[place] = ranks[place] + _INSIDE_ELSEWHERE
        return found

    def _nearly(self, ranks: Mapping[int, int], needle: str) -> dict[int, int]:
        if self._vocabulary is None:
            self._vocabulary = {}
            for place, row in enumerate(self._rows):
                for word in row.name.split():
                    self._vocabulary.setdefault(word, []).append(place)
        middle = len(needle) // 2
        first, last = needle[: middle - 1], needle[middle + 1 :]  # one slip leaves one of them as it is
        may_be = [word for word in self._vocabulary if word.startswith(first) or last in word]
        near = (place for word in may_be if starts_nearly(word, needle) for place in self._vocabulary[word])
        return {place: ranks[place] + _NEARLY for place in sorted(set(near)) if place in ranks}


def _row(contact: Contact) -> _Row:
    name = words(contact.name)
    other = words(f"{contact.given} {contact.family}")
    if other and not all(word in name for word in other.split()):
        name = f"{name} {other}"
    if not name.isascii() and (spelled := latin(name)) != name:
        name = f"{name} {spelled}"
    emails = (email.value for email in contact.emails)
    rest = words(" ".join((contact.org, contact.title, *contact.tags, *emails)))
    return _Row(f" {name} ", contact.id, f" {rest} ", contact)


def starts_nearly(word: str, needle: str) -> bool:
    """Whether a word begins with the needle but for one letter wrong, missing, too many, or two changed places."""
    at = 0
    for one, other in zip(word, needle, strict=False):
        if one != other:
            break
        at += 1
    return (
        word.startswith(needle[at:], at + 1)
        or word.startswith(needle[at + 1 :], at + 1)
        or word.startswith(needle[at + 1 :], at)
        or (word[at : at + 2] == needle[at : at + 2][::-1] and word.startswith(needle[at + 2 :], at + 2))
    )
