"""Changing what an offer says: its kind, why each side is told, and the bios that go out."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from textual.widget import Widget

from crm.domain.offer import SIDES, Kind, Offer, Role, SideKey
from crm.session import actions
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.ui.screens.dialog import Dialog, Row, style_sheets
from crm.ui.screens.meanwhile import Meanwhile
from crm.ui.screens.offer_words import KIND_OPTIONS, LEADS, role_of
from crm.ui.widgets.choice import Choice, Option
from crm.ui.widgets.day_input import DayInput
from crm.ui.widgets.offer_side import OfferSide


class OfferEdit(Dialog[Outcome]):
    """What the two sides answered stays as it is. Ends with the Outcome, or None."""

    CSS_PATH = style_sheets("offer_form")
    TALL: ClassVar[bool] = True

    def __init__(self, session: Session, offer: int) -> None:
        super().__init__()
        self.session = session
        self.offer = session.book.offer(offer)
        self._blank: dict[str, Any] = {}
        self._meanwhile = Meanwhile(_fields(self.offer))

    def heading(self) -> str:
        return "The offer between " + " and ".join(self._names().values())

    def draft_key(self) -> str:
        return f"offer_edit/{self.offer.id}"

    def body(self) -> Iterable[Widget]:
        offer = self.offer
        yield Row("It is a", Choice(KIND_OPTIONS, offer.kind, tall=True, id="kind"))
        asked = [
            Option(key, letter, name) for (key, name), letter in zip(self._names().items(), "12", strict=True)
        ]
        yield Row(LEADS["referral"], Choice(asked, offer.requested_by, id="lead"), id="lead_row")
        yield Row(LEADS["favor"], Choice(asked, _who_is(offer, "giver") or "a", id="giver"), id="giver_row")
        spoke = DayInput(
            self.session.today, offer.spoke_on, past=True, empty="the day is not known", id="spoke_on"
        )
        yield Row("You spoke on", spoke, id="spoke_row")
        planned = DayInput(
            self.session.today, offer.made_on, default=offer.made_on, empty="as it was", id="made_on"
        )
        yield Row("Planned for", planned, id="made_row")
        for key, side in offer.sides():
            yield OfferSide(side.why_told, side.bio_sent, id=f"to_{key}")

    def _names(self) -> dict[SideKey, str]:
        return {key: self.session.book.name(side.contact) for key, side in self.offer.sides()}

    def on_mount(self) -> None:
        contacts = self.session.book.contacts
        for key, other in zip(SIDES, reversed(SIDES), strict=True):
            told = self.query_one(f"#to_{key}", OfferSide)
            told.introduce(contacts.get(self.offer.side(other).contact), self.session.today, fill=False)
        self.query_one("#made_row").display = self.offer.made_on > self.session.today
        self._show_roles()
        self._blank = self._values()

    def on_choice_changed(self) -> None:
        self._show_roles()

    def _show_roles(self) -> None:
        """Ask what this kind wants to know, and say who is who in it."""
        for row in ("#lead_row", "#spoke_row"):
            self.query_one(row).display = self._kind == "referral"
        self.query_one("#giver_row").display = self._kind == "favor"
        field = "#giver" if self._kind == "favor" else "#lead"
        lead = cast("SideKey", self.query_one(field, Choice).value or _who_is(self.offer, "requester") or "a")
        for key, name in self._names().items():
            self.query_one(f"#to_{key}", OfferSide).name_side(name, role_of(self._kind, key, lead))

    @property
    def _kind(self) -> Kind:
        return cast("Kind", self.query_one("#kind", Choice).value)

    def save(self) -> Outcome:
        """Only what was changed is written, so that a change made elsewhere meanwhile stays."""
        edited = {name: value for name, value in self._values().items() if value != self._blank[name]}
        now = self.session.book.offer(self.offer.id)
        self._meanwhile.mind(_fields(now), {name: _label(name) for name in edited})
        giver = edited.pop("giver", None)
        if giver is not None:
            edited |= {f"{key}_role": role_of("favor", key, giver) for key in SIDES}
        return self.session.do(actions.EditOffer(offer=now.id, **edited))

    def _values(self) -> dict[str, Any]:
        a, b = (self.query_one(f"#to_{key}", OfferSide) for key in SIDES)
        referral = self._kind == "referral"
        return {
            "kind": self._kind,
            "made_on": self.query_one("#made_on", DayInput).day,
            "a_why_told": a.why,
            "b_why_told": b.why,
            "a_bio_sent": a.bio,
            "b_bio_sent": b.bio,
            "requested_by": self.query_one("#lead", Choice).value if referral else None,
            "spoke_on": self.query_one("#spoke_on", DayInput).day if referral else None,
            "giver": self.query_one("#giver", Choice).value if self._kind == "favor" else None,
        }


LABELS = {
    "kind": "the kind",
    "made_on": "the day it is planned for",
    "why_told": "a why",
    "bio_sent": "a bio",
    "by": "who asked for it",
    "on": "the day you spoke",
    "giver": "who gives",
}
"""What a field is called, by its name or that without the side or the first word."""


def _label(name: str) -> str:
    return LABELS.get(name) or LABELS[name.partition("_")[2]]


def _fields(offer: Offer) -> dict[str, Any]:
    sides = {
        f"{key}_{name}": getattr(side, name)
        for key, side in offer.sides()
        for name in ("why_told", "bio_sent")
    }
    own = {name: getattr(offer, name) for name in ("kind", "made_on", "requested_by", "spoke_on")}
    return own | sides | {"giver": _who_is(offer, "giver")}


def _who_is(offer: Offer, role: Role) -> SideKey | None:
    return next((key for key, side in offer.sides() if side.role == role), None)
