"""What every dialog shares: a title, a body, one line for what is to be said, and the keys that end it."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.domain.record import Refusal
from crm.ui.outside.writing import written_outside
from crm.ui.typed.drafts import Draft, KeepsDrafts, read_draft, write_draft
from crm.ui.widgets.choice import Choice, MultiChoice
from crm.ui.widgets.hints import EDITOR, ENTER, LEAVE, SAVE, Hint, HintLabel, Hints
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.path_input import PathInput
from crm.ui.widgets.plain import plain
from crm.ui.widgets.row import Row
from crm.ui.widgets.said_line import SaidLine
from crm.ui.widgets.words_input import WordsInput

__all__ = ["ENTER", "LEAVE", "SAVE", "Body", "Dialog", "Hint", "HintLabel", "Hints", "Row", "style_sheets"]

STYLES = Path(__file__).parent.parent / "styles"


def style_sheets(*names: str) -> list[str | PurePath]:
    """Paths of style sheets: the one of all dialogs and the named ones (``"answer"`` is ``answer.tcss``)."""
    return [STYLES / f"{name}.tcss" for name in ("dialog", *names)]


class Body(VerticalScroll, can_focus=False):
    """The scrolling middle of a dialog."""


ResultT = TypeVar("ResultT")


class Dialog(ModalScreen[ResultT | None], Generic[ResultT]):
    """A question in a box over the screen.

    A dialog says its ``heading()``, yields its fields from ``body()`` and does its work in ``save()``. Esc leaves; what
    was typed is kept under ``draft_key()`` and is back when the same dialog is opened again. ctrl+s saves from
    anywhere, Enter moves on through the fields and saves from the last one (from any, with ``ENTER_SAVES``). A
    ``Refusal`` is shown on the message line until something in the dialog, or the field that it is about, is changed;
    everything is left as it was typed.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = style_sheets()

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave, keeping what was typed", id="dialog_close"),
        Binding("ctrl+s", "save", "Save", id="dialog_save"),
        Binding("ctrl+g,f4", "editor", "The text in your own editor", id="dialog_editor"),
        Binding("enter", "go_on", "On to the next field; from the last one, save", show=False),
        Binding("pageup", "scroll_body(-1)", "Page up", show=False),
        Binding("pagedown", "scroll_body(1)", "Page down", show=False),
    ]

    ENTER_SAVES: ClassVar[bool] = False
    """Whether Enter saves from every field."""

    DOES: ClassVar[str] = "save"
    """What saving is here, in the word for it on the last line."""

    TALL: ClassVar[bool] = False
    """Whether the dialog takes the whole height and its body scrolls: for what does not fit 24 lines."""

    TEXTS: ClassVar[str] = ".md"
    """What an editor is told of the texts of this dialog, as the ending of a file."""

    def __init__(self) -> None:
        super().__init__()
        self._untouched: Draft = {}

    # What a dialog says of itself -------------------------------------------------------------------------

    def heading(self) -> str:
        """What stands in the border. It may hold names: it is shown literally."""
        return ""

    def body(self) -> Iterable[Widget]:
        """The fields and texts of the dialog."""
        return ()

    def hints(self) -> tuple[Hint, ...]:
        """The keys on the last line."""
        return (ENTER, LEAVE) if self.ENTER_SAVES else (SAVE, ENTER, LEAVE)

    def draft_key(self) -> str | None:
        """The name under which unsaved words are kept, or None where nothing is typed."""
        return None

    def save(self) -> ResultT | None:
        """Do what the dialog is for; None keeps it open.

        Raises:
            Refusal: when it cannot be done; the line is shown and nothing that was typed is lost.
        """
        return None

    # How it looks -----------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall" if self.TALL else "") as box:
            box.border_title = Content(plain(self.heading()))
            yield from self.middle()
            yield SaidLine(id="message")
            yield Hints(self._all_hints(), id="hints")

    def middle(self) -> ComposeResult:
        """The body, and what a wider dialog shows beside it."""
        with Body(id="body"):
            yield from self.body()

    def _all_hints(self) -> Iterator[Hint]:
        """The keys of the dialog, with that of the editor behind the first one."""
        for place, hint in enumerate(self.hints()):
            yield hint
            if place == 0:
                yield EDITOR

    def _hint_labels(self) -> Iterator[HintLabel]:
        return map(HintLabel, self._all_hints())

    def on_descendant_focus(self) -> None:
        self._say_hints()

    def on_descendant_blur(self) -> None:
        self._say_hints()

    def _say_hints(self) -> None:
        """Say on the last line what the keys do in the field with the cursor."""
        hints = self.query_one(Hints)
        hints.edits(text=self._text_to_edit() is not None)
        hints.say(ENTER.action, self._enter_does())

    def _enter_does(self) -> str:
        """What Enter does in the field with the cursor, for the dialogs that have it on their last line."""
        if self._breaks_lines:
            return "new line"
        return self.DOES if self._is_last_field else "next"

    def on_resize(self) -> None:
        self.query_one("#dialog").remove_class("-squeezed")
        self.call_after_refresh(self._fit)
        self.call_after_refresh(self.call_after_refresh, self._keep_in_sight)

    def _fit(self) -> None:
        """Where the window is too low for all of it, the body scrolls and the last line stays in sight.

        Until the window changes, it stays so: with a scroll bar the texts are narrower, and would grow and shrink for ever.
        """
        box = self.query_one("#dialog")
        below = sum(self.query_one(name).outer_size.height for name in ("#message", "#hints"))
        for body in self.query("#body"):
            needed = body.virtual_size.height + body.gutter.height + below + box.gutter.height
            if needed > self.size.height:
                box.add_class("-squeezed")

    def _keep_in_sight(self) -> None:
        """Show the field with the cursor in a window of another size, too."""
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)
        if isinstance(self.focused, TextArea):
            self.focused.scroll_cursor_visible(animate=False)

    def retitle(self) -> None:
        """Say the title again after something that stands in it has changed."""
        self.query_one("#dialog").border_title = Content(plain(self.heading()))

    def say(self, text: str, *, refusal: bool = False, about: Widget | None = None) -> None:
        """Put one line under the fields; an empty one takes it away.

        One that is ``about`` a field goes by itself when that is changed, one that refuses something when any is.
        """
        self.query_one(SaidLine).say(text, refusal=refusal, about=about)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(MultiChoice.Changed)
    def _put_right(self) -> None:
        self.query_one(SaidLine).put_right()

    def on_path_input_said(self, event: PathInput.Said) -> None:
        self.say(event.words, about=event.field)

    # What was typed ---------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.say("")
        for body in self.query("#body"):
            self.watch(body, "virtual_size", self._fit, init=False)
        self._untouched = read_draft(self)
        draft = self._drafts().get(self.draft_key() or "")
        if draft:
            write_draft(self, draft)
            self.say("as you left it")

    def _drafts(self) -> dict[str, Draft]:
        return self.app.drafts if isinstance(self.app, KeepsDrafts) else {}

    def unsaved(self) -> Draft:
        """What was typed and is not saved; empty where nothing was."""
        draft = read_draft(self)
        return {} if draft == self._untouched else draft

    def _keep_draft(self) -> None:
        key, draft = self.draft_key(), self.unsaved()
        if key is None:
            return
        self._drafts().pop(key, None)
        if draft:
            self._drafts()[key] = draft
            self.notify("What you typed is kept: it is back when you open this again.", markup=False)

    def forget_draft(self) -> None:
        """What was typed has been saved, or is not wanted any more."""
        self._drafts().pop(self.draft_key() or "", None)

    # Keys -------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        self._keep_draft()
        self.dismiss(None)

    def action_save(self) -> None:
        try:
            result = self.save()
        except Misfilled as refusal:
            refusal.go_there()
            self.say(str(refusal), refusal=True, about=refusal.field)
            return
        except Refusal as refusal:
            self.say(str(refusal), refusal=True)
            return
        if result is not None:
            self.forget_draft()
            self.dismiss(result)

    @property
    def _breaks_lines(self) -> bool:
        """Whether Enter belongs to the text with the cursor: it makes a new line there."""
        return isinstance(self.focused, TextArea) and not isinstance(self.focused, WordsInput)

    @property
    def _is_last_field(self) -> bool:
        return self.ENTER_SAVES or self.focused in (None, *self.focus_chain[-1:])

    def action_go_on(self) -> None:
        if self._is_last_field:
            self.action_save()
        else:
            self.focus_next()

    def action_enter(self) -> None:
        """A click on the hint of Enter: what the key does where the cursor is."""
        if isinstance(self.focused, TextArea) and self._breaks_lines:
            self.focused.insert("\n")
        else:
            self.action_go_on()

    def action_scroll_body(self, direction: int) -> None:
        body = self.query_one("#body", Body)
        body.scroll_relative(y=direction * max(1, body.size.height - 1), animate=False)

    def _text_to_edit(self) -> TextArea | None:
        """The text of several lines that has the cursor, else the only one that there is."""
        if isinstance(self.focused, TextArea):
            return self.focused
        shown = [field for field in self.query(TextArea) if field in self.focus_chain]
        return shown[0] if len(shown) == 1 else None

    def action_editor(self) -> None:
        """Write the text in one's own editor."""
        field = self._text_to_edit()
        if field is None:
            self.say("a text of several lines can be written in your editor: go to one first")
            return
        if reason := written_outside(field, self.TEXTS):
            self.say(reason)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    def on_words_input_submitted(self, event: WordsInput.Submitted) -> None:
        event.stop()
        self.action_go_on()

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves, as Esc does."""
        if self.is_current and self.get_widget_at(*event.screen_offset)[0] is self:
            self.action_leave()
