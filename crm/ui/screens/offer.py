"""One offer, whole: what was said to whom, and what came of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from crm.session.session import Session
from crm.ui.commands import COMMANDS, bindings, command, footer_width, matters
from crm.ui.context import Context
from crm.ui.keys import keys_of
from crm.ui.rows.offer_view import offer_blocks
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

ABOUT = (*(one.id for one in COMMANDS if one.group == "Offers" and one.id != "new_offer"), "edit")
"""The commands that can be given here."""

FIRST = (
    "reflect",
    "introduced",
    "outcome",
    "asked",
    "yes",
    "no",
    "later",
    "take_back",
    "withdraw",
    "message",
)
"""What the last line names before the others, as far as there is room."""

BACK = "Esc back"


class OfferScreen(ModalScreen[str | int | None]):
    """Ends with a command to run on this offer, the id of a reflection to open, or None."""

    CSS_PATH = "../styles/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back"),
        *(one for one in bindings("main") if isinstance(one, Binding) and one.id in ABOUT),
    ]

    def __init__(self, session: Session, offer: int, locked: str = "") -> None:
        super().__init__()
        self.session = session
        self.locked = locked
        self.offer = session.book.offer(offer)

    def compose(self) -> ComposeResult:
        names = " and ".join(self.session.book.name(side.contact) for _, side in self.offer.sides())
        with Vertical(classes="sheet") as box:
            box.border_title = Content(plain(names))
            yield VirtualList()

    def on_resize(self) -> None:
        box = self.query_one(".sheet")
        box.border_subtitle = Content(self._hints(box.size.width))

    def _hints(self, width: int) -> str:
        """What can be done with this offer now, as much of it as one line holds."""
        context, room = self.context, width - len(BACK)
        kept = []
        for name in dict.fromkeys((*FIRST, *ABOUT)):
            one = command(name)
            if matters(one, context) and footer_width(one, context) <= room:
                kept.append(f"{context.keys.shown(one)} {one.label}")
                room -= footer_width(one, context)
        return "  ".join((*kept, BACK))

    @property
    def context(self) -> Context:
        return Context(
            today=self.session.today,
            pane="offers",
            offer=self.offer,
            owed=sum(one.is_owed for one in self.session.book.reflections_of(self.offer.id)),
            locked=self.locked,
            keys=keys_of(self.app),
        )

    def on_mount(self) -> None:
        rows = self.query_one(VirtualList)
        session = self.session
        rows.show(Blocks(offer_blocks(session.book, self.offer, session.today, session.thresholds)))
        rows.focus()

    def on_virtual_list_selected(self, event: VirtualList.Selected) -> None:
        event.stop()
        if isinstance(event.key, int):
            self.dismiss(event.key)

    def action_run(self, name: str) -> None:
        """Leave with a command for this offer."""
        self.dismiss(name)
