"""What every dialog shares: how it is saved and left, what Enter does in it, and that no word typed in it is lost."""

from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from crm.domain.record import Refusal
from crm.ui.commands import dialog_key
from crm.ui.outside.writing import written_outside
from crm.ui.screens.box import STYLES, Body, Box, style_sheets
from crm.ui.typed.drafts import Draft, KeepsDrafts, read_draft, write_draft
from crm.ui.widgets.hints import ENTER, LEAVE, SAVE, Hint, HintLabel, Hints
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.row import Row
from crm.ui.widgets.words_input import WordsInput

__all__ = [
    "ENTER",
    "LEAVE",
    "SAVE",
    "STYLES",
    "Body",
    "Dialog",
    "Hint",
    "HintLabel",
    "Hints",
    "Row",
    "style_sheets",
]

ResultT = TypeVar("ResultT")


class Dialog(Box[ResultT], Generic[ResultT]):
    """A question in a box over the screen.

    A dialog says its ``heading()``, yields its fields from ``body()`` and does its work in ``save()``. Esc leaves; what
    was typed is kept under ``draft_key()`` and is back when the same dialog is opened again. ctrl+s saves from
    anywhere, Enter moves on through the fields and saves from the last one (from any, with ``ENTER_SAVES``). A
    ``Refusal`` is shown on the message line until something in the dialog, or the field that it is about, is changed;
    everything is left as it was typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        dialog_key("dialog_close", "leave"),
        dialog_key("dialog_save", "save"),
        dialog_key("dialog_editor", "editor"),
        Binding("enter", "go_on", "On to the next field; from the last one, save", show=False),
    ]

    ENTER_SAVES: ClassVar[bool] = False
    """Whether Enter saves from every field."""

    DOES: ClassVar[str] = "save"
    """What saving is here, in the word for it on the last line."""

    TEXTS: ClassVar[str] = ".md"
    """What an editor is told of the texts of this dialog, as the ending of a file."""

    def __init__(self) -> None:
        super().__init__()
        self._untouched: Draft = {}

    # What a dialog says of itself -------------------------------------------------------------------------

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

    # What Enter does --------------------------------------------------------------------------------------

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

    # What was typed ---------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.say("")
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
