"""Which earlier state of a book two copies of it both grew out of.

A base that is too old costs a question more; one that is too new would undo silently what was changed between.
So a backup is taken as the base only where everything speaks for it.
"""

from typing import Any

import msgspec

from crm.storage.blocks import Encoded
from crm.storage.joining import CONFLICTS
from crm.storage.memory import same_bytes
from crm.storage.migrate import ABOUT
from crm.storage.records import Tables, decode


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


def is_ancestor(state: Tables, theirs: Tables) -> bool:
    """Whether a copy certainly grew out of an earlier state of this book.

    The copy shared the state's file at least until the last instant of a document that is the same in both. So each
    document that is not the same must be from before that instant, and later in the copy: else the state holds
    something that the copy never saw.
    """
    differing: list[str] = []
    together = ""
    for name in state.tables.keys() - {CONFLICTS}:
        docs = theirs.docs(name)
        for key, raw in state.docs(name).items():
            then, other = updated(raw), docs.get(key)
            if other is None:
                return False
            if same_bytes(raw, other):
                together = max(together, then)
            elif then < updated(other):
                differing.append(then)
            else:
                return False
    return bool(together) and all(then <= together for then in differing)
