"""Files, in the words that the command line and the screens say: how much is in them, how large, and of when."""

from collections.abc import Mapping
from datetime import datetime

from crm.storage.migrate import ABOUT

_KNOWN = {"contacts": "contact", "offers": "offer", "reflections": "reflection"}


def counts_in_words(counts: Mapping[str, int]) -> str:
    """How much a book holds: ``214 contacts, 310 offers, 42 reflections, 7 other records``."""
    parts = [number(counts[name], one) for name, one in _KNOWN.items() if counts.get(name)]
    rest = sum(count for name, count in counts.items() if name not in (*_KNOWN, ABOUT))
    if rest:
        parts.append(number(rest, "other record"))
    return ", ".join(parts) or "nothing yet"


def number(count: int, one: str) -> str:
    """``1 record``, ``2 records``."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def size_in_words(size: int) -> str:
    """A size in bytes as a person reads it: ``840 bytes``, ``12 kB``, ``17.2 MB``."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"


def moment_in_words(moment: datetime) -> str:
    """An instant on the person's own clock: ``24 Nov 2025, 09:12``."""
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"
