"""The lines of one offer: day, kind and people, and where either side stands."""

from datetime import date

from rich.cells import cell_len

from crm.domain.book import Book
from crm.domain.days.dates import ago, say_day, say_day_of_year
from crm.domain.offer import Offer, Side, SideKey, is_own_request
from crm.insight.words import first_names
from crm.ui import glyphs
from crm.ui.panes.pair_names import pair
from crm.ui.widgets.line import Line, Span, cells, crop, crop_line, spread

MARGIN = 8
"""Cells before the kind of an offer: a blank, the day, a blank."""

FEW = 4
"""Cells before the further lines where there is little room."""

SHORTEST = 5
"""Cells that are left of a name at least, the ellipsis included."""

SHORTEST_REASON = 7
"""Cells that are left of a reason at least, its dot and the ellipsis included; else it is left out."""

ROOM = 44
"""Cells from which the further lines stand under the people and not further left."""


def margin(width: int) -> int:
    """Cells before the second and third line of an offer."""
    return MARGIN if width >= ROOM else FEW


def head(offer: Offer, people: Line, today: date, width: int) -> Line:
    """Day, kind and people."""
    day = say_day_of_year(offer.last_day, today)
    return spread(
        (
            Span(f" {day:<{MARGIN - 1}}", "muted"),
            Span(f"{glyphs.KIND[offer.kind]} ", "accent"),
            *people,
        ),
        (Span(f"{offer.kind} ", "muted"),),
        width,
    )


def both(book: Book, offer: Offer, width: int) -> Line:
    """Both people, as much of their names as there is room for."""
    room = width - MARGIN - len(offer.kind) - len(" and ") - 4
    one, other = pair(book, offer.a.contact, offer.b.contact, room)
    return (Span(one, "strong"), Span(" and "), Span(other, "strong"))


def sides(book: Book, offer: Offer, keys: tuple[SideKey, SideKey], today: date, width: int) -> Line:
    """Both sides on one line, by first names. Both names and where they stand come before how long and why."""
    before = margin(width)
    words = [side_words(offer, key, today) for key in keys]
    bare = [stands[:2] for stands in words]
    names = _short([names_of(book, offer)[key] for key in keys], width - before - sum(map(cells, bare)) - 3)
    taken = sum(map(cells, bare)) + sum(map(cell_len, names)) + 3
    more = _fitting(["".join(span.text for span in stands[2:]) for stands in words], width - before - taken)
    first, second = (
        (Span(f"{name} "), *stands, Span(rest, "muted"))
        for name, stands, rest in zip(names, bare, more, strict=True)
    )
    at = _middle(cells(first), cells(second), width - before)
    first = crop_line(first, at - 1)
    gap = Span(" " * (at - cells(first)))
    return (Span(" " * before), *first, gap, *crop_line(second, width - before - at))


def _fitting(more: list[str], room: int) -> list[str]:
    """How long ago and why, in so many cells: they give way before a name does, the longer one first."""
    sizes = [cell_len(one) for one in more]
    while sum(sizes) > max(0, room):
        sizes[sizes.index(max(sizes))] -= 1
    less = [_less(one, size) for one, size in zip(more, sizes, strict=True)]
    for at, one in enumerate(more):
        less[at] = _less(one, room - cell_len(less[1 - at]))
    return less


def _less(more: str, size: int) -> str:
    """As much of it as fits and says something: the day without the reminder, some words of a reason."""
    if cell_len(more) <= size:
        return more
    day = more.partition(" · ")[0]
    if day:
        return day if cell_len(day) <= size else ""
    return crop(more, size) if size >= SHORTEST_REASON else ""


def _short(names: list[str], room: int) -> list[str]:
    """Both names in so many cells, the longer one shortened first and none below ``SHORTEST``: the words matter more."""
    sizes = [cell_len(name) for name in names]
    while sum(sizes) > room and max(sizes) > SHORTEST:
        sizes[sizes.index(max(sizes))] -= 1
    return [crop(name, size) for name, size in zip(names, sizes, strict=True)]


def _middle(first: int, second: int, room: int) -> int:
    """Where the second side begins: half-way, unless one side needs more and the other can spare it."""
    half = room // 2
    if first >= half:
        return max(half, min(first + 1, room - second))
    return max(first + 1, min(half, room - second))


def person(book: Book, offer: Offer, key: SideKey, today: date, width: int) -> Line:
    """One side on a line of its own, by its whole name."""
    stands = side_words(offer, key, today)
    room = max(8, width - FEW - cells(stands) - 2)
    name = Span(crop(book.name(offer.side(key).contact), room), "strong")
    return crop_line((Span(" " * FEW), name, Span("  "), *stands), width)


def names_of(book: Book, offer: Offer) -> dict[SideKey, str]:
    """What to call the two people of an offer in a few letters."""
    a, b = book.contacts.get(offer.a.contact), book.contacts.get(offer.b.contact)
    if a is not None and b is not None:
        names = first_names(a, b)
    else:
        names = (book.name(offer.a.contact), book.name(offer.b.contact))
    return {"a": crop(names[0], 16), "b": crop(names[1], 16)}


_TONES = {"yes": "good", "asked": "accent"}


def side_words(offer: Offer, key: SideKey, today: date) -> Line:
    """Where one side stands: sign, word, and how long ago or why."""
    side = offer.side(key)
    word = glyphs.side_word(side)
    if side.is_waiting and not offer.is_open:
        return (Span(f"{glyphs.SILENT} "), Span("asked", "muted"), Span(" · not needed any more", "muted"))
    if side.answer == "later" and side.revisit_on:  # the day is what the word is about: it stays with it
        word = f"{word} · {say_day(side.revisit_on, today)}"
    more = _more(offer, key, side, today)
    return (
        Span(f"{glyphs.side_glyph(side)} ", _TONES.get(word, "")),
        Span(word, "" if word in ("yes", "no") else "muted"),
        Span(f" {more}" if more else "", "muted"),
    )


def _more(offer: Offer, key: SideKey, side: Side, today: date) -> str:
    if side.answer == "no":
        return f"· {side.reasons[0].word}" if side.reasons else ""
    if side.is_waiting:
        asked = ago(side.asked_on, today) if side.asked_on else ""
        return f"{asked} · nudged" if side.nudged_on else asked
    if side.answer == "yes" and is_own_request(offer, key):
        return "· asked for it"
    if side.answer == "yes" and offer.is_open and side.answered_on:
        return ago(side.answered_on, today)
    return ""
