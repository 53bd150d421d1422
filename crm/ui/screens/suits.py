"""Who would suit a person, and who might want to meet them, each with the words that match."""

from collections.abc import Hashable, Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult

from crm.insight.suiting.suits import Suiting, Way, WhoSuits, who_suits
from crm.insight.words import counted
from crm.session.session import Session
from crm.ui import glyphs
from crm.ui.commands import with_keys
from crm.ui.keys import keys_of
from crm.ui.screens.list_desk import ListDesk
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.pane import Pane
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

NOBODY: dict[Way, str] = {
    "suits": "Nobody in your book is what they hope for. {edit} on their card adds what else they want.",
    "wants": "Nobody in your book hopes for someone like them.",
    "both": "",
}


UNKNOWN = "What they hope for is not written down yet: {edit} on their card does that. {new_offer} offers them somebody now."
"""Of somebody whose hopes nobody asked for, it cannot be said that nobody meets them."""


LEFT_OUT = "Nobody to offer them now: whoever comes to mind is left out for a reason."
"""Where someone is left out, it cannot be said that there is nobody."""


class Pair(NamedTuple):
    """The key of a line: someone who would make a pair with the person of the screen."""

    contact: int


class Unfold(NamedTuple):
    """The key of the line that stands for those who are left out."""

    what: str = "hidden"


class SuitsScreen(ListDesk):
    """Both ways for one person. Enter on someone begins an offer of the two."""

    SHOWN: ClassVar[tuple[str, ...]] = ("new_offer", "lens", "note", "undo")
    ENTER: ClassVar[str] = "offer the two"

    def __init__(self, session: Session, contact: int) -> None:
        super().__init__(session)
        self.contact = session.book.contact(contact)
        self.is_unfolded = False

    def lists(self) -> ComposeResult:
        name = self.contact.first_name
        with Pane(1, f"Would suit {plain(name)}", id="suits"):
            yield VirtualList(id="suiting")
        with Pane(2, f"Might want to meet {plain(name)}", id="wants"):
            yield VirtualList(id="wanting")

    def refill(self) -> None:
        session = self.session
        found = who_suits(self.book, self.contact.id, session.today, session.thresholds)
        for way, pane, rows in (("suits", "#suits", "#suiting"), ("wants", "#wants", "#wanting")):
            people = going(found, "suits" if way == "suits" else "wants")
            self.query_one(pane, Pane).says(f"{len(people):,}")
            blocks = self._blocks(people, "suits" if way == "suits" else "wants", found)
            self.query_one(rows, VirtualList).show(Blocks(blocks))

    def _blocks(self, people: list[Suiting], way: Way, found: WhoSuits) -> Iterator[Block]:
        for one in people:
            yield from self._person(one, way)
        if not people:
            yield text(with_keys(self._nobody(way, found), keys_of(self.app)), "muted")
        if way == "suits" and found.hidden:
            count = len(found.hidden)
            yield from self._left_out(found, counted(count, "other") if people else f"{count}")

    def _nobody(self, way: Way, found: WhoSuits) -> str:
        """Why nobody is listed."""
        if way == "suits" and not self._hopes:
            return UNKNOWN
        return LEFT_OUT if found.hidden else NOBODY[way]

    @property
    def _hopes(self) -> bool:
        """Whether anything is known of whom they hope to meet, by their card or by their lens."""
        lens = self.book.current_lens(self.contact.id, self.session.today)
        return bool(self.book.contact(self.contact.id).wants or (lens is not None and lens.types))

    def _person(self, one: Suiting, way: Way) -> Iterator[Block]:
        known = self.book.contact(one.contact)
        role = f"  {known.role_line}" if known.role_line else ""
        yield Block(
            (Span(f" {plain(known.name)}", "strong"), Span(plain(role), "muted")),
            Pair(one.contact),
            indent=3,
            right=(Span(glyphs.ENTER, "accent"),),
        )
        for reason in one.reasons:
            if reason.way in (way, "both"):
                yield text(plain(reason.words), indent=3)
        if one.before:
            yield text(plain(one.before), "accent", indent=3)
        for words in one.think:
            yield text(plain(f"{glyphs.THINK} think: {words}"), "accent", indent=3)
        yield text()

    def _left_out(self, found: WhoSuits, count: str) -> Iterator[Block]:
        """Those who would suit and are not proposed, counted, and on Enter each with the reason."""
        line = f" {count} left out"
        if not self.is_unfolded:
            yield Block((Span(line, "muted"),), Unfold(), right=(Span(f"why {glyphs.ENTER}", "muted"),))
            return
        yield text(line.strip(), "muted")
        for one in found.hidden:
            name = self.book.name(one.contact)
            yield Block((Span(f"   {plain(name)}: ", "muted"), Span(plain(one.why))), indent=5)

    def chosen(self) -> tuple[int | None, int | None]:
        return None, self.contact.id

    def selected(self, key: Hashable) -> None:
        """Enter on someone begins an offer of the two; on those left out it says why."""
        if isinstance(key, Pair):
            self.start("new_offer", self.contact.id, key.contact)
        elif isinstance(key, Unfold):
            self.is_unfolded = True
            self.refill()


def going(found: WhoSuits, way: Way) -> list[Suiting]:
    """The people for one way: those with a reason of that way, and those who only share a tag, by what it adds up to."""
    people = [one for one in found.people if one.goes(way) or all(why.way == "both" for why in one.reasons)]
    return sorted(people, key=lambda one: (bool(one.think), -_score(one, way)))


def _score(one: Suiting, way: Way) -> int:
    return sum(reason.score for reason in one.reasons if reason.way in (way, "both"))
