"""Taking an address book in: first what it would do, then, with Enter, done as one step."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import ProgressBar
from textual.worker import Worker, get_current_worker

from crm.domain.record import Refusal
from crm.exchange.progress import Cancelled, Tell
from crm.exchange.table.look import TableLook, UnknownColumns
from crm.session.actions import Outcome
from crm.session.columns import head_of, look_into
from crm.session.importing import Prepared, prepare, take
from crm.session.session import Session
from crm.ui.commands import command, dialog_key
from crm.ui.keys import keys_of
from crm.ui.rows.import_report import report_blocks
from crm.ui.screens.columns import Columns, ColumnsScreen
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, Hints, Row, style_sheets
from crm.ui.widgets.blocks import Blocks
from crm.ui.widgets.hints import hint
from crm.ui.widgets.path_input import PathInput
from crm.ui.widgets.quiet import Quiet
from crm.ui.widgets.virtual_list import VirtualList

KNOWN = (
    "vCards (a phone, iCloud, Google, Outlook), LinkedIn's Connections.csv, contacts as CSV from Google, Outlook or "
    "Thunderbird, any other CSV, LDIF, abook, a folder of vCards, or this program's own JSON.\n"
    "What the file is is found by what is in it. Nothing is changed before you have seen what would change."
)

AT_ONCE = 300
"""People up to whom an import is taken in between two keys; more are taken in beside the screen."""


LOOK = "look into it"
"""What Enter does first: nothing is taken in before it was seen."""

COLUMNS = "columns"
"""What is asked of a table alone: nothing else has any."""


class ImportScreen(Dialog[Outcome]):
    """Ends with the import that was done, or None. Until Enter on the report the book stays as it is."""

    CSS_PATH = style_sheets("importing")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_report(-1)", "A line up", show=False),
        Binding("down", "scroll_report(1)", "A line down", show=False),
        dialog_key("dialog_columns", "columns", priority=True),
    ]
    TALL: ClassVar[bool] = True
    ENTER_SAVES: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.prepared: Prepared | None = None
        self.path = Path()
        self._reading: Worker[None] | None = None
        self._taking = False
        self._taken: Outcome | None = None

    def heading(self) -> str:
        return "Import people"

    def draft_key(self) -> str:
        return "import"

    def hints(self) -> tuple[Hint, ...]:
        return (
            Hint("⏎", LOOK, "save"),
            Hint("tab", "complete", "complete"),
            hint("dialog_columns", "columns", COLUMNS),
            LEAVE,
        )

    def middle(self) -> ComposeResult:
        yield Row("File", PathInput(placeholder="~/Downloads/contacts.vcf", id="path"))
        yield from super().middle()

    def body(self) -> Iterable[Widget]:
        yield Quiet(KNOWN, id="known")
        yield ProgressBar(total=1, show_eta=False, id="progress")
        yield VirtualList(id="report")

    def on_mount(self) -> None:
        self._report.can_focus = False
        self._show("known")
        self.query_one(Hints).say("dialog_columns", "")

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
        if not self._taking and (self.prepared is not None or self._reading is not None):
            self._forget()

    def _forget(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self.prepared = self._reading = None
        self._say_leaving(reads=False)
        self.query_one(Hints).say("save", LOOK)
        self.query_one(Hints).say("dialog_columns", "")
        self._show("known")
        self.say("")

    def _say_leaving(self, *, reads: bool) -> None:
        """While a file is read there is nothing to go on with, and Esc stops that first."""
        self.query_one(Hints).say("leave", "stop" if reads else LEAVE.words)
        if reads:
            self.query_one(Hints).say("save", "")

    def action_leave(self) -> None:
        """Stop reading; without a file being read, leave. What is being taken in is undone afterwards, not stopped."""
        if self._taking:
            return
        if self._reading is None:
            super().action_leave()
            return
        self._forget()
        self.say(f"stopped reading {self.path.name}; nothing has changed")

    def save(self) -> Outcome | None:
        field = self.query_one("#path", PathInput)
        if not field.value.strip():
            raise Refusal("which file? Type its path, or drop it here")
        if self.prepared is None:
            if self._reading is None:
                self._look_into(field.path)
            return None
        if self.prepared.is_nothing_new:
            raise Refusal("there is nothing in it that your book does not have")
        if self._taking:
            return None
        count = len(self.prepared.plan.added) + len(self.prepared.plan.updated)
        if count <= AT_ONCE:
            return take(self.session, self.prepared)
        self._taking = True
        self.say(f"taking {count:,} into your book")
        self.query_one("#progress", ProgressBar).update(total=None)
        self._show("progress")
        self.take_in(self.prepared)
        return None

    @work(thread=True, exclusive=True, group="import")
    def take_in(self, prepared: Prepared) -> None:
        """Take many people in beside the screen."""
        try:
            outcome = take(self.session, prepared)
        except Refusal as refusal:
            self.call_later(self.refused, refusal)
            return
        self.call_later(self.taken, outcome)

    def taken(self, outcome: Outcome) -> None:
        """All of it is in the book."""
        self.forget_draft()
        self._taken = outcome
        self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """Leave once all is taken in; until then whatever was opened over this screen keeps it open."""
        outcome = self._taken
        if outcome is not None and self.is_active:
            self._taken = None
            self.dismiss(outcome)

    # Reading ----------------------------------------------------------------------------------------------

    def _look_into(self, path: Path, columns: Columns | None = None) -> None:
        self.path = path
        stop = keys_of(self.app).shown(command("dialog_close"))
        self.say(f"reading {path.name} {_size(path)}".strip() + f": {stop} stops")
        self.query_one("#progress", ProgressBar).update(total=1, progress=0)
        self._show("progress")
        self._say_leaving(reads=True)
        self._reading = self.read_file(path, columns)

    @work(thread=True, exclusive=True, group="import")
    def read_file(self, path: Path, columns: Columns | None) -> None:
        """Read and compare beside the screen; a file that was left meanwhile is heard of no more."""
        worker = get_current_worker()

        def tell(done: float) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.call_later(self.progress, done)

        try:
            found = prepare(self.session, path, columns, _now_and_then(tell))
        except Cancelled:
            return
        except Refusal as refusal:
            if not worker.is_cancelled:
                self.call_later(self.refused, refusal)
            return
        if not worker.is_cancelled:
            self.call_later(self.report, found)

    def progress(self, done: float) -> None:
        """Show how far it is."""
        self.query_one("#progress", ProgressBar).update(progress=done)

    def refused(self, refusal: Refusal) -> None:
        """The file could not be read; its path stays to be corrected. Of a table it is asked what is in it."""
        self._forget()
        self._taking = False
        self.say(str(refusal), refusal=True)
        if isinstance(refusal, UnknownColumns):
            self.ask_columns(refusal.look, None)

    def report(self, found: Prepared) -> None:
        """Show what the import would do."""
        self._reading = None
        self._say_leaving(reads=False)
        if self.query_one("#path", PathInput).path != self.path:
            self._forget()
            return
        self.prepared = found
        self._show("report")
        self._report.show(Blocks(report_blocks(found, keys_of(self.app))))
        count = len(found.plan.added) + len(found.plan.updated)
        self.query_one(Hints).say("save", "" if found.is_nothing_new else "import")
        self.query_one(Hints).say("dialog_columns", COLUMNS if found.is_table else "")
        if found.is_nothing_new:
            self.say("nothing new in it")
        else:
            what = f"{count:,}" if count else "it"
            undo = keys_of(self.app).shown(command("undo"))
            self.say(f"⏎ takes {what} into your book; {undo} takes {'it' if count < 2 else 'them'} back")

    # Columns ----------------------------------------------------------------------------------------------

    def action_columns(self) -> None:
        """Say what the columns of this table hold, also where they are known."""
        if self._taking:
            return
        path = self.query_one("#path", PathInput).path
        look = look_into(path) if path.is_file() else None
        if look is None or (self.prepared is not None and not self.prepared.is_table):
            self.say("only a table (CSV) has columns", refusal=True)
            return
        self.path = path
        self.ask_columns(look, self.prepared.columns if self.prepared is not None else None)

    @work(group="ask")
    async def ask_columns(self, look: TableLook, columns: Columns | None) -> None:
        """Ask what the columns hold, and read the table so."""
        head = head_of(self.path)
        if head is None:
            self.say(f"{self.path.name} cannot be read any more", refusal=True)
            return
        chosen = await self.app.push_screen_wait(ColumnsScreen(look, head, columns))
        if chosen is not None:
            self._look_into(self.path, chosen)


def _now_and_then(tell: Tell) -> Tell:
    """Tells of every hundredth part only: each telling waits for the screen."""
    told = -1

    def told_now_and_then(done: float) -> None:
        nonlocal told
        if int(done * 100) != told:
            told = int(done * 100)
            tell(done)

    return told_now_and_then


def _size(path: Path) -> str:
    """How big a file is where that is worth saying."""
    try:
        size = path.stat().st_size
    except OSError:
        return ""
    return f"({size / 1e6:.1f} MB)" if size > 1e6 else ""
