"""A new offer: two people, why they should meet, and beside it, live, what the record says about both."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from crm.domain.contact import Contact
from crm.domain.days.dates import say_day
from crm.domain.offer import SIDES, Kind, SideKey
from crm.domain.record import Refusal
from crm.insight.next_offer.look_ahead import LookAhead
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.session.verbs.offers import Stopped
from crm.ui.commands import dialog_key, with_keys
from crm.ui.keys import keys_of
from crm.ui.people import Roster, person
from crm.ui.screens.dialog import LEAVE, SAVE, Body, Dialog, Hint, Row, style_sheets
from crm.ui.screens.offer_words import (
    KIND_OPTIONS,
    LEADS,
    first_to_ask,
    look_ahead_hint,
    often_missing,
    preview,
    prompts,
    role_of,
    unsaid,
)
from crm.ui.screens.origins import OriginsScreen
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.contact_picker import SHOWN, ContactPicker, NewPerson, Person
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.hints import Hints, hint
from crm.ui.widgets.line_input import LineInput
from crm.ui.widgets.look_ahead import LookAheadPanel
from crm.ui.widgets.misfilled import Misfilled
from crm.ui.widgets.offer_side import OfferSide

WHENCE, LOOK = "its sources", "larger look-ahead"
"""What the keys of the look-ahead do, on the last line."""


class OfferForm(Dialog[Outcome]):
    """Makes an offer. A look-ahead that stops asks for a reason, which stays on the offer."""

    CSS_PATH = style_sheets("offer_form")
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - declared by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        dialog_key("dialog_more", "look"),
        dialog_key("dialog_open", "whence"),
        dialog_key("dialog_plan", "plan"),
    ]

    def __init__(self, session: Session, contact: int | None = None, other: int | None = None) -> None:
        super().__init__()
        self.session = session
        self.start = session.book.contact(contact) if contact is not None else None
        self.other = session.book.contact(other) if other is not None else None
        self.ahead = LookAhead()
        self._left_open = ""

    def heading(self) -> str:
        return "A new offer"

    def draft_key(self) -> str:
        people = (str(one.id) for one in (self.start, self.other) if one is not None)
        return f"offer/{'/'.join(people) or 'new'}"

    def hints(self) -> tuple[Hint, ...]:
        return (
            SAVE,
            hint("dialog_plan", "plan", "plan for later"),
            hint("dialog_open", "whence", WHENCE),
            hint("dialog_more", "look", LOOK),
            LEAVE,
        )

    # How it looks -----------------------------------------------------------------------------------------

    def middle(self) -> ComposeResult:
        with Horizontal(id="middle"):
            with Body(id="body"):
                yield from self.body()
            yield LookAheadPanel(id="look_ahead")

    def body(self) -> Iterable[Widget]:
        yield Row(
            "Introduce",
            ContactPicker(partial(self._find, "b"), person(self.start) if self.start else None, id="a"),
        )
        second = person(self.other) if self.other else None
        yield Row("to", ContactPicker(partial(self._find, "a"), second, id="b"))
        yield Row("as a", Choice(KIND_OPTIONS, "connection", tall=True, id="kind"))
        yield Row("", Choice((Option("a", "1", ""), Option("b", "2", "")), "a", id="lead"), id="lead_row")
        spoke = DayInput(
            self.session.today, past=True, empty="about the service, if you know the day", id="spoke_on"
        )
        yield Row("You spoke on", spoke, id="spoke_row")
        planned = DayInput(self.session.today, empty="today", id="made_on")
        yield Row("Plan it for", planned, id="made_row")
        yield OfferSide(id="to_a")
        yield OfferSide(id="to_b")
        reason = LineInput(placeholder="why make this offer? It stays on it", id="reason")
        yield Row("All the same", reason, id="reason_row")

    def on_mount(self) -> None:
        self.query_one("#made_row").display = False
        self._people_changed()
        if self.other is not None:
            self.query_one("#kind").focus()
        else:
            self.query_one("#b" if self.start else "#a").query_one(Input).focus()

    # What stands in it ------------------------------------------------------------------------------------

    def picked(self, key: SideKey) -> Person | NewPerson | None:
        """Who stands on a side."""
        return self.query_one(f"#{key}", ContactPicker).picked

    @property
    def kind(self) -> Kind:
        return cast("Kind", self.query_one("#kind", Choice).value)

    @property
    def lead(self) -> SideKey:
        """The side that asked for a referral, or that gives in a favor."""
        return cast("SideKey", self.query_one("#lead", Choice).value)

    @property
    def requested_by(self) -> SideKey | None:
        return self.lead if self.kind == "referral" else None

    def _contact(self, key: SideKey) -> Contact | None:
        """Who stands on a side, as a record; someone new is one that knows only a name."""
        picked = self.picked(key)
        if isinstance(picked, Person):
            return self.session.book.contact(picked.contact)
        return Contact(name=picked.name) if picked else None

    def _find(self, other: SideKey, text: str) -> list[Person]:
        taken = self.picked(other)
        without = (taken.contact,) if isinstance(taken, Person) else ()
        return self.session.book.derived(Roster).find(text, SHOWN, without)

    # What happens in it -----------------------------------------------------------------------------------

    def action_look(self) -> None:
        """Give the look-ahead more of a narrow screen, or share it again."""
        self.toggle_class("-look")

    def action_plan(self) -> None:
        """Plan the offer for the proposed day, or for one to type; it comes up in the morning of that day."""
        row, made_on = self.query_one("#made_row"), self.query_one("#made_on", DayInput)
        row.display = True
        if self.ahead.proposes is not None:
            made_on.text = self.ahead.proposes.isoformat()
        made_on.query_one(Input).focus()
        self._look_ahead()

    def action_whence(self) -> None:
        """Where the lines of the look-ahead come from: each leads back to its no, its offer or its check-in."""
        self.app.push_screen(OriginsScreen(self.session, self.ahead))

    @property
    def _planned(self) -> date | None:
        """The day for which the offer is planned; None for today, and while the day cannot be read."""
        try:
            return self.query_one("#made_on", DayInput).day
        except Refusal:
            return None

    def on_input_changed(self, event: Input.Changed) -> None:
        if isinstance(event.input.parent, DayInput) and event.input.parent.id == "made_on":
            self._look_ahead()

    def on_text_area_changed(self) -> None:
        """A why that was begun, or emptied, changes what is left to think about."""
        if self._unsaid() != self._left_open:
            self._look_ahead()

    def _unsaid(self) -> str:
        """Who would be asked without a why; whoever asked for a referral knows it."""
        sides = {key: self.query_one(f"#to_{key}", OfferSide) for key in SIDES if key != self.requested_by}
        asked = [self._contact(key) for key, told in sides.items() if not told.why]
        return unsaid([who.first_name for who in asked if who])

    def on_contact_picker_changed(self) -> None:
        self._people_changed()

    def on_contact_picker_closed(self) -> None:
        self.say("the list is put away; once more leaves the form, and keeps what was typed")

    def on_choice_changed(self) -> None:
        self._kind_changed()

    def _people_changed(self) -> None:
        people = {key: self._contact(key) for key in SIDES}
        for key, other in (("a", people["b"]), ("b", people["a"])):
            self.query_one(f"#to_{key}", OfferSide).introduce(other, self.session.today)
        names = (people["a"], "the first person"), (people["b"], "the second person")
        lead = self.query_one("#lead", Choice)
        lead.options = tuple(
            Option(key, letter, who.first_name if who else other)
            for (who, other), key, letter in zip(names, SIDES, "12", strict=True)
        )
        lead.refresh(layout=True)
        self._kind_changed()

    def _kind_changed(self) -> None:
        """The roles follow the kind, and both are part of what the look-ahead looks at."""
        self.query_one("#lead_row", Row).display = self.kind != "connection"
        self.query_one("#lead_row", Row).relabel(LEADS[self.kind])
        self.query_one("#spoke_row", Row).display = self.kind == "referral"
        for key in SIDES:
            who = self._contact(key)
            name = who.name if who else {"a": "the first person", "b": "the second person"}[key]
            self.query_one(f"#to_{key}", OfferSide).name_side(name, role_of(self.kind, key, self.lead))
        self._look_ahead()

    def _look_ahead(self) -> None:
        panel, a, b = self.query_one(LookAheadPanel), self._contact("a"), self._contact("b")
        self._left_open = self._unsaid()
        if a is None or b is None or (a.id and a.id == b.id):
            self.ahead = LookAhead()
            panel.hint(look_ahead_hint(self.session, a or b))
            self._say_keys(known=False)
            self._ask_reason(bool(self._reason))
            return
        ahead = self.ahead = preview(self.session, self.kind, a, b, self.requested_by, on=self._planned)
        panel.show(
            ahead,
            prompts(self.session, ahead),
            [who.name for who in (a, b) if not who.id],
            [*self._proposal(), *first_to_ask(self.session, self.kind, a, b, self.lead)],
            gaps=often_missing(self.session),
            unsaid=self._left_open,
        )
        self._say_keys(known=True)
        self._ask_reason(bool(ahead.stops) or bool(self._reason))

    def _say_keys(self, *, known: bool) -> None:
        """The keys of the look-ahead stand on the last line once there is one, with sources where it has some."""
        hints = self.query_one(Hints)
        hints.say("dialog_more", LOOK if known else "")
        hints.say("dialog_open", WHENCE if known and any(line.origin for line in self.ahead.lines) else "")

    def _proposal(self) -> Iterable[str]:
        """The better day, where somebody is busy until the day before."""
        if self.ahead.proposes is not None:
            day = say_day(self.ahead.proposes, self.session.today)
            yield with_keys(
                f"{{dialog_plan}} plans it for {day}, when nobody is busy any more", keys_of(self.app)
            )

    @property
    def _reason(self) -> str:
        return self.query_one("#reason", Input).value.strip()

    def _ask_reason(self, wanted: bool) -> None:
        self.query_one("#reason_row").display = wanted

    # What comes of it -------------------------------------------------------------------------------------

    def save(self) -> Outcome | None:
        people = {key: self._required(key) for key in SIDES}
        new = [key for key in SIDES if isinstance(people[key], NewPerson)]
        first = [actions.AddContact(name=people[key].name) for key in new]
        try:
            return self.session.together(
                first, lambda ids: self._offer({**_ids(people), **dict(zip(new, ids, strict=True))})
            )
        except Stopped as stopped:
            self._ask_reason(wanted=True)
            self.query_one("#reason", Input).focus()
            self.say(f"{stopped}. To offer it all the same, say why.", refusal=True)
            return None

    def _required(self, key: SideKey) -> Person | NewPerson:
        picked = self.picked(key)
        if picked is not None:
            return picked
        picker = self.query_one(f"#{key}", ContactPicker)
        if picker.text.strip():
            raise Misfilled(picker, f"who is “{picker.text.strip()}”? Enter takes the one that is pointed at")
        raise Misfilled(picker, "an offer is between two people: type part of a name")

    def _offer(self, ids: dict[SideKey, int | None]) -> actions.MakeOffer:
        return actions.MakeOffer(
            kind=self.kind,
            a=self._side("a", ids["a"]),
            b=self._side("b", ids["b"]),
            requested_by=self.requested_by,
            spoke_on=self.query_one("#spoke_on", DayInput).day if self.kind == "referral" else None,
            made_on=self.query_one("#made_on", DayInput).day,
            override_reason=self._reason,
        )

    def _side(self, key: SideKey, contact: int | None) -> actions.NewSide:
        told, role = self.query_one(f"#to_{key}", OfferSide), role_of(self.kind, key, self.lead)
        return actions.NewSide(contact=contact or 0, role=role, why_told=told.why, bio_sent=told.bio)


def _ids(people: dict[SideKey, Person | NewPerson]) -> dict[SideKey, int | None]:
    return {key: who.contact if isinstance(who, Person) else None for key, who in people.items()}
