"""Records that cannot be read: where, why, and their text, which can be put right here."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import TextArea

from crm.session import repairing
from crm.session.actions import Outcome
from crm.session.repairing import Trouble
from crm.session.session import Session
from crm.ui.screens.dialog import LEAVE, SAVE, Dialog, Hint, style_sheets
from crm.ui.screens.keeping.listing import Listing
from crm.ui.widgets.blocks import Block, text
from crm.ui.widgets.line import Span
from crm.ui.widgets.long_text import LongText
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.virtual_list import VirtualList

EXCERPT = 300  # characters of a record's text that the list shows


class RepairScreen(Listing[Outcome]):
    """The records that need repair. Enter opens the text of one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.troubles = repairing.troubles(session)

    def heading(self) -> str:
        return f"Needs repair · {len(self.troubles)}"

    def hints(self) -> tuple[Hint, ...]:
        return (Hint("⏎", "open its text", "open"), LEAVE)

    def blocks(self) -> Iterable[Block]:
        yield text(
            "These records stay in the file as they are, byte for byte, until you change them.", "muted"
        )
        yield text()
        for place, one in enumerate(self.troubles):
            name = (Span(f"{one.name}  ", "strong"),) if one.name else ()
            yield Block((Span(" "), *name, Span(one.place, "muted" if name else "strong")), key=place)
            yield text(one.reason, "accent", indent=3)
            if one.raw:
                yield text(_excerpt(one.raw), "muted", indent=3)
            yield text()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        one = self.chosen(self.troubles)
        if one is not None:
            self.app.push_screen(RecordDialog(self.session, one), self._repaired)

    def _repaired(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        self.outcome = outcome
        self.troubles = repairing.troubles(self.session)
        if not self.troubles:
            self.dismiss(outcome)
            return
        self.refill()
        self.say(outcome.what)


def _excerpt(raw: str) -> str:
    words = " ".join(raw.split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"


class RecordDialog(Dialog[Outcome]):
    """The text of one record, as JSON. It is saved once it fits its table."""

    CSS_PATH = style_sheets("keeping")
    TALL: ClassVar[bool] = True
    TEXTS: ClassVar[str] = ".json"

    def __init__(self, session: Session, trouble: Trouble) -> None:
        super().__init__()
        self.session = session
        self.trouble = trouble

    def heading(self) -> str:
        return self.trouble.name or self.trouble.place

    def draft_key(self) -> str:
        return f"repair/{self.trouble.place}"

    def hints(self) -> tuple[Hint, ...]:
        return (SAVE, LEAVE)

    def body(self) -> Iterable[Widget]:
        one = self.trouble
        yield Quiet(f"{one.place}: {one.reason}" if one.name else one.reason)
        yield LongText(self.trouble.raw, id="raw")

    def on_mount(self) -> None:
        """It is looked over from its start."""
        self.query_one("#raw", TextArea).move_cursor((0, 0))

    def save(self) -> Outcome:
        return repairing.repair(self.session, self.trouble, self.query_one("#raw", TextArea).text)
