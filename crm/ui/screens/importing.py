"""Taking an address book in: first what it would do, then, with Enter, done as one step."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import ProgressBar
from textual.worker import get_current_worker

from crm.domain.record import Refusal
from crm.exchange.detect import read
from crm.exchange.matching import ImportPlan, plan
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.import_report import report_blocks
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, Row, style_sheets
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.path_input import PathInput
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.virtual_list import VirtualList

KNOWN = (
    "vCards (a phone, iCloud, Google, Outlook), LinkedIn's Connections.csv, contacts as CSV from Google, Outlook or "
    "Thunderbird, LDIF, abook, a folder of vCards, or this program's own JSON.\n"
    "What the file is is found by what is in it. Nothing is changed before you have seen what would change."
)


class ImportScreen(Dialog[Outcome]):
    """Ends with the import that was done, or None. Until Enter on the report the book stays as it is."""

    CSS_PATH = style_sheets("importing")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_report(-1)", "A line up", show=False),
        Binding("down", "scroll_report(1)", "A line down", show=False),
    ]
    TALL: ClassVar[bool] = True
    ENTER_SAVES: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.plan: ImportPlan | None = None
        self.path = Path()

    def heading(self) -> str:
        return "Import people"

    def draft_key(self) -> str:
        return "import"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("⏎", "look into the file, then import", "save"),
            Hint("tab", "complete", "complete"),
            LEAVE,
        )

    def middle(self) -> ComposeResult:
        yield Row("File", PathInput(placeholder="~/Downloads/contacts.vcf", id="path"))
        yield from super().middle()

    def body(self) -> Iterable[Widget]:
        yield Quiet(KNOWN, id="known")
        yield ProgressBar(show_eta=False, show_percentage=False, id="progress")
        yield VirtualList(id="report")

    def on_mount(self) -> None:
        self._report.can_focus = False
        self._show("known")

    @property
    def _report(self) -> VirtualList:
        return self.query_one("#report", VirtualList)

    def _show(self, wanted: str) -> None:
        """Show one of: what can be read, that something is being read, the report."""
        for name in ("known", "progress", "report"):
            self.query_one(f"#{name}").display = name == wanted

    # Keys -------------------------------------------------------------------------------------------------

    def action_complete(self) -> None:
        self.query_one("#path", PathInput).action_complete()

    def action_scroll_body(self, direction: int) -> None:
        page = max(1, self._report.size.height - 1)
        self.action_scroll_report(direction * page)

    def action_scroll_report(self, lines: int) -> None:
        self._report.scroll_relative(y=lines, animate=False)

    def on_input_changed(self) -> None:
        """Another file is meant: what was found out about the last one is put away."""
        if self.plan is not None:
            self._forget()

    def _forget(self) -> None:
        self.plan = None
        self._show("known")
        self.say("")

    def save(self) -> Outcome | None:
        field = self.query_one("#path", PathInput)
        if not field.value.strip():
            raise Refusal("which file? Type its path, or drop it here")
        if self.plan is None:
            self._look_into(field.path)
            return None
        if not self.plan.added and not self.plan.updated:
            raise Refusal("there is nothing in it that your book does not have: Esc leaves")
        return self.session.import_plan(self.plan, self.path.name)

    # Reading ----------------------------------------------------------------------------------------------

    def _look_into(self, path: Path) -> None:
        self.path = path
        self.say(f"Reading {path.name} {_size(path)}".strip())
        self._show("progress")
        self.read_file(path)

    @work(thread=True, exclusive=True, group="import")
    def read_file(self, path: Path) -> None:
        """Read and compare beside the screen; a file that was left meanwhile is heard of no more."""
        worker = get_current_worker()
        try:
            found = plan(self.session.book, read(path), today=self.session.today)
        except Refusal as refusal:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.refused, refusal)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.report, found)

    def refused(self, refusal: Refusal) -> None:
        """The file could not be read; its path stays to be corrected."""
        self._forget()
        self.say(str(refusal), refusal=True)

    def report(self, found: ImportPlan) -> None:
        """Show what the import would do."""
        if self.query_one("#path", PathInput).path != self.path:
            self._forget()
            return
        self.plan = found
        self._show("report")
        self._report.show(Blocks(report_blocks(found)))
        count = len(found.added) + len(found.updated)
        self.say(f"⏎ takes {count} into your book; u takes them back" if count else "nothing new in it")


def _size(path: Path) -> str:
    """How big a file is where that is worth saying."""
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return f"({size / 1e6:.1f} MB)" if size > 1e6 else ""
