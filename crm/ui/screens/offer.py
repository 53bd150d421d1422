"""One offer, whole: what was said to whom, and what came of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from crm.session.session import Session
from crm.ui.commands import COMMANDS, bindings, command
from crm.ui.keys import keys_of
from crm.ui.rows.offer_view import offer_blocks
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.plain import plain
from crm.ui.widgets.virtual_list import VirtualList

ABOUT = frozenset(one.id for one in COMMANDS if one.group == "Offers" and one.id != "new_offer") | {"edit"}
"""The commands that can be given here."""


class OfferScreen(ModalScreen[str | int | None]):
    """Ends with a command to run on this offer, the id of a reflection to open, or None."""

    CSS_PATH = "../styles/sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back"),
        *(one for one in bindings("main") if isinstance(one, Binding) and one.id in ABOUT),
    ]

    def __init__(self, session: Session, offer: int) -> None:
        super().__init__()
        self.session = session
        self.offer = session.book.offer(offer)

    def compose(self) -> ComposeResult:
        names = " and ".join(self.session.book.name(side.contact) for _, side in self.offer.sides())
        with Vertical(classes="sheet") as box:
            box.border_title = Content(plain(names))
            box.border_subtitle = Content(self._hints())
            yield VirtualList()

    def _hints(self) -> str:
        keys = keys_of(self.app)
        shown = (command(name) for name in ("yes", "no", "later", "asked", "message", "edit"))
        return " · ".join((*(f"{keys.shown(one)} {one.label}" for one in shown), "Esc back"))

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
