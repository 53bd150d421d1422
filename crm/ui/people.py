"""The people of a book as forms need them: found by part of a name, told apart, and warned of when met twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from crm.domain.book import Book, Edit
from crm.domain.contact import Contact
from crm.domain.finding.folding import fold, fold_each
from crm.domain.finding.search import NameIndex
from crm.domain.finding.signs import email_sign, name_sign
from crm.ui.widgets.contact_picker import Person


@dataclass(frozen=True)
class Roster:
    """All contacts ready to be found: ``book.derived(Roster)`` follows every change of the book."""

    contacts: Mapping[int, Contact]
    names: NameIndex

    @classmethod
    def of(cls, book: Book) -> Self:
        """From all contacts."""
        return cls(book.contacts, NameIndex.of(book.contacts))

    def after(self, book: Book, edits: Sequence[Edit]) -> Self:
        """The same after these edits."""
        if not any(edit.table == "contacts" for edit in edits):
            return self
        return type(self)(book.contacts, self.names.following(book.contacts))

    def find(self, text: str, limit: int, without: Iterable[int] = ()) -> list[Person]:
        """People by part of a name, best first."""
        left_out = set(without)
        found = self.names.find(text, limit + len(left_out))
        return [person(self.contacts[one]) for one in found if one not in left_out][:limit]

    def doubles(
        self, name: str, emails: Iterable[str], without: int | None = None
    ) -> list[tuple[Contact, str]]:
        """Contacts that are likely the same person, each with what they share: a whole name or an e-mail address.

        They are known again by the signs that an import goes by; a stroke through a letter makes no other name.
        """
        shared = [(self._by_email, email_sign(email), email.strip()) for email in emails]
        shared.append((self._by_name, name_sign(fold(name)) if name.strip() else "", "the name"))
        found: dict[int, str] = {}
        for index, sign, words in shared:
            for contact in index.get(sign, ()) if sign else ():
                if contact != without:
                    found.setdefault(contact, words)
        return [(self.contacts[contact], words) for contact, words in found.items()]

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        names = fold_each([contact.name for contact in self.contacts.values()])
        return _grouped(zip(map(name_sign, names), self.contacts, strict=True))

    @cached_property
    def _by_email(self) -> Mapping[str, list[int]]:
        return _grouped(
            (email_sign(email.value), contact.id)
            for contact in self.contacts.values()
            for email in contact.emails
        )


def person(contact: Contact) -> Person:
    """A contact as a picker shows it: by role, else by the first thing that tells them apart."""
    about = (
        contact.role_line or next((email.value for email in contact.emails), "") or ", ".join(contact.tags)
    )
    return Person(
        contact.id, contact.name, f"{about} · archived".strip(" ·") if contact.is_archived else about
    )


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for key, contact in pairs:
        groups[key].append(contact)
    return groups
