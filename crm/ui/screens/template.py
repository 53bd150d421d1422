"""The words of one draft, written by yourself: a subject, a text, and the fields that stand for what is known."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.domain.messages.drafts import template_in
from crm.domain.messages.templates import BUILT_IN, FIELDS, NAMES, WAY_OUT, fields_of
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.commands import dialog_key, with_keys
from crm.ui.keys import keys_of
from crm.ui.screens.dialog import LEAVE, SAVE, Dialog, Hint, Row, style_sheets
from crm.ui.widgets.hints import hint
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.long_text import LongText
from crm.ui.widgets.quiet import Quiet


class TemplateDialog(Dialog[Outcome]):
    """Edits one template. A field that does not exist is refused with the nearest one that does."""

    CSS_PATH = style_sheets("template")
    TALL: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [dialog_key("dialog_words", "back")]

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.session = session
        self.template = name

    def heading(self) -> str:
        return f"Your own words: {NAMES[self.template]}"

    def draft_key(self) -> str:
        return f"template/{self.template}"

    def hints(self) -> tuple[Hint, ...]:
        return (SAVE, hint("dialog_words", "back", "the program’s words"), LEAVE)

    def body(self) -> Iterable[Widget]:
        subject, text = template_in(self.session.book, self.template)
        yield Row("Subject", LineInput(subject, id="subject"))
        yield LongText(text, id="text")
        yield Quiet("\n".join(self._about()), id="fields")

    def _about(self) -> Iterable[str]:
        fields = [f"${{{field}}}" for field in fields_of(self.template)]
        widest = max(map(len, fields))
        for field, name in zip(fields, fields_of(self.template), strict=True):
            yield f"{field:<{widest}}  {FIELDS[name]}"
        if self.template in WAY_OUT:
            yield "Without ${way_out} the easy way out is put at the end."

    def action_back(self) -> None:
        """Show the program's own words again; saving makes them count."""
        subject, text = BUILT_IN[self.template]
        self.query_one("#subject", Input).value = subject
        self.query_one("#text", TextArea).load_text(text)
        self.say(
            with_keys("these are the program’s words: {dialog_save} goes back to them", keys_of(self.app))
        )

    def save(self) -> Outcome:
        subject, text = self.query_one("#subject", Input).value, self.query_one("#text", TextArea).text
        return self.session.do(actions.SetTemplate(name=self.template, subject=subject, body=text))
