"""Contacts who share one sign and no second: not probably one person, but their owner may know that they are."""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.finding.likeness import same_name
from crm.domain.finding.signs import email_sign, name_sign
from crm.insight.duplicates import Double, duplicates, weight

_CROWD = 24  # of more people than this with one sign the pairs say nothing


def all_doubles(book: Book, among: Collection[int] = ()) -> tuple[Double, ...]:
    """The pairs that are probably one person, the surest first, and after them those who share one sign only.

    That is the name; for the contacts ``among`` whom one is looking, also an address or the id in a file, as an
    import names them: else families and offices would be in the way of everybody.
    """
    found = duplicates(book)
    return (*found, *_resembling(book, among, {one.key for one in found}))


def resembles(book: Book, one: Contact, other: Contact) -> Double | None:
    """Two contacts who share the name, an address or the id in a file, with that as the reason; None for others."""
    reason = _reason(one, other)
    a, b = sorted((one, other), key=lambda contact: weight(book, contact), reverse=True)
    return Double(a.id, b.id, 0.0, (reason,)) if reason else None


def _reason(one: Contact, other: Contact) -> str:
    if same_name(one.name, other.name):
        return "the same name, and no second sign"
    theirs = {email_sign(email.value) for email in other.emails} - {""}
    address = next((email.value for email in one.emails if email_sign(email.value) in theirs), "")
    if address:
        return f"the same address {address}, but another name"
    return "the same id in a file, but another name" if set(one.sources) & set(other.sources) else ""


def _resembling(book: Book, among: Collection[int], known: set[str]) -> Iterator[Double]:
    known |= {one.insight for one in book.dismissals.values()}
    for a, b in sorted(_pairs(book, set(among))):
        double = resembles(book, book.contacts[a], book.contacts[b])
        if double is not None and double.key not in known:
            yield double


def _pairs(book: Book, among: set[int]) -> set[tuple[int, int]]:
    """The pairs of contacts with a sign in common, the older one first."""
    groups: dict[object, list[int]] = {}
    for contact in book.contacts.values():
        for sign in () if contact.is_archived else set(_signs(contact, is_thorough=bool(among))):
            groups.setdefault(sign, []).append(contact.id)
    pairs = ((sign, pair) for sign, group in groups.items() for pair in _two_of(group))
    return {
        (min(pair), max(pair))
        for sign, pair in pairs
        if among.intersection(pair) or (isinstance(sign, str) and sign.startswith("n:"))
    }


def _two_of(group: list[int]) -> Iterable[tuple[int, int]]:
    return combinations(group, 2) if len(group) <= _CROWD else ()


def _signs(of: Contact, *, is_thorough: bool) -> Iterator[object]:
    yield name_sign(of.name)
    if is_thorough:
        yield from filter(None, (email_sign(email.value) for email in of.emails))
        yield from of.sources
