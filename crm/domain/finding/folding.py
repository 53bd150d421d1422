"""Texts made alike, so that what is typed finds what was written: no case, no accents, no punctuation between words."""

import re
import unicodedata
from bisect import bisect_left

Span = tuple[int, int]
"""Where a match starts and ends in a text, in characters."""

_PLAIN = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ŋ": "n",
    "髙": "高",
    "﨑": "崎",
    "ـ": "",  # Arabic's letter of mere length
}
"""Letters that no normal form takes apart and that people type without their stroke."""

_APOSTROPHES = "'\u2019\u02bc\u02bb`\u00b4"

_LATIN = (
    str.maketrans("абвгдезийклмнопрстуфыэіїєґ", "abvgdeziiklmnoprstufyeiieg")
    | str.maketrans("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo")
    | str.maketrans(
        {
            "ж": "zh",
            "х": "kh",
            "ц": "ts",
            "ч": "ch",
            "ш": "sh",
            "щ": "shch",
            "ъ": "",
            "ь": "",
            "ю": "yu",
            "я": "ya",
        }
    )
    | str.maketrans({"θ": "th", "χ": "ch", "ψ": "ps"})
)


class _Folded(dict[int, str]):
    """``str.translate``'s table, filled in as letters are met: marks go, plain letters stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = "" if unicodedata.combining(letter) else _PLAIN.get(letter, letter)
        self[code] = folded
        return folded


class _Words(_Folded):
    """The same, and whatever stands between words becomes a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in _APOSTROPHES:
            folded = ""
        elif unicodedata.category(letter)[0] in "LNM":
            folded = super().__missing__(code)
        else:
            folded = " "
        self[code] = folded
        return folded


_FOLDED = _Folded()
_WORDS = _Words()
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # most of those that stand on letters: taken off at once
_FOLDABLE = re.compile(r"[^\x00-\x7f\u2010-\u2027]+")  # dashes and quotation marks stay as they are


def fold(text: str) -> str:
    """The text without case, accents and strokes: ``Łukasz Groß`` and ``lukasz gross`` fold alike."""
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _FOLDABLE.sub(_fold_run, bare)


def fold_each(texts: list[str]) -> list[str]:
    """Many texts, each folded: in one go, at half the cost."""
    folded = fold("\n".join(texts)).split("\n")
    return folded if len(folded) == len(texts) else [fold(text) for text in texts]


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDED)


def words(text: str) -> str:
    """The folded words of a text, one space between them; apostrophes go (``o'connor`` is ``oconnor``)."""
    return " ".join(unicodedata.normalize("NFKD", text).casefold().translate(_WORDS).split())


def latin(folded: str) -> str:
    """Folded Cyrillic and Greek as most people type them on a Latin keyboard; everything else as it is."""
    return folded.translate(_LATIN)


def places(text: str, needles: list[str]) -> list[Span]:
    """Where folded needles stand in a text: in order, not overlapping, in positions of the text itself.

    A needle is marked where it begins a word; only if it begins none, also inside of words.
    """
    folded, origins = _with_origins(text)
    found: list[Span] = []
    for needle in needles:
        starts = _starts(folded, needle)
        inits = [start for start in starts if start == 0 or not folded[start - 1].isalnum()]
        found += [
            (origins[start], _end(origins, start + len(needle) - 1, len(text))) for start in inits or starts
        ]
    return _joined(found)


def _with_origins(text: str) -> tuple[str, list[int]]:
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces = [fold(letter) for letter in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _starts(folded: str, needle: str) -> list[int]:
    starts = []
    at = folded.find(needle) if needle else -1
    while at >= 0:
        starts.append(at)
        at = folded.find(needle, at + len(needle))
    return starts


def _end(origins: list[int], last: int, length: int) -> int:
    """Behind the last matched letter, and behind the marks on it."""
    after = bisect_left(origins, origins[last] + 1)
    return origins[after] if after < len(origins) else length


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
