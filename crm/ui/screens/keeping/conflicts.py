"""Fields that were changed in two places at once: which value stands?"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from crm.domain.days.dates import say_day
from crm.domain.record import Refusal, day_of_instant
from crm.session import keeping
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage.settling import Dispute, How
from crm.ui.rows.record_words import field_words, record_words, value_words
from crm.ui.screens.dialog import LEAVE, Hint
from crm.ui.screens.keeping.listing import Listing
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span

SHORT = 52  # cells within which a field stands beside its record
LABEL = 9  # cells of the column that says whose value it is


class ConflictsScreen(Listing[Outcome]):
    """Each with both values. One key decides; what was decided can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "decide('mine')", "Keep mine"),
        Binding("t", "decide('theirs')", "Take theirs"),
        Binding("b", "decide('both')", "Keep both texts"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.disputes = keeping.disputes(session)

    def heading(self) -> str:
        return f"Changed in two places · {len(self.disputes)}"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("m", "keep mine", "decide('mine')"),
            Hint("t", "take theirs", "decide('theirs')"),
            Hint("b", "keep both", "decide('both')"),
            LEAVE,
        )

    def blocks(self) -> Iterable[Block]:
        for place, one in enumerate(self.disputes):
            yield from self._lines(place, one)
            yield text()

    def _lines(self, place: int, one: Dispute) -> Iterable[Block]:
        book = self.session.book
        who = record_words(book, one.table, one.record)
        what = (
            "removed here or there" if one.is_removal else field_words(book, one.table, one.record, one.path)
        )
        is_short = cell_len(who + what) <= SHORT
        beside = (Span(f"  {what}", "accent"),) if is_short else ()
        day = Span(_day(one.created, self.session.today), "muted")
        yield Block((Span(" "), Span(who, "strong"), *beside), key=place, indent=1, right=(day,))
        if not is_short:
            yield text(what, "accent", indent=3)
        yield _value("mine", one.ours, "")
        yield _value("theirs", one.theirs, "")
        if one.base is not None and not one.is_removal:
            yield _value("before", one.base, "muted")

    def action_decide(self, how: How) -> None:
        one = self.chosen(self.disputes)
        if one is None:
            return
        try:
            self.outcome = keeping.decide(self.session, one, how)
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        self.disputes = keeping.disputes(self.session)
        if not self.disputes:
            self.dismiss(self.outcome)
            return
        self.refill()
        self.say(self.outcome.what)


def _value(whose: str, value: object, tone: str) -> Block:
    words = "not there" if value is None else value_words(value)
    return Block((Span(f"   {whose:<{LABEL}}", "muted"), Span(words, tone)), indent=LABEL + 3)


def _day(created: str, today: date) -> str:
    """The day of an instant in the file; what is none there stands as it is."""
    day = day_of_instant(created)
    return created[:10] if day is None else say_day(day, today)
