"""JSON text into values of which nothing is lost: an object keeps a key that occurs twice."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crm.domain.record import Refusal
from crm.exchange.text import clean

_COLON = re.compile(r"\s*:")


class Members(list[tuple[str, Any]]):
    """The members of a JSON object, in order, a key that occurs twice twice."""

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key; the last one, as everywhere in Python, when it occurs twice."""
        return next((value for name, value in reversed(self) if name == key), default)

    def inner(self, key: str) -> "Members":
        """The object under a key; an empty one when there is none."""
        value = self.get(key)
        return value if isinstance(value, Members) else Members()

    def items_of(self, key: str) -> list[Any]:
        """The list under a key; an empty one when there is none."""
        value = self.get(key)
        return value if isinstance(value, list) and not isinstance(value, Members) else []

    def text(self, key: str) -> str:
        """The text under a key, or ""."""
        value = self.get(key)
        return clean(value) if isinstance(value, str) else ""


def parsed(text: str, file: str) -> Any:
    """The value of a JSON text.

    Raises:
        Refusal: with the place, when the text is damaged.
    """
    try:
        return json.loads(text, object_pairs_hook=Members)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1
        said = "the file seems to be cut off there" if cut else error.msg[:1].lower() + error.msg[1:]
        raise Refusal(
            f"{file} is JSON, but damaged at line {error.lineno}, column {error.colno} ({said}): nothing was read; the file was left as it is"
        ) from error
    except (RecursionError, ValueError) as error:
        raise Refusal(f"{file} is JSON, but no address book has such values: {error}") from error


def plain(value: Any) -> str:
    """Any JSON value as text: a text as it is, the rest as JSON on one line."""
    if isinstance(value, str):
        return clean(value)
    return clean(json.dumps(_plain(value), ensure_ascii=False))


def _plain(value: Any) -> Any:
    if isinstance(value, Members):
        return {key: _plain(inner) for key, inner in value}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def lines_of(keys: list[str], text: str) -> Iterator[int]:
    """The line (from 1) of each of the keys of a table, which stand in the text in this order; 0 for one not found."""
    at, line = 0, 1
    for key in keys:
        found = _place(json.dumps(key), text, at)
        if found < 0:
            yield 0
            continue
        line += text.count("\n", at, found)
        at = found + len(key)
        yield line


def _place(quoted: str, text: str, at: int) -> int:
    """Where a key stands in a text from a place on, or -1: it is what a colon follows."""
    at = text.find(quoted, at)
    while at >= 0 and not _COLON.match(text, at + len(quoted)):
        at = text.find(quoted, at + 1)
    return at
