"""What was being typed when the app last ended without saying so."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from crm.storage.words import moment_in_words
from crm.ui.screens.dialog import LEAVE, Hint
from crm.ui.screens.keeping.listing import Listing
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.virtual_list import VirtualList

EXCERPT = 240  # characters of what was typed that are shown


class Left(NamedTuple):
    """One dialog's words: the name they are kept under, the dialog's title, and what stood in its fields."""

    key: str
    title: str
    draft: dict[str, Any]


class LeftScreen(Listing[str]):
    """Ends with the key of what is to be opened again; what is left waits until its dialog is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "drop", "Throw it away")]

    def __init__(self, left: Iterable[Left], written: str) -> None:
        super().__init__()
        self.left = list(left)
        self.written = written

    def heading(self) -> str:
        return "Typed and not saved"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("⏎", "go on with it", "open"),
            Hint("x", "throw it away", "drop"),
            LEAVE._replace(words="later"),
        )

    def blocks(self) -> Iterable[Block]:
        yield text(f"crm ended in the middle of this{_when(self.written)}. The words were kept.", "muted")
        yield text()
        for place, one in enumerate(self.left):
            yield Block((Span(" "), Span(one.title, "strong")), key=place, wraps=False)
            yield text(" · ".join(_texts(one.draft))[:EXCERPT] or "choices only", indent=3)
            yield text()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        one = self.chosen(self.left)
        if one is not None:
            self.dismiss(one.key)

    def action_drop(self) -> None:
        one = self.chosen(self.left)
        if one is None:
            return
        self.left.remove(one)
        self._drafts().pop(one.key, None)
        if self.left:
            self.refill()
        else:
            self.dismiss(None)


def _when(written: str) -> str:
    try:
        return f" ({moment_in_words(datetime.fromisoformat(written))})"
    except ValueError:
        return ""


def _texts(value: Any) -> Iterable[str]:
    """The words in a draft, one after the other."""
    if isinstance(value, str) and value.strip():
        yield " ".join(value.split())
    elif isinstance(value, dict | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
