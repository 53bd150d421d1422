"""Who is known by which words, and who hopes for which: built once, kept up with every change of a contact."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from crm.domain.book import Book, Edit
from crm.domain.contact import Contact
from crm.insight.match import known_words, wish_words


@dataclass(frozen=True)
class WordIndex:
    """``book.derived(WordIndex)``: contacts by the words that tell who they are, and by words of their wishes."""

    known: Mapping[str, frozenset[int]] = field(default_factory=dict)
    wished: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all contacts."""
        known: dict[str, set[int]] = {}
        wished: dict[str, set[int]] = {}
        for contact in book.contacts.values():
            _enter(known, known_words(contact), contact.id)
            _enter(wished, _wished(contact), contact.id)
        return cls(_frozen(known), _frozen(wished))

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        touched = [edit for edit in edits if edit.table == "contacts"]
        if not touched:
            return self
        known, wished = dict(self.known), dict(self.wished)
        for edit in touched:
            _move(known, edit, known_words)
            _move(wished, edit, _wished)
        return type(self)(known, wished)

    def fitting(self, wish: str) -> frozenset[int]:
        """Everyone who is known by all words of a wish."""
        found = [self.known.get(word, frozenset()) for word in wish_words(wish)]
        return frozenset.intersection(*found) if found else frozenset()

    def hoping_for(self, words: Iterable[str]) -> frozenset[int]:
        """Everyone with a wish that has one of these words."""
        return frozenset().union(*(self.wished.get(word, frozenset()) for word in words))


def _wished(contact: Contact) -> frozenset[str]:
    return frozenset().union(*(wish_words(wish) for wish in contact.wants))


def _enter(index: dict[str, set[int]], words: Iterable[str], contact: int) -> None:
    for word in words:
        index.setdefault(word, set()).add(contact)


def _frozen(index: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    return {word: frozenset(contacts) for word, contacts in index.items()}


def _move(
    index: dict[str, frozenset[int]], edit: Edit, words_of: Callable[[Contact], frozenset[str]]
) -> None:
    before = words_of(edit.before) if isinstance(edit.before, Contact) else frozenset()
    after = words_of(edit.after) if isinstance(edit.after, Contact) else frozenset()
    for word in before - after:
        index[word] -= {edit.id}
        if not index[word]:
            del index[word]
    for word in after - before:
        index[word] = index.get(word, frozenset()) | {edit.id}
