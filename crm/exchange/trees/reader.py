"""JSON files with people in them."""

from collections import Counter
from typing import Any

from crm.domain.record import Refusal
from crm.exchange.person import Faults, Person, Reading
from crm.exchange.progress import Tell, quiet, watched
from crm.exchange.text import decoded, in_utf8
from crm.exchange.trees.members import Members, lines_of, parsed, plain
from crm.exchange.trees.monica import is_monica, read_monica
from crm.exchange.trees.record import person_of

SCHEMA = 1
"""The version of the book's format that this program writes and reads."""

_TABLES = ("contacts", "people", "_default")


def read_json(raw: bytes, file: str, tell: Tell = quiet) -> Reading:
    """Read a JSON file: a book of this program, a TinyDB file, Monica's export, or a list of people.

    Raises:
        Refusal: for damaged JSON, a book of a newer version, and JSON without people in it.
    """
    data, encoding = in_utf8(raw)
    text, _ = decoded(data)
    value = parsed(text, file)
    if is_monica(value):
        return read_monica(value, file, encoding)
    return _read_records(value, text, (file, encoding), tell)


def _read_records(value: Any, text: str, about: tuple[str, str], tell: Tell) -> Reading:
    """Read a table of people; ``about`` is the name of the file and its encoding."""
    file, encoding = about
    kind = _kind_of(value, file)
    faults = Faults(file)
    people: list[Person] = []
    failed = skipped = 0
    found = _records(value, text, file, faults)
    for record, (key, line, members) in enumerate(watched(found, tell), 1):
        if not isinstance(members, Members):
            failed += 1
            faults.add(line, f"not a record of a person: {plain(members)[:60]}", record=record)
            continue
        person = person_of(members, kind, key if kind == "crm" else "", (line, record), faults)
        skipped += person is None
        people += [person] if person else []
    return Reading(
        file=file,
        format=kind,
        encoding=encoding,
        people=tuple(people),
        faults=faults.in_order(),
        skipped=skipped,
        failed=failed,
    )


def _kind_of(value: Any, file: str) -> str:
    """Whether the JSON is a book of ours ("crm") or anyone's ("json")."""
    if not isinstance(value, Members):
        return "json"
    versions = [value.get("schema_version")]
    for _, about in value.inner("about"):
        versions += [about.get("schema")] if isinstance(about, Members) else []
    newer = [version for version in versions if isinstance(version, int) and version > SCHEMA]
    if newer:
        raise Refusal(
            f"{file} was written by a newer version of this program (format {newer[0]}; this one reads up to {SCHEMA})"
        )
    return "crm" if value.inner("about") and value.get("contacts") is not None else "json"


def _records(value: Any, text: str, file: str, faults: Faults) -> list[tuple[str, int, Any]]:
    """Key, line and value of everything in the file that stands where a person should."""
    if isinstance(value, Members):
        table = next(
            (table for name in _TABLES if isinstance(table := value.get(name), list) and table), None
        )
    else:
        table = value if isinstance(value, list) else None
    if table is None:
        raise Refusal(
            f"{file} is JSON, but has no people in it: a list of them, or a table called {', '.join(_TABLES[:2])}, is looked for"
        )
    if not isinstance(table, Members):
        return [("", 0, item) for item in table]
    keys = [key for key, _ in table]
    for key, times in Counter(keys).items():
        if times > 1:
            faults.add(0, f"the number {key} occurs {times} times: each was read; programs see only the last")
    lines = list(lines_of(keys, text))
    return [(key, line, item) for (key, item), line in zip(table, lines, strict=True)]
