"""Contacts of a book that are probably one person twice: found by a sign, scored, with the reasons.

An equal name alone is not enough: a second sign must go with it. A shared address or telephone alone is not enough
either: families share them, and so do offices.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from crm.domain.book import Book
from crm.domain.contact import Contact
from crm.domain.finding.likeness import EAST_ASIAN, may_agree, same_name, similar_names, words
from crm.domain.finding.signs import LONG_NOTES, email_sign, is_role, name_sign, phone_sign, profile_sign

PROBABLE = 0.5
"""The score from which on two contacts are shown as probably one person."""

_CROWD = 24  # more people than this who share a sign are compared only where their names are equal
_LOCAL = 6  # letters from which on what stands before the @ is a person's own

# How far each sign alone goes towards being one person: judged, and tried on books with planted doubles.
_EMAIL, _OFFICE, _PROFILE, _PHONE, _LOCAL_PART = 0.6, 0.25, 0.8, 0.5, 0.4
_BIRTH, _BIRTH_DAY, _NOTES, _ADDRESS, _ORG = 0.4, 0.2, 0.5, 0.35, 0.25
_SIMILAR, _SLIP, _AGREEING = 0.25, 0.25, 0.1
_COMMON = (0.4, 0.4, 0.4, 0.3, 0.3, 0.2)  # a name proves the less, the more people of the book bear it
_ONE_WORD = 0.3

_OTHER_BIRTHDAY, _OTHER_PROFILE = 0.4, 0.6
"""What is left of the score where two birthdays or two profiles differ."""


class Double(NamedTuple):
    """Two contacts who are probably one person.

    ``a`` is the one that is likely to be kept. ``score`` is between 0 and 1; ``reasons`` say in words what speaks
    for it, and what against it.
    """

    a: int
    b: int
    score: float
    reasons: tuple[str, ...]

    @property
    def sure(self) -> str:
        """The score in words."""
        return "almost certainly" if self.score >= 0.85 else "likely" if self.score >= 0.65 else "perhaps"

    @property
    def key(self) -> str:
        """The name under which the pair is dismissed."""
        return pair_key(self.a, self.b)


def pair_key(a: int, b: int) -> str:
    """The name under which it is noted that two contacts are two people (``crm.domain.dismissal``)."""
    return f"duplicate/{min(a, b)}/{max(a, b)}"


def pair_of(key: str) -> tuple[int, int] | None:
    """The two contacts that a dismissal of this name is about; None for any other dismissal."""
    word, _, rest = key.partition("/")
    one, _, other = rest.partition("/")
    if word != "duplicate" or not (one.isdecimal() and other.isdecimal()):
        return None
    return int(one), int(other)


def duplicates(book: Book) -> tuple[Double, ...]:
    """The pairs of a book that are probably one person, the surest first.

    Archived contacts are left in peace, and so are pairs of which it was noted that they are two people.
    """
    contacts = {one.id: one for one in book.contacts.values() if not one.is_archived}
    dismissed = {one.insight for one in book.dismissals.values()}
    bearers = Counter(name_sign(one.name) for one in contacts.values())
    found = (
        double
        for a, b in _candidates(contacts.values())
        if pair_key(a, b) not in dismissed
        and (double := double_of(book, contacts[a], contacts[b], bearers[name_sign(contacts[a].name)]))
    )
    return tuple(sorted(found, key=lambda double: (-double.score, double.a, double.b)))


def double_of(book: Book, one: Contact, other: Contact, bearers: int = 2) -> Double | None:
    """Whether two contacts are probably one person, and why; None where too little speaks for it."""
    score, reasons = likeness(one, other, bearers)
    if score < PROBABLE:
        return None
    a, b = sorted((one, other), key=lambda contact: weight(book, contact), reverse=True)
    return Double(a.id, b.id, round(score, 3), reasons)


def weight(book: Book, contact: Contact) -> tuple[int, int, int]:
    """The one with more history is kept, then the one with more on the card, then the older one."""
    history = (
        book.offers_by_contact,
        book.lenses_by_contact,
        book.checkins_by_contact,
        book.notes_by_contact,
    )
    filled = sum(bool(getattr(contact, field)) for field in contact.__struct_fields__)
    return sum(len(index.get(contact.id, ())) for index in history), filled, -contact.id


def likeness(one: Contact, other: Contact, bearers: int = 2) -> tuple[float, tuple[str, ...]]:
    """How probably two contacts are one person (0 to 1), and the reasons in words. A name without a second sign is 0.

    ``bearers`` is how many contacts of the book have the first one's name.
    """
    name = _by_name(one, other, bearers)
    if name is None:
        return 0.0, ()
    signs = list(_signs_of_both(one, other, is_similar=name[0] > _AGREEING))
    if not signs:
        return 0.0, ()
    doubt = 1.0
    for weight, _ in (name, *signs):
        doubt *= 1 - weight
    score, reasons = 1 - doubt, [*(said for _, said in signs), name[1]]
    for left, said in _contradictions(one, other):
        score *= left
        reasons.append(said)
    return score, tuple(said for said in reasons if said)


def _by_name(one: Contact, other: Contact, bearers: int) -> tuple[float, str] | None:
    if same_name(one.name, other.name):
        weight = _COMMON[min(bearers, len(_COMMON) - 1)]
        is_bare = len(words(one.name)) == 1 and not EAST_ASIAN.search(one.name)
        return min(weight, _ONE_WORD) if is_bare else weight, "the same name"
    if similar_names(one.name, other.name):
        return _SIMILAR, "a similar name"
    if _is_slip(" ".join(words(one.name)), " ".join(words(other.name))):
        return _SLIP, "two letters of the name are swapped"
    return (_AGREEING, "") if may_agree(one.name, other.name) else None


def _is_slip(one: str, other: str) -> bool:
    """Whether two neighbouring letters are swapped, as by quick fingers."""
    if len(one) != len(other) or len(one) < _LOCAL:
        return False
    at = next((index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]), -1)
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


def _signs_of_both(one: Contact, other: Contact, *, is_similar: bool) -> Iterator[tuple[float, str]]:
    """The signs that two contacts share. Where the names are not even similar only those count that nobody shares."""
    email = _shared(_emails(one), _emails(other))
    if email and (is_similar or not is_role(email)):
        yield (_OFFICE if is_role(email) else _EMAIL), f"the same address {email}"
    if _shared(_profiles(one), _profiles(other)):
        yield _PROFILE, "the same LinkedIn profile"
    if not is_similar:
        return
    phone = _shared(_phones(one), _phones(other))
    if phone:
        yield _PHONE, f"the same number {phone}"
    if not email and (local := _shared(_locals(one), _locals(other))):
        yield _LOCAL_PART, f"{local}@ in both addresses"
    if one.birthday and one.birthday[-5:] == other.birthday[-5:]:
        is_full = not (one.birthday.startswith("--") or other.birthday.startswith("--"))
        if one.birthday == other.birthday or not is_full:
            yield (_BIRTH if is_full else _BIRTH_DAY), "the same birthday"
    yield from _same_words(one, other)


def _same_words(one: Contact, other: Contact) -> Iterator[tuple[float, str]]:
    if any(_long(text) and _long(text) == _long(other_text) for text, other_text in _texts(one, other)):
        yield _NOTES, "described in the same words"
    if address := _shared(_streets(one), _streets(other)):
        yield _ADDRESS, f"the same address, {address}"
    if one.org and _flat(one.org) == _flat(other.org):
        yield _ORG, f"both at {one.org}"


def _contradictions(one: Contact, other: Contact) -> Iterator[tuple[float, str]]:
    if one.birthday and other.birthday:
        with_year = not (one.birthday.startswith("--") or other.birthday.startswith("--"))
        if one.birthday[-5:] != other.birthday[-5:] or (with_year and one.birthday != other.birthday):
            yield _OTHER_BIRTHDAY, "but two birthdays"
    mine, theirs = _profiles(one), _profiles(other)
    if mine and theirs and not mine.keys() & theirs.keys():
        yield _OTHER_PROFILE, "but two LinkedIn profiles"


# Signs: what is compared, and how it is shown ------------------------------------------------------------------

Signs = dict[str, str]


def _shared(one: Signs, other: Signs) -> str:
    """A sign that both have, as it is shown, or ""."""
    return next((shown for sign, shown in one.items() if sign in other), "")


def _emails(of: Contact) -> Signs:
    return {sign: email.value for email in of.emails if (sign := email_sign(email.value))}


def _phones(of: Contact) -> Signs:
    return {sign: phone.value for phone in of.phones if (sign := phone_sign(phone.value))}


def _profiles(of: Contact) -> Signs:
    return {sign: url for url in of.urls if (sign := profile_sign(url))}


def _locals(of: Contact) -> Signs:
    """What stands before the @ of their own addresses, where it is long enough to be somebody's own."""
    parts = (email.value.casefold().partition("@")[0] for email in of.emails if not is_role(email.value))
    return {f"l:{part}": part for part in parts if len(part) >= _LOCAL}


