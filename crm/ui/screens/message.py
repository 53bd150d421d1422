"""A message to be looked over: which draft, its words, and the ways to take it along. Nothing is sent from here."""

import os
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.domain.messages.templates import PURPOSES
from crm.domain.offer import SideKey
from crm.domain.record import Refusal
from crm.exchange.mail import eml, mailto
from crm.insight.next_offer.ask_first import ask_hints
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.commands import dialog_key, with_keys
from crm.ui.keys import keys_of
from crm.ui.outside.clipboard import copy_by_tool
from crm.ui.outside.taking_along import open_mail, write_file
from crm.ui.rows.message_drafts import Entry, entries, mark, mark_word
from crm.ui.screens.dialog import LEAVE, Dialog, Hint, Row, style_sheets
from crm.ui.screens.template import TemplateDialog
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.hints import hint
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.long_text import LongText
from crm.ui.widgets.quiet import Quiet

MARK = (Option("yes", "y", "yes, today"), Option("no", "n", "no"))


class MessageScreen(Dialog[Outcome]):
    """Drafts about one offer, or to one contact. It ends with what was marked, or None.

    The likeliest draft is shown first; with ``side`` it is the likeliest one to that side.

    Raises:
        Refusal: when there is nothing to write.
    """

    CSS_PATH = style_sheets("message")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - declared by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        dialog_key("dialog_copy", "copy", beside=("c",)),
        dialog_key("dialog_open", "open_mail", beside=("o",)),
        dialog_key("dialog_save", "save", beside=("f",)),
        dialog_key("dialog_words", "own_words"),
    ]

    def __init__(
        self,
        session: Session,
        *,
        offer: int | None = None,
        contact: int | None = None,
        side: SideKey | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.offer = offer
        self.contact = contact
        self.entries = entries(session, offer, contact)
        if not self.entries:
            raise Refusal("there is nothing to write about this offer now")
        self.texts: dict[int, tuple[str, str]] = {}
        """Subjects and bodies that were edited, by the place of their draft."""
        self.at = next(
            (place for place, one in enumerate(self.entries) if side and one.which.side == side), 0
        )

    def heading(self) -> str:
        return f"Message to {self.entry.to}"

    def draft_key(self) -> str:
        return f"message/{self.offer or self.contact}"

    def hints(self) -> tuple[Hint, ...]:
        return (
            hint("dialog_copy", "copy"),
            hint("dialog_open", "open_mail", "mail"),
            hint("dialog_save", "save", "file"),
            hint("dialog_words", "own_words"),
            LEAVE,
        )

    @property
    def entry(self) -> Entry:
        return self.entries[self.at]

    # How it looks -----------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        options = [
            Option(
                str(place), str(place + 1) if place < 9 else "", f"{PURPOSES[one.which.purpose]}, to {one.to}"
            )
            for place, one in enumerate(self.entries)
        ]
        yield Choice(options, str(self.at), tall=True, id="which")
        yield Row("To", Quiet("", id="to"))
        yield Row("Subject", LineInput(id="subject"))
        yield LongText(id="text")
        yield Quiet("", id="about")
        yield Row("", Choice(MARK, id="mark"), id="mark-row")

    def on_mount(self) -> None:
        kept = self._drafts().pop(self.draft_key(), {})
        self.texts.update({place: text for place, text in enumerate(_texts(kept, len(self.entries))) if text})
        self._show(int(str(kept.get("at", self.at))))

    def _show(self, at: int) -> None:
        self.at = at
        subject, text = self.texts.get(at, (self.entry.draft.subject, self.entry.draft.body))
        self.query_one("#which", Choice).value = str(at)
        self.query_one("#subject", Input).value = subject
        field = self.query_one("#text", TextArea)
        field.load_text(text)
        field.move_cursor((0, 0))  # a draft is looked over from its start
        self.query_one("#to", Quiet).tell(", ".join(self.entry.draft.to) or "no mail address")
        self.query_one("#about", Quiet).tell(" · ".join((*self.entry.draft.hints, *self._before_asking())))
        self.query_one("#mark-row").display = False
        self.retitle()

    def _before_asking(self) -> Iterable[str]:
        """Whom to ask first, and who has asks enough open, where this is an ask."""
        if self.entry.which.purpose != "ask" or self.entry.offer is None:
            return ()
        book = self.session.book
        return ask_hints(book, book.offer(self.entry.offer), self.session.thresholds)

    # What is typed ----------------------------------------------------------------------------------------

    def on_choice_changed(self, event: Choice.Changed) -> None:
        if event.choice.id == "mark":
            self._marked(event.value)
        elif event.value is not None and int(event.value) != self.at:
            self._show(int(event.value))

    def on_input_changed(self) -> None:
        self._keep_text()

    def on_text_area_changed(self) -> None:
        self._keep_text()

    def _keep_text(self) -> None:
        typed = (self.query_one("#subject", Input).value, self.query_one("#text", TextArea).text)
        draft = self.entry.draft
        if typed == (draft.subject, draft.body):
            self.texts.pop(self.at, None)
        else:
            self.texts[self.at] = typed

    def unsaved(self) -> dict[str, object]:
        """Edited words, by the place of their draft."""
        return {"at": self.at} | {str(at): text for at, text in self.texts.items()} if self.texts else {}

    @property
    def message(self) -> tuple[tuple[str, ...], str, str]:
        """To whom, subject and body as they stand."""
        subject, text = self.texts.get(self.at, (self.entry.draft.subject, self.entry.draft.body))
        return self.entry.draft.to, subject, text

    def action_own_words(self) -> None:
        """Write the template of this draft anew; what stands here is made from it then."""
        self.app.push_screen(TemplateDialog(self.session, self.entry.template(self.session)), self._reworded)

    def _reworded(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.entries = entries(self.session, self.offer, self.contact)
            self.texts.pop(self.at, None)
            self._show(self.at)
            self.say(outcome.what)

    # Taking it along --------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        text = self.message[2]
        self.app.copy_to_clipboard(text)
        tool = copy_by_tool(text, os.environ)
        self._taken("copied" if tool else "copied through the terminal, if it lets that happen")

    def action_open_mail(self) -> None:
        if open_mail(mailto(*self.message)):
            self._taken("opened in your mail program")
        else:
            ways = with_keys("{dialog_copy} copies, {dialog_save} saves a file", keys_of(self.app))
            self.say(f"no mail program was found here: {ways}", refusal=True)

    def action_save(self) -> None:
        try:
            path = write_file(self.session.path.parent, self.entry.to, self.session.today, eml(*self.message))
        except OSError as error:
            self.say(f"it could not be saved: {error.strerror}", refusal=True)
            return
        self._taken(f"saved as {path.name} beside the book")

    def _taken(self, how: str) -> None:
        """It has been taken along: what comes next is to mark it, with one key."""
        self.say(how)
        word = mark_word(self.session, self.entry)
        if word is not None:
            row = self.query_one("#mark-row", Row)
            row.relabel(word)
            row.display = True
            self.query_one("#mark", Choice).focus()

    def _marked(self, value: str | None) -> None:
        if value == "no":
            self.dismiss(None)
        elif value == "yes":
            try:
                self.dismiss(mark(self.session, self.entry, self.contact))
            except Refusal as refusal:
                self.query_one("#mark", Choice).value = None
                self.say(str(refusal), refusal=True)

    def action_go_on(self) -> None:
        """Enter goes through the fields; it never takes anything along by itself."""
        self.focus_next()


def _texts(kept: dict[str, object], count: int) -> list[tuple[str, str] | None]:
    found = (kept.get(str(place)) for place in range(count))
    return [(str(one[0]), str(one[1])) if isinstance(one, tuple) and len(one) == 2 else None for one in found]
