"""Whether what someone hopes for is found in what is known of another person: whole words, no guessing."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from crm.domain.contact import Contact

_WORD = re.compile(r"\w+(?:\+\+|#)?")

_SAYING_NOTHING = (
    "a an and anyone at build building do doing folk for from in into make making of on only or other people "
    "person someone the their they to type who with work working"
)
_EMPTY = frozenset(_SAYING_NOTHING.split())
"""Words of a wish that say nothing about the person hoped for; as they are after ``_one_form``."""


def words(text: str) -> list[str]:
    """The words of a text in the form in which they are compared: case, accents and a plural s aside."""
    return [_one_form(word) for word in _WORD.findall(_bare(text.casefold()))]


def _bare(text: str) -> str:
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


@lru_cache(maxsize=20_000)
def _one_form(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def wish_words(wish: str) -> frozenset[str]:
    """The words of a wish that must all be found.

    "climate people who build hardware" asks for climate and hardware; "people" alone asks for itself.
    """
    all_words = frozenset(words(wish))
    return all_words - _EMPTY or all_words


def known_words(contact: Contact) -> frozenset[str]:
    """The words that tell who a person is: tags, title, organisation, bio, and what they give."""
    texts = (contact.title, contact.org, contact.bio, *contact.tags, *contact.gives)
    return frozenset(words(" ".join(texts)))


def fitting(wishes: Iterable[str], known: frozenset[str]) -> str | None:
    """The first of the wishes all of whose words are among the known ones, or None."""
    return next((wish for wish in wishes if (asked := wish_words(wish)) and asked <= known), None)


def matched(wish: str, contact: Contact) -> tuple[tuple[str, str], ...]:
    """The words of a wish as a person has them, each with where it stands: ``("founder", "title")``."""
    asked = wish_words(wish)
    fields = (
        *((tag, "tag") for tag in contact.tags),
        (contact.title, "title"),
        *((gift, "gives") for gift in contact.gives),
        (contact.org, "organisation"),
        (contact.bio, "bio"),
    )
    found: dict[str, tuple[str, str]] = {}
    for text, where in fields:
        for word in _WORD.findall(text):
            form = _one_form(_bare(word.casefold()))
            if form in asked:
                found.setdefault(form, (word.lower(), where))
    return tuple(found.values())


def fits_type(types: Iterable[str], contact: Contact) -> bool:
    """Whether a person is of one of the types that a lens lets in, by who they are and what they want."""
    wanted = frozenset(words(" ".join(contact.wants)))
    return fitting(types, known_words(contact) | wanted) is not None
