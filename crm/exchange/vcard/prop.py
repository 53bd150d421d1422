"""One property of a card: its group, name and parameters, and its value still as written."""

import re
from functools import lru_cache
from typing import Literal

from crm.domain.record import Part
from crm.exchange.text import decoded

Encoding = Literal["", "qp", "base64"]

_HEAD = re.compile(rb'\s*(?:([\w-]+)\.)?([\w-]+)\s*(;[^":]*(?:"[^"]*"[^":]*)*)?:')
_HEAD_OPEN_QUOTE = re.compile(rb"\s*(?:([\w-]+)\.)?([\w-]+)\s*(;[^:]*)?:")
_PARAM = re.compile(r';((?:[^;"]|"[^"]*"?)*)')

_ENCODINGS: dict[str, Encoding] = {"quoted-printable": "qp", "base64": "base64", "b": "base64"}
_PLAIN = frozenset({"7bit", "8bit", "binary"})
_NO_LABEL = frozenset({"pref", "voice", "internet", "text", "x400", "msg", "postal", "parcel", "intl", "dom"})

NO_PREF = 101
"""The rank of a value that is not preferred; preferred ones have 1 (first) to 100."""


class Params(Part, frozen=True):
    """The parameters of a property.

    ``types`` are all TYPE values, lower case, also those that 2.1 writes bare. ``written`` is how they may stand in
    a vCard 3.0 or 4.0: without those that only say how the value was encoded.
    """

    types: tuple[str, ...] = ()
    encoding: Encoding = ""
    charset: str = ""
    value: str = ""
    pref: int = NO_PREF
    omit_year: bool = False
    written: str = ""

    @property
    def label(self) -> str:
        """The types that tell a person something: ``home``, ``work fax``, ``mobile``."""
        kept = dict.fromkeys(
            "mobile" if word == "cell" else word for word in self.types if word not in _NO_LABEL
        )
        return " ".join(kept)


class Prop(Part, frozen=True):
    """A property.

    ``name`` is in upper case, ``spelled`` as it stands. ``raw`` is the value as bytes, unfolded, before decoding and
    unescaping; ``line`` is its first line.
    """

    group: str
    name: str
    spelled: str
    params: Params
    raw: bytes
    line: int


NO_PARAMS = Params()


def parsed(content: bytes, line: int) -> Prop | None:
    """The property on one unfolded line, or None when the line is none."""
    match = _HEAD.match(content) or _HEAD_OPEN_QUOTE.match(content)
    if match is None:
        return None
    group, name, params = match.groups()
    upper, spelled = _named(name)
    return Prop(
        group.decode() if group else "",
        upper,
        spelled,
        _params(params) if params else NO_PARAMS,
        content[match.end() :],
        line,
    )


@lru_cache(maxsize=4096)
def _named(name: bytes) -> tuple[str, str]:
    return name.decode().upper(), name.decode()


@lru_cache(maxsize=4096)
def _params(written: bytes) -> Params:
    text, _ = decoded(written)
    types: list[str] = []
    known = {"encoding": "", "charset": "", "value": "", "pref": "", "x-apple-omit-year": ""}
    kept: list[str] = []
    for param in _PARAM.findall(text):
        name, equals, value = (part.strip() for part in param.partition("="))
        key = name.casefold()
        if not equals:
            _bare(name, types, known, kept)
            continue
        if key == "type":
            types += [each.strip().casefold() for each in value.replace('"', "").split(",") if each.strip()]
        elif key in known:
            known[key] = value.strip('"')
        if key not in ("encoding", "charset"):
            kept.append(f";{name}={value}")
    return Params(
        types=tuple(dict.fromkeys(types)),
        encoding=_ENCODINGS.get(known["encoding"].casefold(), ""),
        charset=known["charset"],
        value=known["value"].casefold(),
        pref=_pref(known["pref"], types),
        omit_year=bool(known["x-apple-omit-year"]),
        written="".join(kept),
    )


def _bare(word: str, types: list[str], known: dict[str, str], kept: list[str]) -> None:
    """Sort a parameter without a name, as 2.1 allows: an encoding or a type."""
    key = word.casefold()
    if key in _ENCODINGS:
        known["encoding"] = key
    elif key and key not in _PLAIN:
        types.append(key)
        kept.append(f";TYPE={_quoted(word)}")


def _pref(written: str, types: list[str]) -> int:
    if written.isdecimal() and written.isascii():
        return max(1, min(int(written[:4]), NO_PREF - 1))
    return 1 if "pref" in types else NO_PREF


def _quoted(value: str) -> str:
    return f'"{value}"' if set(value) & set(',;:"') else value
