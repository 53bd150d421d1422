"""Adding a person you know, or changing what is known of one: every field on one scrolling form."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, NamedTuple

from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.domain.contact import Contact
from crm.domain.days.dates import ago
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.people import Roster
from crm.ui.screens.dialog import Dialog, Row, style_sheets
from crm.ui.screens.meanwhile import Meanwhile
from crm.ui.widgets.birthday_input import BirthdayInput
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.list_input import LabelledInput, LinesInput, ValuesInput
from crm.ui.widgets.long_text import LongText
from crm.ui.widgets.quiet import Heading, Quiet


class Field(NamedTuple):
    """One field of the form: the record's name for it, its label, and how its widget is made."""

    name: str
    label: str
    make: Callable[[Any, str], Widget]
    placeholder: str = ""


def _line(value: str, placeholder: str) -> Widget:
    return LineInput(value, placeholder)


def _text(value: str, placeholder: str) -> Widget:
    return LongText(value, placeholder)


FIRST = (
    Field("name", "Name", _line, "as you would say it"),
    Field("title", "Title", _line, "Head of Platform"),
    Field("org", "Organisation", _line),
    Field("emails", "E-mail", LabelledInput, "work: amara@example.org, one a line"),
    Field("phones", "Phone", LabelledInput, "mobile: +44 20 7946 0000, one a line"),
    Field("tags", "Tags", ValuesInput, "climate, berlin"),
    Field("bio", "Bio to send", _text, "two or three sentences that can go to the other side of an offer"),
)
TWO_WAYS = (
    Field("wants", "Hopes to meet", ValuesInput, "hardware investors, a tax lawyer"),
    Field("gives", "Can give", ValuesInput, "pricing advice, a stage in Lagos"),
    Field("how_met", "How you met", _line, "a panel in Lisbon"),
)
MORE = (
    Field("given", "Given name", _line, "what a friend calls them"),
    Field("family", "Family name", _line),
    Field("birthday", "Birthday", _line, "30 Jun 1984, or 30 Jun without the year"),
    Field("urls", "Links", LinesInput, "one a line"),
    Field("addresses", "Addresses", LinesInput, "one a line"),
    Field("notes", "For you alone", _text, "never sent to anyone"),
)
FIELDS = (*FIRST, *TWO_WAYS, *MORE)


class ContactForm(Dialog[Outcome]):
    """Every field of a contact. Only what was changed is written, so that nothing else of the record moves."""

    CSS_PATH = style_sheets("contact_form")
    TALL: ClassVar[bool] = True

    def __init__(self, session: Session, contact: int | None, name: str = "") -> None:
        super().__init__()
        self.session = session
        self.before = session.book.contact(contact) if contact is not None else None
        self.contact = self.before or Contact(name=name)
        self.fields: tuple[Field, ...] = FIELDS
        self._blank: dict[str, object] = {}
        self._meanwhile = Meanwhile(_fields(self.contact))

    def heading(self) -> str:
        return f"Edit {self.before.name}" if self.before else "Someone you know"

    def draft_key(self) -> str:
        """Who is added with a name has a draft of their own: another name is another person."""
        if self.before:
            return f"contact/{self.before.id}"
        return f"contact/new/{self.contact.name}" if self.contact.name else "contact/new"

    # How it looks -----------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield from self._rows(FIRST)
        yield self._under(self._bio_age())
        yield Heading("Two ways")
        yield from self._rows(TWO_WAYS)
        yield Heading("More")
        yield from self._rows(MORE)
        yield self._under(self._kept())

    @staticmethod
    def _under(words: str) -> Quiet:
        return Quiet(words, classes="under")

    def _rows(self, fields: Iterable[Field]) -> Iterator[Widget]:
        for field in fields:
            value = getattr(self.contact, field.name)
            if field.name == "birthday":
                widget: Widget = BirthdayInput(value, field.placeholder, self.session.today)
            else:
                widget = field.make(value, field.placeholder)
            widget.id = field.name
            yield Row(field.label, widget)
            if field.name == "birthday":
                yield Quiet(id="birthday-echo", classes="under")

    def _bio_age(self) -> str:
        if self.contact.bio and self.contact.bio_updated:
            return f"written {ago(self.contact.bio_updated, self.session.today)} ago".replace(
                "today ago", "today"
            )
        return ""

    def _kept(self) -> str:
        """What the record holds that has no field here."""
        parts = []
        if self.contact.introduced_by is not None and self.contact.introduced_by in self.session.book.offers:
            offer = self.session.book.offers[self.contact.introduced_by]
            parts.append(
                "met through "
                + " and ".join(self.session.book.name(side.contact) for _, side in offer.sides())
            )
        if self.contact.sources:
            parts.append(
                "read from " + ", ".join(dict.fromkeys(source.kind for source in self.contact.sources))
            )
        if self.contact.extra:
            parts.append(f"{len(self.contact.extra)} more lines kept from the address book")
        return " · ".join(parts)

    # What happens in it -----------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Remember what a form nobody touched would say, before a draft is put back by the base."""
        self._blank = self._values()
        self._echo()

    def on_input_changed(self) -> None:
        self._echo()
        self._warn()

    def on_text_area_changed(self) -> None:
        self._warn()

    def _echo(self) -> None:
        """Say under the birthday what was understood."""
        for birthday in self.query(BirthdayInput):
            line = self.query_one("#birthday-echo", Quiet)
            line.tell(birthday.echo)
            line.display = bool(birthday.echo)

    def _warn(self) -> None:
        values = _fields(self.contact) | self._values()
        emails = [email.value for email in values["emails"]]
        found = self.session.book.derived(Roster).doubles(values["name"], emails, self.contact.id or None)
        if not found:
            self.say("")
            return
        other, shared = found[0]
        about = f" ({other.role_line})" if other.role_line else ""
        self.say(f"{other.name}{about} has {shared} too: perhaps they are in your book already")

    # What comes of it -------------------------------------------------------------------------------------

    def _values(self) -> dict[str, Any]:
        return {field.name: _value(self.query_one(f"#{field.name}")) for field in self.fields}

    def save(self) -> Outcome:
        values = self._values()
        if self.before is None:
            return self.session.do(
                actions.AddContact(**{name: value for name, value in values.items() if value})
            )
        changed = {name: value for name, value in values.items() if value != self._blank[name]}
        edited = {field.name: field.label for field in self.fields if field.name in changed}
        self._meanwhile.mind(_fields(self.session.book.contact(self.before.id)), edited)
        return self.session.do(actions.EditContact(contact=self.before.id, **changed))


def _fields(contact: Contact) -> dict[str, Any]:
    return {field.name: getattr(contact, field.name) for field in FIELDS}


def _value(widget: Widget) -> Any:
    if isinstance(widget, BirthdayInput):
        return widget.birthday
    if isinstance(widget, ValuesInput | LinesInput | LabelledInput):
        return widget.values
    if isinstance(widget, Input):
        return widget.value
    assert isinstance(widget, TextArea)
    return widget.text
