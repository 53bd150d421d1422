"""Which earlier state of a book two copies of it both grew out of.

A base that is too old costs a question more; one that is too new would undo silently what was changed between.
So a backup is taken as the base only where everything speaks for it.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from crm.storage.joining import CONFLICTS
from crm.storage.memory import same_bytes
from crm.storage.migrate import ABOUT
from crm.storage.records import Encoded, Tables, decode


class _Stamped(msgspec.Struct):
    updated: str = ""


_DECODE = msgspec.json.Decoder(_Stamped).decode


def updated(raw: Encoded) -> str:
    """When a document was changed last, as it says itself; ``""`` where it does not say."""
    try:
        return _DECODE(raw).updated
    except (msgspec.MsgspecError, UnicodeError):
        return ""


def file_id(tables: Tables) -> Any:
    """What tells this book from others and is the same in all its copies; None where it has none."""
    about = tables.get(ABOUT, 1)
    found = None if about is None else decode(about)
    return found.get("file") if isinstance(found, dict) else None


def ancestor(ours: Tables, theirs: Tables, earlier: Iterable[Tables]) -> Tables | None:
    """The first of some earlier states (the newest first) that both copies certainly grew out of.

    The copies still shared one file at the last instant of the documents that are the same in both. A state in which
    nothing is later than that, all of which theirs has too and nowhere older, is from before they parted.
    """
    together = _last_together(ours, theirs)
    if not together:
        return None
    return next((state for state in earlier if _precedes(state, theirs, together)), None)


def _last_together(ours: Tables, theirs: Tables) -> str:
    return max(
        (
            updated(raw)
            for name in ours.tables
            for key, raw in ours.docs(name).items()
            if same_bytes(raw, theirs.docs(name).get(key))
        ),
        default="",
    )


def _precedes(state: Tables, theirs: Tables, together: str) -> bool:
    for name in state.tables.keys() - {CONFLICTS}:
        docs = theirs.docs(name)
        for key, raw in state.docs(name).items():
            then, other = updated(raw), docs.get(key)
            if other is None or then > together:
                return False
            if not same_bytes(raw, other) and not then < updated(other):
                return False
    return True
