"""``crm merge``: join two copies of one book, field by field, and say what could not be decided."""

import json
import os
import random
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crm.commands import require_file
from crm.domain.record import Refusal
from crm.storage import beside, copies, fileio
from crm.storage.ancestor import file_id
from crm.storage.copies import Copy
from crm.storage.joining import CONFLICTS, Clash, Joining, join, joined
from crm.storage.merge import GONE
from crm.storage.migrate import newer
from crm.storage.numbers import Numbers
from crm.storage.records import Tables, decode
from crm.storage.words import counts_in_words, moment_in_words, number

_LONG = 60  # characters of a value that are shown


def run(options: Namespace) -> int:
    """Join, write, and tell; 1 when something is left to decide."""
    ours, theirs = _copy(options.ours), _copy(options.theirs)
    to = options.output
    if ours.path == theirs.path:
        raise Refusal("both are the same file")
    if to is not None and os.path.lexists(to) and fileio.real(to) != ours.path:
        raise Refusal(f"there is a file at {to} already; nothing was written")
    joining = join(_base(options.base, ours, theirs), ours.tables, theirs.tables)
    told = [_told(clash, ours.tables) for clash in joining.clashes]
    now = datetime.now(UTC)
    result = joined(
        joining,
        _numbers(now, ours.tables),
        now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        ours.tables,
    )
    _write(ours, to, result, now, joining)
    for line in told:
        print(line)
    if told:
        print(f"{number(len(told), 'field')} changed in both: OURS stands, THEIRS waits in {CONFLICTS!r}.")
    return 1 if told else 0


def _copy(path: Path) -> Copy:
    found = copies.look_into(require_file(path))
    if reason := newer(found.tables):
        raise Refusal(f"{found.path} is left as it is: {reason}")
    return found


def _base(named: Path | None, ours: Copy, theirs: Copy) -> Tables | None:
    """The state that both grew out of: the one that was named, else a backup that certainly is."""
    if named is not None:
        return _copy(named).tables
    mine, other = file_id(ours.tables), file_id(theirs.tables)
    if mine is not None and other is not None and mine != other:
        print("crm: these are two different books; they are put together all the same", file=sys.stderr)
        return None
    found = beside.base_for(ours.path, theirs.tables)
    if found is None:
        print(
            "Without a base: what only one of them filled in is taken, and nothing counts as removed.",
            file=sys.stderr,
        )
        return None
    print(f"Base: the backup of {moment_in_words(found[0].replaced)}.", file=sys.stderr)
    return found[1]


def _numbers(now: datetime, tables: Tables) -> Callable[[], int]:
    numbers = Numbers(lambda: now, random.SystemRandom())
    return lambda: numbers.next(lambda taken: tables.get(CONFLICTS, taken) is not None)


def _write(ours: Copy, to: Path | None, result: Tables, now: datetime, joining: Joining) -> None:
    """To a new file, or over OURS, which is kept as it was."""
    if joining.is_nothing_new and to is None:
        print(f"{ours.path} has everything already; nothing was written.")
        return
    if to is not None and fileio.real(to) != ours.path:
        copies.write(fileio.real(to), result.parts())
        print(f"Joined in {fileio.real(to)}: {counts_in_words(result.counts)}.")
        return
    beside.note_joining(ours.path, now)
    kept = copies.replace(ours, result.parts(), now)
    print(f"Joined in {ours.path}: {counts_in_words(result.counts)}.")
    print(f"What it was before is kept: {kept}")


def _told(clash: Clash, tables: Tables) -> str:
    """``contacts/42 "Ada Novak": notes: ours "...", theirs "..."``."""
    table, key, conflict = clash
    field = "removed in one, changed in the other" if conflict.path == GONE else conflict.path
    place = ": ".join(filter(None, (_record(table, key, tables), field)))
    return f"{place}: ours {_short(conflict.ours)}, theirs {_short(conflict.theirs)}"


def _record(table: str, key: int | str, tables: Tables) -> str:
    raw = tables.docs(table).get(str(key))
    document = None if raw is None else decode(raw)
    name = document.get("name") if isinstance(document, dict) else None
    return f"{table}/{key}".strip("/") + (f' "{name}"' if isinstance(name, str) and name else "")


def _short(value: Any) -> str:
    text = "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
