"""The sorts of things that a list of the day or the week asks for: their sign, and what to call several of them."""

from typing import NamedTuple

from crm.insight.agenda.item import What
from crm.ui import glyphs


class Sort(NamedTuple):
    """The sign of one sort, and how "3 more ..." goes on."""

    sign: str
    more: str


SORTS: dict[What, Sort] = {
    "reflect": Sort(glyphs.REFLECT, "to reflect on"),
    "nudge": Sort(glyphs.WAITING, "to nudge"),
    "lapse": Sort(glyphs.SILENT, "to let lapse"),
    "ask_again": Sort(glyphs.LATER, "to ask again"),
    "introduce": Sort(glyphs.KIND["connection"], "to introduce"),
    "ask": Sort(glyphs.NOT_ASKED, "to ask"),
    "tell": Sort(glyphs.NOTE, "to tell"),
    "lens": Sort(glyphs.lens_glyph("only_type"), "lenses to look at"),
    "check_in": Sort(glyphs.CHECK_IN, "to check in with"),
    "outcome": Sort(glyphs.YES, "to ask how it went"),
    "guess": Sort(glyphs.GUESS, "guesses to check"),
    "lesson": Sort(glyphs.REFLECT, "lessons carried"),
    "remember": Sort(glyphs.KIND["favor"], "to think of"),
}

OTHER = Sort(glyphs.SILENT, "to look at")
"""A sort that is newer than this table."""


def sort_of(what: What) -> Sort:
    """The sign and words of a sort."""
    return SORTS.get(what, OTHER)
