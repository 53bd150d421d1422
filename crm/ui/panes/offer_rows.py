"""The rows of the offers pane: two lines for an offer, and a third where something came of it."""

from collections.abc import Hashable, Sequence
from datetime import date

from crm.domain.book import Book
from crm.domain.dates import ago, say_day
from crm.domain.offer import LAPSE_DAYS, Offer, Side, SideKey, is_own_request
from crm.domain.reflection import Reflection
from crm.domain.timeline import Timeline
from crm.insight.words import day_words, first_names
from crm.ui import glyphs
from crm.ui.panes.aftermath import Aftermaths, Offsets, has_aftermath
from crm.ui.widgets.line import Line, Span, cells, crop, crop_line, fit, share, spread

INDENT = 8
"""Cells before the second and third line of an offer: the day and a gap."""


class OfferRows:
    """The timeline of one person's offers, or of everyone's.

    Args:
        contact: the person whose offers these are; the other side is named. None: both sides are named.
    """

    def __init__(self, book: Book, contact: int | None, today: date) -> None:
        self._book = book
        self._contact = contact
        self._today = today
        if contact is None:
            self._days = book.offers_by_day
        else:
            self._days = sorted((offer.last_day, offer.id) for offer in book.offers_of(contact))
        self._timeline = Timeline(self._days, today)

    def __len__(self) -> int:
        return len(self._timeline)

    @property
    def count(self) -> int:
        return len(self._days)

    @property
    def start(self) -> int:
        """The offer that the cursor starts on: a person's newest open one, else the newest."""
        newest = (offer for _, offer in reversed(self._days))
        if self._contact is None:
            return next(newest)
        return next((one for one in newest if self._book.offers[one].is_open), self._days[-1][1])

    def key(self, index: int, /) -> Hashable | None:
        row = self._timeline[index]
        return row if isinstance(row, int) else None

    def find(self, key: Hashable, /) -> int:
        offer = self._book.offers.get(key) if isinstance(key, int) else None
        row = self._timeline.row_of(offer) if offer is not None else None
        return -1 if row is None else row

    def offsets(self, _width: int, /) -> Sequence[int]:
        if self._contact is None:
            tall = self._book.derived(Aftermaths).days
        else:
            offers = self._book.offers
            tall = [day for day in self._days if has_aftermath(self._book, offers[day[1]])]
        return Offsets(self._days, tall, [row for row, _ in self._timeline.headings])

    def lines(self, index: int, width: int, /) -> Sequence[Line]:
        row = self._timeline[index]
        if isinstance(row, str):
            return [(Span(fit(f" {row}", width), "muted"),)]
        offer = self._book.offers[row]
        lines = [self._head(offer, width), self._sides(offer, width)]
        if has_aftermath(self._book, offer):
            words = crop_line(aftermath(self._book, offer, self._today), width - INDENT - 1)
            lines.append((Span(" " * (INDENT + 1)), *words))
        return lines

    def _head(self, offer: Offer, width: int) -> Line:
        room = width - INDENT - len(offer.kind) - 5
        return spread(
            (
                Span(f" {day_words(offer.last_day, offer.last_day):<{INDENT}}", "muted"),
                Span(f"{glyphs.KIND[offer.kind]} ", "accent"),
                *self._who(offer, room),
            ),
            (Span(f"{offer.kind} ", "muted"),),
            width,
        )

    def _who(self, offer: Offer, room: int) -> Line:
        if self._contact is None:
            names = self._book.name(offer.a.contact), self._book.name(offer.b.contact)
            one, other = share(*names, room - 5)
            return (Span(one, "strong"), Span(" and "), Span(other, "strong"))
        key = offer.side_of(self._contact)
        return (
            Span(crop(self._book.name(offer.b.contact if key == "a" else offer.a.contact), room), "strong"),
        )

    def _sides(self, offer: Offer, width: int) -> Line:
        keys: tuple[SideKey, SideKey] = ("a", "b")
        if self._contact is not None and offer.side_of(self._contact) == "b":
            keys = ("b", "a")
        half = (width - INDENT - 1) // 2
        names = names_of(self._book, offer)
        first, second = ((Span(f"{names[key]} "), *side_words(offer, key, self._today)) for key in keys)
        first = crop_line(first, half - 1)
        gap = Span(" " * max(1, half - cells(first)))
        return (Span(" " * (INDENT + 1)), *first, gap, *crop_line(second, half))


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
        return (Span(f"{glyphs.SILENT} asked, not needed any more", "muted"),)
    more = _more(offer, key, side, today)
    return (
        Span(f"{glyphs.side_glyph(side)} ", _TONES.get(word, "")),
        Span(word, "" if word in ("yes", "no") else "muted"),
        Span(f" {more}" if more else "", "muted"),
    )


def _more(offer: Offer, key: SideKey, side: Side, today: date) -> str:
    if side.answer == "no":
        return f"· {side.reasons[0].word}" if side.reasons else ""
    if side.answer == "later":
        return f"· {say_day(side.revisit_on, today)}" if side.revisit_on else ""
    if side.is_waiting:
        asked = ago(side.asked_on, today) if side.asked_on else ""
        return f"{asked} · nudged" if side.nudged_on else asked
    if side.answer == "yes" and is_own_request(offer, key):
        return "· asked for it"
    if side.answer == "yes" and offer.is_open and side.answered_on:
        return ago(side.answered_on, today)
    return ""


def aftermath(book: Book, offer: Offer, today: date) -> Line:
    """What came of an offer, in one line; owed reflections first."""
    reflections = list(book.reflections_of(offer.id))
    owed = next((one for one in reflections if one.is_owed), None)
    if owed is not None:
        begun = f", resume at step {owed.step}" if owed.status == "partial" and owed.step <= 4 else ""
        return (Span(f"{glyphs.REFLECT} to reflect on{begun}", "accent"),)
    if offer.introduced_on is not None:
        return _after_introduction(offer, today)
    if reflections:
        return (Span(crop(_learned(book, reflections[-1], today), 200), "muted"),)
    if offer.withdrawn_on is not None:
        return (Span(f"withdrawn {say_day(offer.withdrawn_on, today)}", "muted"),)
    return (Span("both said yes: introduce them", "accent"),)


def _after_introduction(offer: Offer, today: date) -> Line:
    assert offer.introduced_on is not None
    said = Span(f"introduced {say_day(offer.introduced_on, today)}", "muted")
    if not offer.outcome.is_told:
        due = (today - offer.introduced_on).days >= LAPSE_DAYS
        return (said, Span(" · how did it go?", "accent")) if due else (said,)
    worth = (offer.outcome.a.worth_it, offer.outcome.b.worth_it)
    words = "worth it" if "yes" in worth else "not worth it" if "no" in worth else "worth it? unsure"
    return (said, Span(f" · {words}", "good" if "yes" in worth else "muted"))


def _learned(book: Book, reflection: Reflection, today: date) -> str:
    """What a reflection changed, in the words that the next offer will meet."""
    if reflection.status == "skipped":
        return "reflection skipped"
    lessons = [f'carry "{effect.ref}"' for effect in reflection.acts("lesson")]
    lens = book.lenses.get(reflection.lens or 0)
    if lens is not None and lens.mode == "busy":
        until = f" until {say_day(lens.until, today)}" if lens.until else ""
        lessons.append(f"busy{until}")
    elif lens is not None and lens.types:
        lessons.append(f"only {', '.join(lens.types)}")
    kinds = [f"open to a {effect.ref}" for effect in reflection.acts("open_to")]
    said = "; ".join(lessons or kinds) or reflection.learned_decliner
    return f"reflected: {said}" if said else "reflected"
