"""Pairs of contacts who are probably or perhaps one person. One key makes one of two, another notes that they are two."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.worker import get_current_worker

from crm.domain.contact import Pick
from crm.domain.record import Refusal
from crm.exchange.matching.merging import LISTS, PROSE
from crm.insight.duplicates import Double, double_of
from crm.insight.resembling import all_doubles, resembles
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.done_here import DoneHere
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, style_sheets
from crm.ui.screens.doubles.compared import Compared, field_rows, history
from crm.ui.told import to_take_back
from crm.ui.widgets.blocks import Block, Blocks, text
from crm.ui.widgets.hints import Hints, hint
from crm.ui.widgets.line import Span
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

ON_A_PAIR = (
    Hint("m", "make one", "merge"),
    Hint("x", "two people", "two_people"),
    Hint("tab", "fields", "other_list"),
    Hint("← → b", "stays", "pick('keep')"),
)
"""What the keys do while there is a pair."""


class DoublesScreen(Dialog[Outcome]):
    """The pairs above, the two cards and what they become below. Ends with what was done last, or None.

    With ``only`` it shows the pairs of one contact.
    """

    CSS_PATH = style_sheets("doubles")
    TALL: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "merge", "Make one of the two"),
        Binding("x", "two_people", "They are two people"),
        Binding("left", "pick('keep')", "The value on the left stays"),
        Binding("right", "pick('merge')", "The value on the right stays"),
        Binding("b", "pick('both')", "Both stay"),
        Binding("s", "swap", "Keep the other one"),
        Binding("tab", "other_list", "To the fields, or back to the pairs", priority=True),
        Binding("u", "undo", "Take back what was done", id="undo"),
    ]

    def __init__(self, session: Session, only: int | None = None) -> None:
        super().__init__()
        self.session = session
        self.only = only
        self.found: list[Double] | None = None
        self.chosen: dict[str, Pick] = {}
        self.done = DoneHere(session)

    # How it looks -----------------------------------------------------------------------------------------

    def heading(self) -> str:
        found = self.found or ()
        likely = sum(one.score > 0 for one in found)
        counts = [f"{likely:,}"] if likely else []
        if likely < len(found):
            counts.append(f"{len(found) - likely:,} perhaps" if likely else f"{len(found):,}")
        how = "Perhaps" if found and not likely else "Probably"
        return " · ".join((f"{how} one person twice", *counts))

    def hints(self) -> tuple[Hint, ...]:
        return (*ON_A_PAIR, hint("undo", "undo"), LEAVE)

    def middle(self) -> ComposeResult:
        yield VirtualList(id="pairs")
        yield VirtualList(id="fields")

    def body(self) -> Iterable[Widget]:
        return ()

    def on_mount(self) -> None:
        self.pairs.focus()
        self.say("looking for people who are in it twice")
        self.look()

    @property
    def pairs(self) -> VirtualList:
        return self.query_one("#pairs", VirtualList)

    @property
    def fields(self) -> VirtualList:
        return self.query_one("#fields", VirtualList)

    @property
    def pair(self) -> Double | None:
        """The pair under the cursor."""
        key = self.pairs.key
        return next((one for one in self.found or () if one.key == key), None)

    @work(thread=True, exclusive=True, group="doubles")
    def look(self) -> None:
        """Look for pairs beside the screen."""
        worker = get_current_worker()
        found = all_doubles(self.session.book, () if self.only is None else (self.only,))
        if not worker.is_cancelled:
            self.call_later(self.show_found, found)

    def show_found(self, found: Sequence[Double]) -> None:
        """Show the pairs that were found."""
        self.found = [one for one in found if self.only is None or self.only in one[:2]]
        self.say("")
        self.refill()

    def _nobody(self) -> str:
        return "nobody else is in it twice" if self.done else "nobody seems to be in it twice"

    def refill(self) -> None:
        """Show what there is now."""
        self.retitle()
        self.pairs.show(Blocks(self._row(one) for one in self.found or ()))
        for one in ON_A_PAIR:
            self.query_one(Hints).say(one.action, one.words if self.found else "")
        self.show_pair()

    def _row(self, one: Double) -> Block:
        book = self.session.book
        names = f" {plain(book.name(one.a))}  =  {plain(book.name(one.b))}"
        why = f"   {plain(', '.join(one.reasons))}"
        return Block(
            (Span(names, "strong"), Span(why, "muted")),
            one.key,
            1,
            wraps=False,
            right=(Span(one.sure, "accent"),),
        )

    def show_pair(self) -> None:
        """Show the two cards of the pair under the cursor."""
        pair, book = self.pair, self.session.book
        if pair is None:
            self.fields.show(Blocks((text(), text(self._nobody() if self.found == [] else "", "muted"))))
            return
        keep, merge = book.contact(pair.a), book.contact(pair.b)
        follows = (history(book, keep.id), history(book, merge.id))
        heads = ("  the one", "  the other", "become")
        why = f"{pair.sure}: {', '.join(pair.reasons)}"
        self.fields.show(Compared(why, heads, follows, field_rows(keep, merge, self.chosen)))

    # Keys -------------------------------------------------------------------------------------------------

    def on_virtual_list_highlighted(self, event: VirtualList.Highlighted) -> None:
        event.stop()
        if event.sender is self.pairs:
            self.chosen = {}
            self.show_pair()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        if event.sender is self.pairs:
            self.fields.focus()

    def action_other_list(self) -> None:
        (self.fields if self.pairs.has_focus else self.pairs).focus()

    def action_save(self) -> None:
        self.action_merge()

    def action_go_on(self) -> None:
        self.action_other_list()

    def action_pick(self, pick: Pick) -> None:
        """Let the value on one side stay, or both, in the field under the cursor."""
        field = self.fields.key
        if not self.fields.has_focus or not isinstance(field, str):
            self.fields.focus()
            return
        if pick == "both" and field not in (*LISTS, *PROSE):
            self.say("only one of these two can stay", refusal=True)
            return
        self.chosen[field] = pick
        self.say("")
        self.show_pair()

    def action_swap(self) -> None:
        """Keep the other one: it only matters to those who know the record's number."""
        pair = self.pair
        if pair is None or self.found is None:
            return
        self.found[self.found.index(pair)] = pair._replace(a=pair.b, b=pair.a)
        self.chosen = {}
        self.refill()

    def action_merge(self) -> None:
        pair = self.pair
        if pair is not None:
            self._do(actions.MergeContacts(keep=pair.a, merge=pair.b, fields=dict(self.chosen)), pair)

    def action_two_people(self) -> None:
        pair = self.pair
        if pair is not None:
            self._do(actions.DismissDuplicate(a=pair.a, b=pair.b), pair)

    def _do(self, action: actions.MergeContacts | actions.DismissDuplicate, pair: Double) -> None:
        try:
            outcome = self.session.do(action)
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        self.done.add(outcome)
        self.chosen = {}
        self.found = list(self._after(pair))
        self.refill()
        self.pairs.focus()
        self.say(to_take_back(outcome, self.app))

    def _after(self, pair: Double) -> Iterable[Double]:
        """The pairs that are left: those of the one that went are now of the one that stays."""
        book = self.session.book
        there = {one.key for one in self.found or ()}
        for one in self.found or ():
            if one == pair:
                continue
            a, b = (pair.a if two not in book.contacts else two for two in one[:2])
            if (a, b) == one[:2]:
                yield one
            elif a != b and one._replace(a=a, b=b).key not in there:
                pair_left = book.contact(a), book.contact(b)
                again = double_of(book, *pair_left) or resembles(book, *pair_left)
                if again is not None:
                    yield again

    def heir(self, contact: int) -> int:
        """The one that a contact has become by what was done here: itself where it was not merged into another."""
        heirs = {one.answer["merged"]: one.id for _, one in self.done.steps if "merged" in one.answer}
        while (heir := heirs.get(contact)) is not None:
            contact = heir
        return contact

    def action_undo(self) -> None:
        """Take back what was done here, step by step."""
        try:
            undone = self.done.undo()
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        self.say(f"undone: {undone.what}")
        self.look()

    def action_leave(self) -> None:
        self.dismiss(self.done.outcome)
