"""What a person's own words hint at. Hints fill in a first guess or point at a phrase; they never decide.

Each reader answers with the phrase that it found, so that the screen can show *why* it thinks so.
The word lists are English and short on purpose: a missed hint costs a key, a false one costs trust.
"""

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from crm.domain.days.dates import parse_day
from crm.domain.offer import KINDS, Kind
from crm.domain.record import Refusal

_BUSY = re.compile(
    r"""\b(?:
        (?<!not\ )(?<!not\ too\ )(?<!not\ that\ )(?:busy|swamped|buried|slammed|overloaded|stretched|snowed\ under)
        | (?:no|not\ enough|short\ on|short\ of|have\ the|don['’]?t\ have\ (?:the\ |any\ |much\ )?)\ ?(?:time|bandwidth|capacity)
        | heads?[\ -]down | at\ capacity | (?:full|fully\ booked|booked\ (?:up|out)|tied\ up)\ (?:until|till|through) | full\ plate | plate\ is\ full
        | (?:writing|finishing|working\ on|launching|busy\ with)\ (?:a|an|the|my|our)\ [\w-]+
        | deadline\w* | on\ leave | parental\ leave | sabbatical | travell?ing
        | (?:not\ (?:a\ good|(?:the\ )?right)|bad|wrong)\ (?:time(?![\ -]?zone)|timing)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)

_NOT_NOW = re.compile(r"\bnot\ (?:right\ )?now\b", re.IGNORECASE)

_ONLY = re.compile(
    r"""\b(?:
        only\ (?:want|wants|wanting|meet|meets|meeting|see|talk|speak|looking|interested|take|taking)[^.;!?\n]*
        | (?:just|mainly|mostly|strictly)\ (?:looking\ for|want\ to\ meet|meeting|talking\ to)[^.;!?\n]*
        | focus(?:ed|ing|sed|sing)?\ (?:only\ )?on\ [^.;!?\n]*
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_ONLY_CUE = re.compile(
    r"""^(?:
        (?:only|just|mainly|mostly|strictly)\ (?:want(?:s|ing)?\ to\ )?(?:meet(?:s|ing)?|see|talk(?:ing)?\ (?:to|with)
            |speak(?:ing)?\ (?:to|with)|looking\ (?:for|at)|looking\ to\ meet|interested\ in|want)
        | focus(?:ed|ing|sed|sing)?\ (?:only\ )?on
    )\ (?:with\ )?""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_TYPE = re.compile(r"(?:my|our|your|the|this|that|a|an|it|what|getting|to|\w+ing)\b", re.IGNORECASE)
_MEANWHILE = re.compile(
    r"\s*,.*|\s+\b(?:until|till|til|through|before|for\ now|for\ the|right\ now|just\ now|now|at\ the\ moment|at\ present"
    r"|currently|this|these|and\ (?:am|i|we)|so|because|but)\b.*",
    re.IGNORECASE,
)
_MANNER = re.compile(
    r"\b(?:in\ person|face[\ -]to[\ -]face|remotely|online$|(?:by|over|on|via)\ (?:video|phone|the\ phone|zoom|coffee|e-?mail))\b",
    re.IGNORECASE,
)
"""How someone wants to meet; "only in person" says nothing of whom."""

_ANYBODY = frozenset({"people", "someone", "somebody", "anyone", "anybody", "others"})

_UNTIL = re.compile(r"\b(?:until|till|til|through)\ ([^.,;:!?\n]+)", re.IGNORECASE)

_WITH = re.compile(
    r"""\b(?:
        (?:writing|finishing|working\ on|preparing|planning)\ (?=(?:a|an|the|my|our)\ )
        | (?:busy|swamped|buried|slammed|snowed\ under|tied\ up)\ (?:with|by|under)[ ]
        | heads?[\ -]down\ (?:on|in|with)[ ]
    )(?P<what>[^.,;:!?()\n]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN = re.compile(r"^(?:my|our) ", re.IGNORECASE)
_ASIDE = re.compile(r"\s+(?:by|in|after|over|all|that|which|with|for)\b.*", re.IGNORECASE)

_NO_DAYS = frozenset({"we", "now"})
"""Words that a line for a day takes for one, and a sentence does not: "until we launch", "until now"."""

_FROM_ANOTHER = (["after"], ["before"])
"""What follows a day that is counted from one that nobody here knows: "until two weeks after the launch"."""

_WORDS_OF_A_THING = 4
_WORDS_OF_A_TYPE = 5
_WORDS_OF_A_DAY = 5

_KIND_WORDS: dict[Kind, str] = {
    "connection": r"connections?|peers?|collaborat\w+|like[\s-]minded|founders?\s+like\s+me|people\s+in\s+my\s+field",
    "referral": r"referrals?|clients?|customers?|buyers?|new\s+business|paid\s+work|projects?\s+to\s+quote",
    "favor": r"favou?rs?|advice|mentor\w*|mentees?|guidance|pick\s+(?:my|your)\s+brain|coaching",
}

_ANY_KIND = re.compile(rf"\b(?:{'|'.join(_KIND_WORDS.values())})\b")

_WISH = r"(?:open\s+to|glad\s+of|keen\s+on|looking\s+for|happy\s+to|would\s+love|i['’]d\s+love|rather|prefer|only\s+want|welcome)"
_UNWISH = (
    r"(?:no\s+more|not\s+(?:looking|open|taking|doing|keen|interested)|"
    r"don['’]?t\s+(?:need|want|do|take)|stopped|enough|can['’]?t\s+take|not)"
)

_SIZE = re.compile(
    r"""\b(?:
        (?:\d+|one|two|three|a\ few|half\ an|an|a\ quarter\ of\ an)[\ -]?(?:minutes?|mins?|hours?|hrs?|h)
        | (?:one|a|a\ single|a\ short|a\ quick|two|\d+)\ (?:short\ |quick\ |phone\ |video\ )?(?:calls?|coffees?|e-?mails?|questions?|lunch|chats?|pages?)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


class KindHints(NamedTuple):
    """The kinds of introduction that words speak for and against."""

    open_to: tuple[Kind, ...]
    closed_to: tuple[Kind, ...]


def busy_phrase(words: str) -> str:
    """The phrase that speaks of their time or their work, as "no time now" does, or ""."""
    return _phrase(_BUSY, words)


def not_now_phrase(words: str) -> str:
    """The phrase that says "not now" and no more, or ""."""
    return _phrase(_NOT_NOW, words)


def timing_phrase(words: str) -> str:
    """The phrase by which a no is about the time and not about the offer, or ""."""
    return busy_phrase(words) or not_now_phrase(words)


def only_phrase(words: str) -> str:
    """The phrase that sounds like "only a certain type of person", or ""."""
    return _phrase(_ONLY, words)


def types_said(words: str) -> tuple[str, ...]:
    """The type of person that words name ("I only meet hardware people now": "hardware people"), or ().

    What is someone's own, or something that they do, is no type ("focusing on my thesis"), nor is how they want to meet.
    """
    phrase = only_phrase(words)
    cue = _ONLY_CUE.match(phrase)
    if cue is None:
        return ()
    named = _MEANWHILE.sub("", f"{phrase[cue.end() :]} ").strip()
    is_other = _NO_TYPE.match(named) or _MANNER.search(named) or named.casefold() in _ANYBODY
    is_type = 0 < len(named.split()) <= _WORDS_OF_A_TYPE and not is_other
    return tuple(part.strip() for part in re.split(r" or | and |/", named) if part.strip()) if is_type else ()


def busy_with_said(words: str) -> str:
    """What words name that takes their time ("writing my book until March": "their book"), or ""."""
    found = _WITH.search(words)
    named = _ASIDE.sub("", _MEANWHILE.sub("", f"{found['what']} ")).strip() if found else ""
    return _OWN.sub("their ", named) if 0 < len(named.split()) <= _WORDS_OF_A_THING else ""


def until_said(words: str, on: date) -> date | None:
    """The day until which words say that something holds, counted from the day they were said, or None."""
    for found in _UNTIL.finditer(words):
        parts = found[1].split()
        for count in range(min(len(parts), _WORDS_OF_A_DAY), 0, -1):
            said = " ".join(parts[:count])
            if said.lower() in _NO_DAYS or parts[count : count + 1] in _FROM_ANOTHER:
                continue
            with suppress(Refusal):
                return parse_day(said, on)
    return None


@lru_cache(maxsize=4096)
def names_reason(words: str) -> bool:
    """Whether words say why: the time, only a type of person, or a kind that they wish for or decline."""
    return bool(words) and bool(timing_phrase(words) or only_phrase(words) or any(kind_hints(words)))


def size_phrase(text: str) -> str:
    """The phrase that tells how big the ask is ("20 minutes", "one call"), or ""."""
    return _phrase(_SIZE, text)


def kind_hints(words: str) -> KindHints:
    """Kinds that the words wish for ("looking for clients") or decline ("no more mentoring").

    A kind that is both wished for and declined is left out: the reader decides.
    """
    words = words.lower()
    if _ANY_KIND.search(words) is None:
        return KindHints((), ())
    parts = re.split(r"[.;!?\n,]|\bbut\b", words)
    wished = {
        kind for kind in KINDS for part in parts if _speaks(part, _WISH, kind) and not _refuses(part, kind)
    }
    declined = {kind for kind in KINDS for part in parts if _refuses(part, kind)}
    return KindHints(
        tuple(kind for kind in KINDS if kind in wished - declined),
        tuple(kind for kind in KINDS if kind in declined - wished),
    )


def _phrase(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found.group().split()) if found else ""


def _speaks(part: str, cue: str, kind: Kind) -> bool:
    return re.search(rf"\b{cue}\b.*\b(?:{_KIND_WORDS[kind]})\b", part) is not None


def _refuses(part: str, kind: Kind) -> bool:
    return _speaks(part, _UNWISH, kind)
