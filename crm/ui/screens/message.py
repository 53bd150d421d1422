"""A message to be looked over: which draft, its words, and the ways to take it along. Nothing is sent from here."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.domain.messages import Draft, Which, check_in_draft, drafts_for, offer_draft
from crm.domain.offer import SideKey
from crm.domain.record import Refusal
from crm.domain.templates import PURPOSES
from crm.exchange.mail import eml, mailto
from crm.insight.check_in_rule import open_check_in
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import Dialog, Hint, Row, style_sheets
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.quiet import Quiet

MARK = (Option("yes", "y", "yes, today"), Option("no", "n", "no"))

MARKS = {
    "ask": "Asked?",
    "ask_again": "Asked?",
    "nudge": "Nudged?",
    "introduction": "Introduced?",
    "check_in": "Sent?",
}
"""What can be marked once a draft was taken along."""


class Entry(NamedTuple):
    """One draft that can be chosen: what it is for, the offer that it is about, and whom it goes to."""

    which: Which
    offer: int | None
    to: str
    draft: Draft


class MessageScreen(Dialog[Outcome]):
    """Drafts about one offer, or to one contact. It ends with what was marked, or None.

    The likeliest draft is shown first; with ``side`` it is the likeliest one to that side.

    Raises:
        Refusal: when there is nothing to write.
    """

    CSS_PATH = style_sheets("message")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - declared by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,ctrl+t", "copy", "Copy the message"),
        Binding("o,ctrl+o", "open_mail", "Open it in the mail program"),
        Binding("f,ctrl+s", "save", "Save it as a mail file beside the book"),
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
            Hint("ctrl+t", "copy", "copy"),
            Hint("ctrl+o", "mail program", "open_mail"),
            Hint("ctrl+s", "save as a file", "save"),
            Hint("esc", "leave", "leave"),
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
        yield Row("Subject", Input(id="subject"))
        yield TextArea(compact=True, highlight_cursor_line=False, id="text")
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
        self.query_one("#text", TextArea).load_text(text)
        self.query_one("#to", Quiet).tell(", ".join(self.entry.draft.to) or "no mail address")
        self.query_one("#about", Quiet).tell(" · ".join(self.entry.draft.hints))
        self.query_one("#mark-row").display = False
        self.retitle()

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

    # Taking it along --------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.message[2])
        self._taken("copied")

    def action_open_mail(self) -> None:
        if _open(mailto(*self.message)):
            self._taken("opened in your mail program")
        else:
            self.say("no mail program was found here: c copies, f saves a file", refusal=True)

    def action_save(self) -> None:
        try:
            path = _write(self.session.path.parent, self.entry.to, self.session.today, eml(*self.message))
        except OSError as error:
            self.say(f"it could not be saved: {error.strerror}", refusal=True)
            return
        self._taken(f"saved as {path.name} beside the book")

    def _taken(self, how: str) -> None:
        """It has been taken along: what comes next is to mark it, with one key."""
        self.say(how)
        word = MARKS.get(self.entry.which.purpose)
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


def entries(session: Session, offer: int | None, contact: int | None) -> tuple[Entry, ...]:
    """The drafts about an offer, or to a contact: the two questions, and what their open offers call for."""
    book = session.book
    if offer is not None:
        return tuple(_entry(session, offer, which) for which in drafts_for(book.offer(offer)))
    assert contact is not None
    them = book.contact(contact)
    found = [
        _entry(session, one.id, which)
        for one in book.offers_of(contact)
        if one.is_open
        for which in drafts_for(one)
        if which.side in (None, one.side_of(contact))
    ]
    return (*reversed(found), Entry(Which("check_in"), None, them.name, check_in_draft(them)))


def _entry(session: Session, offer: int, which: Which) -> Entry:
    book, found = session.book, session.book.offer(offer)
    keys = (which.side,) if which.side else ("a", "b")
    to = " and ".join(book.name(found.side("a" if key == "a" else "b").contact) for key in keys)
    return Entry(which, offer, to, offer_draft(book, found, which))


def mark(session: Session, entry: Entry, contact: int | None) -> Outcome:
    """Mark what taking this draft along means: asked, nudged, introduced, or the two questions sent.

    Raises:
        Refusal: when that cannot be marked now.
    """
    side, purpose = entry.which.side, entry.which.purpose
    if purpose == "check_in" and contact is not None:
        return _mark_check_in(session, contact)
    assert entry.offer is not None
    if purpose == "introduction":
        return session.do(actions.Introduce(offer=entry.offer))
    assert side is not None
    if purpose == "nudge":
        return session.do(actions.MarkNudged(offer=entry.offer, side=side))
    return session.do(actions.MarkAsked(offer=entry.offer, side=side))


def _mark_check_in(session: Session, contact: int) -> Outcome:
    under_way = open_check_in(session.book, contact)
    planned = under_way.id if under_way else session.do(actions.PlanCheckIn(contact=contact)).id
    assert planned is not None
    return session.do(actions.AskCheckIn(checkin=planned))


def _texts(kept: dict[str, object], count: int) -> list[tuple[str, str] | None]:
    found = (kept.get(str(place)) for place in range(count))
    return [(str(one[0]), str(one[1])) if isinstance(one, tuple) and len(one) == 2 else None for one in found]


def _open(address: str) -> bool:
    """Whether a mail program took it. A browser in this very terminal would draw over the app: it is not one."""
    import webbrowser  # noqa: PLC0415 - most messages are copied

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    return type(browser) is not webbrowser.GenericBrowser and browser.open(address)


def _write(folder: Path, to: str, day: date, content: bytes) -> Path:
    """Write a new file; one that is there already is left alone."""
    stem = re.sub(r"[^\w]+", "-", f"message to {to} {day.isoformat()}").strip("-").lower()[:80]
    for place in range(1, 1000):
        path = folder / f"{stem}{f'-{place}' if place > 1 else ''}.eml"
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(0, "there are too many messages of today")
