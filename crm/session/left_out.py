"""Records of another book that cannot come along: an offer of somebody to themselves, and what is about it."""

from collections.abc import Iterable
from typing import Any, Self

from msgspec import Struct

from crm.storage.change import Document

_WHY = {
    "offers": "both sides are one contact in this book; it was left out",
    "reflections": "the offer that it is about was left out, and so was it",
}
_REFERS = {
    "contacts": ("introduced_by", "offers"),
    "lenses": ("from", "reflections"),
    "checkins": ("from", "reflections"),
}
"""The field by which others refer to a record that may be left out, and its table."""


class LeftOut(Struct, frozen=True):
    """The numbers of the records that are left out, by table."""

    numbers: dict[str, frozenset[int]] = {}

    @classmethod
    def of(cls, offers: Iterable[tuple[int, Document]], reflections: Iterable[tuple[int, Document]]) -> Self:
        """From new offers whose contacts are numbered as they are here, and new reflections."""
        gone = frozenset(number for number, offer in offers if _is_of_one(offer))
        about = reflections if gone else ()
        with_them = frozenset(number for number, one in about if _is_in(one.get("offer"), gone))
        return cls({"offers": gone, "reflections": with_them})

    def why(self, table: str, number: int) -> str:
        """Why a record is left out, in words; "" where it is not."""
        return _WHY[table] if number in self.numbers.get(table, ()) else ""

    def let_go(self, table: str, document: Document) -> Document:
        """A record that comes along, without its reference to one that does not."""
        field, referred = _REFERS.get(table, ("", ""))
        is_left = _is_in(document.get(field), self.numbers.get(referred, frozenset()))
        return document | {field: None} if is_left else document


def _is_of_one(offer: Document) -> bool:
    """Whether one contact stands on both sides."""
    a, b = (
        side.get("contact") if isinstance(side, dict) else None for side in (offer.get("a"), offer.get("b"))
    )
    return isinstance(a, int) and a == b


def _is_in(value: Any, numbers: frozenset[int]) -> bool:
    return isinstance(value, int) and value in numbers
