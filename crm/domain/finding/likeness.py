"""Names of people compared: which are the same, which can well be one person's."""

import re
import unicodedata
from functools import lru_cache

EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
"""Letters of scripts in which a name is written without spaces, family first."""

_WORD = re.compile(r"[^\W_]+")
_HONORIFIC_WORDS = "dr mr mrs ms miss prof professor sir dame herr frau phd md mba jr sr ii iii esq"
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in order, without case, accents, punctuation and titles such as Dr."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = plain if plain.isascii() else "".join(one for one in plain if not unicodedata.combining(one))
    found = tuple(_WORD.findall(bare.replace("'", "").replace("’", "")))
    return tuple(word for word in found if word not in _HONORIFICS) or found or tuple(plain.split())


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order, spaced or (East Asian) not."""
    a, b = words(one), words(other)
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return True
    return _unspaced(one, a) in _turned(b) or _unspaced(other, b) in _turned(a)


def _unspaced(name: str, parts: tuple[str, ...]) -> str:
    return parts[0] if len(parts) == 1 and EAST_ASIAN.search(name) else ""


def _turned(parts: tuple[str, ...]) -> tuple[str, ...]:
    return ("".join(parts), "".join(reversed(parts)))


def similar_names(one: str, other: str) -> bool:
    """Whether two names can well be one person's, so that one more sign settles it.

    Besides the same words: words left out (a middle name), initials for words, and two neighbouring letters
    swapped. A shared family name alone does not do: families share telephones.
    """
    if same_name(one, other):
        return True
    a, b = words(one), words(other)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short or (len(short) == 1 and not _stands_for(short[0], long[0])):
        return False
    left, sure = list(long), False
    for word in sorted(short, key=len, reverse=True):
        match = next((each for each in left if _stands_for(word, each)), None)
        if match is None:
            return False
        left.remove(match)
        sure = sure or min(len(word), len(match)) > 1
    return sure


def _stands_for(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return _swapped(word, other)


def _swapped(word: str, other: str) -> bool:
    """Whether the words differ in two neighbouring letters swapped, the first one aside."""
    if len(word) != len(other) or len(word) < 4:
        return False
    at = next(index for index, pair in enumerate(zip(word, other, strict=True)) if pair[0] != pair[1])
    return at > 0 and word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]


def may_agree(one: str, other: str) -> bool:
    """Whether two names under the same e-mail address do not speak against being one person.

    They do when both are full names in scripts that can be compared and neither they nor their first words match.
    """
    if similar_names(one, other):
        return True
    a, b = words(one), words(other)
    if len(a) < 2 or len(b) < 2 or _script(one) != _script(other):
        return True
    return a[0] in b or b[0] in a


def _script(name: str) -> str:
    """The script of the first letter, by the first word of its Unicode name."""
    return next((unicodedata.name(letter, "?").split(" ")[0] for letter in name if letter.isalpha()), "")
