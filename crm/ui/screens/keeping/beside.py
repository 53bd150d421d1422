"""Copies of the book that a sync tool left beside it: join them, or let them lie."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from crm.domain.record import Refusal
from crm.session import keeping
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage.beside import Beside
from crm.storage.change import SaveFailed
from crm.storage.words import moment_in_words
from crm.storage.writer import reason_of
from crm.ui.screens.dialog import LEAVE, Hint
from crm.ui.screens.keeping.listing import Listing
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.virtual_list import VirtualList

WHY = (
    "They were made from this book, most likely because it was changed on two machines at once. Joining takes in what "
    "is new; where both changed one field, yours stands and you decide later. It is one step that can be undone."
)


class BesideScreen(Listing[Outcome]):
    """The copies and what each would bring."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "decline", "Let it lie")]

    def __init__(self, session: Session, found: Sequence[Beside]) -> None:
        super().__init__()
        self.session = session
        self.found = list(found)

    def heading(self) -> str:
        return f"Copies beside {self.session.path.name} · {len(self.found)}"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("⏎", "join", "join"),
            Hint("x", "let it lie, do not ask again", "decline"),
            LEAVE._replace(words="later"),
        )

    def blocks(self) -> Iterable[Block]:
        yield text(WHY, "muted")
        yield text()
        for place, one in enumerate(self.found):
            yield Block(
                (Span(" "), Span(one.path.name, "strong")),
                key=place,
                wraps=False,
                right=(Span(moment_in_words(one.written), "muted"),),
            )
            yield text(f"brings {keeping.what_it_brings(one.joining)}", indent=3)
            yield text(_base(one), "muted", indent=3)
            yield text()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.action_join()

    @work(exclusive=True, group="keeping")
    async def action_join(self) -> None:
        """Join the one under the cursor; once that is saved it goes to the backups."""
        one = self.chosen(self.found)
        if one is None:
            return
        try:
            self.outcome = keeping.take_in(self.session, one)
            aside = await asyncio.to_thread(keeping.put_away, self.session, one)
        except (Refusal, OSError, SaveFailed) as fault:
            self.say(f"{one.path.name} stays where it is: {reason_of(fault)}", refusal=True)
            return
        self._gone(one, f"{self.outcome.what}; the copy is now {aside}")

    def action_decline(self) -> None:
        one = self.chosen(self.found)
        if one is None:
            return
        try:
            keeping.decline(self.session, one)
        except OSError as error:
            self.say(reason_of(error), refusal=True)
            return
        self._gone(one, f"{one.path.name} stays where it is")

    def _gone(self, one: Beside, told: str) -> None:
        self.found.remove(one)
        if not self.found:
            self.notify(told, markup=False)
            self.dismiss(self.outcome)
            return
        self.refill()
        self.say(told)


def _base(one: Beside) -> str:
    if one.base is None:
        return "no earlier state is known that both grew out of: nothing counts as removed"
    return f"both grew out of the state of {moment_in_words(one.base.replaced)}"
