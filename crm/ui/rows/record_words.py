"""Records and their fields, named as a person would name them."""

import json
from typing import Any

from crm.domain.book import TABLES, Book
from crm.ui.widgets.plain import plain

_LONG = 400  # characters of a value that are shown in a list


def record_words(book: Book, table: str, record: int | str) -> str:
    """``Ada Novak``, ``the offer between Ada Novak and Ben Ortiz``; its place where there is no better name."""
    found = getattr(book, table, {}).get(record) if table in TABLES else None
    if found is None:
        return f"{table}/{record}".strip("/")
    if table == "contacts":
        return plain(found.name)
    if table == "offers":
        return "the offer between " + " and ".join(
            plain(book.name(side.contact)) for _, side in found.sides()
        )
    if table == "reflections":
        return f"the reflection on {record_words(book, 'offers', found.offer)}"
    who = getattr(found, "contact", None)
    word = {"lenses": "the lens of", "checkins": "the check-in with", "notes": "a note about"}.get(table)
    return f"{word} {plain(book.name(who))}" if word and isinstance(who, int) else f"{table}/{record}"


def field_words(book: Book, table: str, record: int | str, path: str) -> str:
    """A field within its record: ``notes``, ``better why``, ``Ada Novak: answer``."""
    side, dot, rest = path.partition(".")
    offer = book.offers.get(record) if table == "offers" and isinstance(record, int) else None
    if offer is not None and dot and side in ("a", "b"):
        whose = offer.a if side == "a" else offer.b
        return f"{plain(book.name(whose.contact))}: {rest.replace('_', ' ')}"
    return plain(path.replace("_", " "))


def value_words(value: Any) -> str:
    """A value of the file as a person reads it."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, str):
        text = value
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = ", ".join(value)
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
