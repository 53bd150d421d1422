"""What becomes of the fields that this program does not know, when two documents become one."""

from collections.abc import Mapping

import msgspec

from crm.domain.contact import Contact
from crm.storage.change import Change, Document

_KNOWN = frozenset(field.encode_name for field in msgspec.structs.fields(Contact))


def inherited(changes: tuple[Change, ...], heirs: Mapping[int, int]) -> tuple[Change, ...]:
    """The changes, with the unknown fields of each contact that goes given to its heir, where it has no such field.

    Args:
        changes: what is about to be done, the heir's own change among it.
        heirs: contacts that go, with the one that takes over.
    """
    if not heirs:
        return changes
    gone = {
        change.id: change.before or {}
        for change in changes
        if change.table == "contacts" and change.id in heirs
    }
    left: dict[int, Document] = {heir: {} for heir in heirs.values()} | {
        heirs[one]: document for one, document in gone.items()
    }
    return tuple(
        change._replace(after={k: v for k, v in left[change.id].items() if k not in _KNOWN} | change.after)
        if change.table == "contacts" and change.id in left and change.after is not None
        else change
        for change in changes
    )