def _streets(of: Contact) -> Signs:
    """Postal addresses with a number in them: a town alone tells nobody apart."""
    return {f"a:{_flat(one)}": one for one in of.addresses if any(letter.isdecimal() for letter in one)}


def _texts(one: Contact, other: Contact) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.notes, other.notes), (one.bio, other.bio)


def _long(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) >= LONG_NOTES else ""


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


# Finding pairs without comparing everyone with everyone ---------------------------------------------------------


def _candidates(contacts: Iterable[Contact]) -> set[tuple[int, int]]:
    """The pairs that share a sign, by id, each once."""
    groups: dict[str, list[Contact]] = {}
    for contact in contacts:
        for sign in set(_keys(contact)):
            groups.setdefault(sign, []).append(contact)
    return {
        (min(a.id, b.id), max(a.id, b.id))
        for group in groups.values()
        for part in _parts(group)
        for a, b in combinations(part, 2)
    }


def _keys(of: Contact) -> Iterator[str]:
    for signs in (_emails(of), _phones(of), _profiles(of), _locals(of), _streets(of)):
        yield from signs
    if of.birthday:
        yield f"b:{of.birthday[-5:]}{name_sign(of.name)}"
        if not of.birthday.startswith("--"):
            yield f"b:{of.birthday}"
    for text in (of.notes, of.bio):
        if flat := _long(text):
            yield f"t:{flat}"
    if of.org:
        yield f"o:{_flat(of.org)}{name_sign(of.name)}"


def _parts(group: list[Contact]) -> Iterable[list[Contact]]:
    """A group that shares a sign; a crowd falls into those of one name each."""
    if len(group) <= _CROWD:
        return (group,)
    by_name: dict[str, list[Contact]] = {}
    for contact in group:
        by_name.setdefault(name_sign(contact.name), []).append(contact)
    return tuple(part[:_CROWD] for part in by_name.values())
