"""The day in one line: "3 to reflect on · 2 waiting 6d · 1 lens ending"."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from crm.domain.days.dates import ago

if TYPE_CHECKING:
    from crm.insight.agenda.item import Item  # loaded after the first paint


def morning_parts(items: "Iterable[Item]", today: date) -> tuple[str, ...]:
    """The items of a morning list, counted by what they ask for; as many parts are shown as fit, the first first."""
    items = list(items)
    counts = Counter(item.what for item in items)
    asks = [item.since for item in items if item.what in ("nudge", "lapse")]
    parts = (
        (counts["reflect"], "to reflect on"),
        (len(asks), f"waiting {ago(min(asks), today)}" if asks else ""),
        (counts["introduce"], "to introduce"),
        (counts["ask"], "to ask"),
        (counts["tell"], "to tell"),
        (counts["lens"], "lens ending" if counts["lens"] == 1 else "lenses ending"),
        (counts["ask_again"], "to ask again"),
        (counts["check_in"], "to check in with"),
        (counts["outcome"], "to ask how it went"),
    )
    return tuple(f"{count:,} {words}" for count, words in parts if count)
