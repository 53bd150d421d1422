"""What each table holds: documents are read into the domain's records, and checked against them.

A record is only a read view. A document that does not fit becomes a ``Problem`` with its place in plain
words; it stays in the file as it is.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from crm.domain.book import TABLES
from crm.domain.record import Record
from crm.storage.change import Document

Types = Mapping[str, type[Record]]

TYPES: Types = MappingProxyType({str(table): kind for table, kind in TABLES.items()})
"""The tables of records, in the order in which they stand in the file."""


class Problem(NamedTuple):
    """A document, or one field of it, that cannot be read as what its table holds."""

    table: str
    id: int | str
    path: str
    found: str
    expected: str
    name: str = ""

    def __str__(self) -> str:
        who = f' "{self.name}"' if self.name else ""
        field = f"{self.path}: " if self.path else ""
        return f"{self.table}/{self.id}{who}: {field}expected {self.expected}, found {self.found}"


def read(table: str, number: int, raw: bytes | msgspec.Raw, types: Types = TYPES) -> Record | Problem:
    """One document's bytes as the record that its table holds, with ``id`` set.

    Raises:
        KeyError: for a table that has no records.
    """
    kind = types[table]
    try:
        record = _decoder(kind).decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _read_slowly(kind, table, number, raw)
    msgspec.structs.force_setattr(record, "id", number)
    return record


def read_whole(table: str, text: memoryview, types: Types = TYPES) -> dict[int, Record] | None:
    """A table's records by number from its bytes, from brace to brace; None unless all of it can be read so.

    Of two with the same number there is the later one, as TinyDB has it.
    """
    try:
        records = _whole_decoder(types[table]).decode(text)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    _number(records)
    return records


def read_all(
    table: str, documents: Iterable[tuple[int, bytes | msgspec.Raw]], types: Types = TYPES
) -> tuple[dict[int, Record], list[Problem]]:
    """All documents of a table as records by number, and the problems of those that do not fit."""
    raws = dict(documents)
    try:
        records = dict(zip(raws, map(_decoder(types[table]).decode, raws.values()), strict=True))
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _read_each(table, raws, types)
    _number(records)
    return records, []


def _number(records: Mapping[int, Record]) -> None:
    """Tell each record its number."""
    deque(map(msgspec.structs.force_setattr, records.values(), repeat("id"), records), maxlen=0)


def _read_each(
    table: str, raws: Mapping[int, bytes | msgspec.Raw], types: Types
) -> tuple[dict[int, Record], list[Problem]]:
    """The same where some do not fit: one by one, at twice the cost."""
    found = {number: read(table, number, raw, types) for number, raw in raws.items()}
    problems = [one for one in found.values() if isinstance(one, Problem)]
    return {number: one for number, one in found.items() if not isinstance(one, Problem)}, problems


def from_document(table: str, number: int, document: Document, types: Types = TYPES) -> Record | Problem:
    """A document of JSON values as the record that its table holds, with ``id`` set."""
    return _convert(types[table], table, number, document)


@cache
def _decoder(kind: type[Record]) -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(kind)


@cache
def _whole_decoder(kind: type[Record]) -> msgspec.json.Decoder[dict[int, Record]]:
    return msgspec.json.Decoder(dict[_Number, kind])  # type: ignore[valid-type]  # the type is known here alone


_Number = Annotated[int, msgspec.Meta(ge=1)]


def _read_slowly(kind: type[Record], table: str, number: int, raw: bytes | msgspec.Raw) -> Record | Problem:
    """Read what the fast decoder refuses: lone surrogates and NaN, which Python's own JSON writes, and ``id``."""
    try:
        document = json.loads(bytes(raw))
    except (ValueError, RecursionError) as error:
        return Problem(table, number, "", str(error), "JSON")
    return _convert(kind, table, number, document)


def _convert(kind: type[Record], table: str, number: int, document: Any) -> Record | Problem:
    fields = document
    if isinstance(document, dict) and "id" in document:
        fields = {key: value for key, value in document.items() if key != "id"}
    try:
        record = msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        return _problem(kind, table, number, document, str(error))
    msgspec.structs.force_setattr(record, "id", number)
    return record


_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(?P<expected>[^`]*)`, got `(?P<found>[^`]*)`")
_MISSING = re.compile(r"Object missing required field `(?P<field>[^`]*)`")
_STEP = re.compile(r"(?P<name>[^.\[\]]+)|\[(?P<index>\d+|\.\.\.)\]")
_WORDS = {
    "str": "text",
    "int": "number",
    "float": "number with a fraction",
    "bool": "true or false",
    "array": "list",
    "null": "nothing",
    "date": "a day (YYYY-MM-DD)",
}


def _problem(kind: type[Record], table: str, number: int, document: Any, message: str) -> Problem:
    match = _MESSAGE.fullmatch(message)
    what, path = (match["what"], match["path"] or "") if match else (message, "")
    name = document.get("name", "") if isinstance(document, dict) else ""
    found, expected = message, "something else"
    if types := _EXPECTED.fullmatch(what):
        found, expected = _in_words(types["found"]), _in_words(types["expected"])
    elif missing := _MISSING.fullmatch(what):
        path = f"{path}.{missing['field']}" if path else missing["field"]
        found, expected = "nothing", "a value"
    elif what.startswith("Invalid enum value"):
        found, expected = _value_at(document, path), _choices(kind, path)
    elif "date" in what:
        found, expected = _value_at(document, path), _WORDS["date"]
    return Problem(table, number, path, found, expected, name if isinstance(name, str) else "")


def _in_words(kinds: str) -> str:
    return " or ".join(_WORDS.get(kind, kind) for kind in kinds.split(" | "))


def _value_at(document: Any, path: str) -> str:
    for step in _STEP.finditer(path):
        document = document[step["name"]] if step["name"] else document[int(step["index"])]
    text = json.dumps(document, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _choices(kind: Any, path: str) -> str:
    """The words that a field may hold, by following its path through the declarations."""
    for step in _STEP.finditer(path):
        if step["name"]:
            fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
            kind = fields[step["name"]]
        else:
            kind = get_args(kind)[0]
    words = [
        str(word)
        for choice in (kind, *get_args(kind))
        if get_origin(choice) is Literal
        for word in get_args(choice)
    ]
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
