"""Which of the two people in an offer is meant, when it could be either."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from crm.domain.offer import SideKey
from crm.domain.record import Refusal
from crm.session.session import Session
from crm.ui import glyphs
from crm.ui.screens.dialog import LEAVE, Dialog, Hint
from crm.ui.widgets.choice import Choice, Option


class WhichSide(Dialog[SideKey]):
    """Asks for one of the two sides; the key of the side takes it at once."""

    ENTER_SAVES: ClassVar[bool] = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pick(0)", "The first", show=False),
        Binding("2", "pick(1)", "The second", show=False),
    ]

    def __init__(self, session: Session, offer: int, question: str) -> None:
        super().__init__()
        self.session = session
        self.offer = session.book.offer(offer)
        self.question = question

    def heading(self) -> str:
        return self.question

    def body(self) -> Iterable[Widget]:
        yield Choice(_people(self.session, self.offer.id), tall=True, id="side")

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("⏎", "take", "save"), LEAVE)

    def action_pick(self, index: int) -> None:
        self.query_one("#side", Choice).take(index)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A letter or a click takes a person at once; arrows only point."""
        event.stop()
        if not event.moved:
            self.action_save()

    def save(self) -> SideKey:
        value = self.query_one("#side", Choice).value
        if value is None:
            raise Refusal("which of the two? Their letter takes them")
        return "b" if value == "b" else "a"


def letters_of(names: Mapping[SideKey, str]) -> Mapping[SideKey, str]:
    """The letter that takes each of two people: that with which their name begins, or where it is the same 1 and 2."""
    first = {
        key: next((char for char in name.casefold() if char.isalnum()), key) for key, name in names.items()
    }
    return first if first["a"] != first["b"] else {"a": "1", "b": "2"}


def _people(session: Session, offer: int) -> tuple[Option, ...]:
    found = session.book.offer(offer)
    names = {key: session.book.name(side.contact) for key, side in found.sides()}
    letters = letters_of(names)
    return tuple(
        Option(key, letters[key], names[key], f"{glyphs.side_glyph(side)} {glyphs.side_word(side)}")
        for key, side in found.sides()
    )
