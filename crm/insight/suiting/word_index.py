"""Who is known by which words, and who hopes for which: built once, kept up with every change of a contact."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self

from msgspec import Struct

from crm.domain.book import Book, Edit
from crm.domain.contact import Contact
from crm.insight.suiting.match import known_words, wish_words


class WordIndex(Struct, frozen=True):
    """``book.derived(WordIndex)``: contacts by words that tell who they are, words of their wishes, and tags."""

    known: Mapping[str, frozenset[int]] = {}
    wished: Mapping[str, frozenset[int]] = {}
    tagged: Mapping[str, frozenset[int]] = {}

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all contacts."""
        return cls(*(_index(book.contacts.values(), words_of) for words_of in _WORDS_OF))

    def after(self, _book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        touched = [edit for edit in edits if edit.table == "contacts"]
        if not touched:
            return self
        indexes = (dict(self.known), dict(self.wished), dict(self.tagged))
        for edit in touched:
            for index, words_of in zip(indexes, _WORDS_OF, strict=True):
                _move(index, edit, words_of)
        return type(self)(*indexes)

    def fitting(self, wish: str) -> frozenset[int]:
        """Everyone who is known by all words of a wish."""
        found = [self.known.get(word, frozenset()) for word in wish_words(wish)]
        return frozenset.intersection(*found) if found else frozenset()

    def hoping_for(self, words: Iterable[str]) -> frozenset[int]:
        """Everyone with a wish that has one of these words."""
        return frozenset().union(*(self.wished.get(word, frozenset()) for word in words))


def _wished(contact: Contact) -> frozenset[str]:
    return frozenset().union(*(wish_words(wish) for wish in contact.wants))


def _tags(contact: Contact) -> frozenset[str]:
    return frozenset(tag.casefold() for tag in contact.tags)


_WordsOf = Callable[[Contact], frozenset[str]]
_WORDS_OF: tuple[_WordsOf, _WordsOf, _WordsOf] = (known_words, _wished, _tags)


def _index(contacts: Iterable[Contact], words_of: _WordsOf) -> dict[str, frozenset[int]]:
    index: dict[str, set[int]] = defaultdict(set)
    for contact in contacts:
        for word in words_of(contact):
            index[word].add(contact.id)
    return {word: frozenset(found) for word, found in index.items()}


def _move(index: dict[str, frozenset[int]], edit: Edit, words_of: _WordsOf) -> None:
    before = words_of(edit.before) if isinstance(edit.before, Contact) else frozenset()
    after = words_of(edit.after) if isinstance(edit.after, Contact) else frozenset()
    for word in before - after:
        index[word] -= {edit.id}
        if not index[word]:
            del index[word]
    for word in after - before:
        index[word] = index.get(word, frozenset()) | {edit.id}
