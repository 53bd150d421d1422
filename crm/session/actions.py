"""Every intention of a user, as a value: what a key does, a script can do.

An action is what ``Session.do`` takes and what one line of ``crm apply`` holds (``do`` names it). Fields are those
of the records; a day that is left out is today; ``UNSET`` means "leave as it is".
"""

from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from crm.domain.checkin import TooBusy
from crm.domain.contact import Labelled, Pick, Source
from crm.domain.lens import Mode
from crm.domain.offer import AnswerWord, Kind, Reason, Role, SideKey, SourceWord, WorthIt
from crm.domain.reflection import Clear, Focus


def _tag(name: str) -> str:
    """``MakeOffer`` is written ``make_offer``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag=_tag, tag_field="do"):
    """Something a user wants done, or wants to know."""


class ContactFields(Action, frozen=True):
    """The fields of a contact that a person fills in."""

    name: str | UnsetType = UNSET
    given: str | UnsetType = UNSET
    family: str | UnsetType = UNSET
    org: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    bio: str | UnsetType = UNSET
    bio_updated: date | UnsetType | None = UNSET
    emails: tuple[Labelled, ...] | UnsetType = UNSET
    phones: tuple[Labelled, ...] | UnsetType = UNSET
    urls: tuple[str, ...] | UnsetType = UNSET
    addresses: tuple[str, ...] | UnsetType = UNSET
    birthday: str | UnsetType = UNSET
    tags: tuple[str, ...] | UnsetType = UNSET
    wants: tuple[str, ...] | UnsetType = UNSET
    gives: tuple[str, ...] | UnsetType = UNSET
    how_met: str | UnsetType = UNSET
    introduced_by: int | UnsetType | None = UNSET
    notes: str | UnsetType = UNSET
    sources: tuple[Source, ...] | UnsetType = UNSET
    extra: tuple[str, ...] | UnsetType = UNSET


class AddContact(ContactFields, frozen=True):
    """Add a person you know."""


class EditContact(ContactFields, frozen=True, kw_only=True):
    """Change fields of a contact; what is left out stays."""

    contact: int


class ArchiveContact(Action, frozen=True):
    """Put a contact away (``archived`` false brings them back). Nothing of them is lost."""

    contact: int
    archived: bool = True
    on: date | None = None


class ArchiveContacts(Action, frozen=True):
    """Put some contacts away, or bring them back, in one step. Who is there already stays there."""

    contacts: tuple[int, ...]
    archived: bool = True
    on: date | None = None


class TagContacts(Action, frozen=True):
    """Add and remove tags on one or more contacts, in one step."""

    contacts: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class MergeContacts(Action, frozen=True):
    """Make one contact of two who are one person: ``merge`` goes into ``keep``, and all that refers to it follows.

    ``fields`` says whose value stays, field by field: ``keep``, ``merge``, or for lists and longer texts ``both``. What
    is not named is put together where it is a list or the notes; of two texts the fuller one stays.
    """

    keep: int
    merge: int
    fields: dict[str, Pick] = {}
    on: date | None = None


class DismissDuplicate(Action, frozen=True):
    """Note that two contacts who look like one person are two (``dismissed`` false: look at them again)."""

    a: int
    b: int
    dismissed: bool = True
    on: date | None = None


class AddNote(Action, frozen=True):
    """Write something down about a contact."""

    contact: int
    text: str
    on: date | None = None


class EditNote(Action, frozen=True):
    """Other words or another day for a note; empty words take it away."""

    note: int
    text: str | None = None
    on: date | None = None


class NewSide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One side of an offer about to be made. ``role`` follows from the kind when it is left out."""

    contact: int
    role: Role | None = None
    why_told: str = ""
    bio_sent: str = ""
    channel: str = ""


class MakeOffer(Action, frozen=True):
    """Offer to introduce two contacts; a look-ahead that stops wants an ``override_reason``."""

    kind: Kind
    a: NewSide
    b: NewSide
    requested_by: SideKey | None = None
    spoke_on: date | None = None
    made_on: date | None = None
    override_reason: str = ""


class EditOffer(Action, frozen=True):
    """Change what an offer says, as long as the introduction has not been made."""

    offer: int
    made_on: date | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    a_role: Role | UnsetType = UNSET
    b_role: Role | UnsetType = UNSET
    a_why_told: str | UnsetType = UNSET
    b_why_told: str | UnsetType = UNSET
    a_bio_sent: str | UnsetType = UNSET
    b_bio_sent: str | UnsetType = UNSET
    requested_by: SideKey | UnsetType | None = UNSET
    spoke_on: date | UnsetType | None = UNSET


class MarkAsked(Action, frozen=True):
    """A side has been asked; or, not ``asked``, it was marked by mistake."""

    offer: int
    side: SideKey
    on: date | None = None
    channel: str = ""
    asked: bool = True


class MarkNudged(Action, frozen=True):
    """A side has had its one friendly reminder."""

    offer: int
    side: SideKey
    on: date | None = None
    channel: str = ""


class RecordAnswer(Action, frozen=True):
    """What one side answered; null takes the answer back. A no owes a reflection."""

    offer: int
    side: SideKey
    answer: AnswerWord | None
    on: date | None = None
    words: str = ""
    reasons: tuple[Reason, ...] = ()
    guess: str = ""
    revisit_on: date | None = None


class Introduce(Action, frozen=True):
    """The introduction has been made, not before two yeses; or, not ``introduced``, it was marked by mistake."""

    offer: int
    on: date | None = None
    introduced: bool = True


class TellOutcome(Action, frozen=True):
    """What one side told of how the introduction went; null takes it back."""

    offer: int
    side: SideKey
    worth_it: WorthIt | None
    on: date | None = None
    words: str = ""


class Withdraw(Action, frozen=True):
    """Take an offer back; or, not ``withdrawn``, go on with one that was withdrawn by mistake."""

    offer: int
    on: date | None = None
    withdrawn: bool = True


class LensFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a contact is open to, as step 3 of a reflection learns it."""

    mode: Mode
    types: tuple[str, ...] = ()
    busy_with: str = ""
    until: date | None = None
    review_on: date | None = None
    source: SourceWord = "guess"


class Reflect(Action, frozen=True):
    """Answer the four questions, or any of them.

    With ``step`` the reflection is put by, to be resumed at that step (1 to 4, 5 for *From now on*); without it,
    it is finished. ``skip`` puts it away on purpose. ``carry`` takes what was missing to the next offers (it does
    by itself at ``partly`` and ``no``). ``dropped`` names effects that shall not act: ``lens``, ``check_in``,
    ``lesson/ITEM``, ``open_to/KIND``, ``closed_to/KIND``. ``check_in`` plans one for that day.
    """

    reflection: int
    step: int | None = None
    skip: bool = False
    clear: Clear | UnsetType | None = UNSET
    missing: tuple[str, ...] | UnsetType = UNSET
    better_why: str | UnsetType = UNSET
    carry: bool | None = None
    kind_true: Kind | UnsetType | None = UNSET
    open_to: tuple[Kind, ...] | UnsetType = UNSET
    closed_to: tuple[Kind, ...] | UnsetType = UNSET
    focus: Focus | UnsetType | None = UNSET
    lens: LensFields | UnsetType | None = UNSET
    pattern_note: str | UnsetType = UNSET
    check_in: date | UnsetType | None = UNSET
    learned_decliner: str | UnsetType = UNSET
    learned_other: str | UnsetType = UNSET
    dropped: tuple[str, ...] | UnsetType = UNSET
    on: date | None = None


class DropEffect(Action, frozen=True):
    """Let one effect of a finished reflection act no longer (``dropped`` false: act again)."""

    reflection: int
    effect: str
    dropped: bool = True


class SetLens(Action, frozen=True):
    """Write down by hand what a contact is open to; it takes the place of the lens in force."""

    contact: int
    mode: Mode
    types: tuple[str, ...] = ()
    busy_with: str = ""
    until: date | None = None
    review_on: date | None = None
    source: SourceWord = "guess"


class EditLens(Action, frozen=True):
    """Put right what a lens says, also one that is over; what is left out stays. ``ended_on`` is for one that was ended."""

    lens: int
    mode: Mode | UnsetType = UNSET
    types: tuple[str, ...] | UnsetType = UNSET
    busy_with: str | UnsetType = UNSET
    until: date | UnsetType | None = UNSET
    source: SourceWord | UnsetType = UNSET
    ended_on: date | UnsetType = UNSET


class EndLens(Action, frozen=True):
    """A lens no longer holds."""

    lens: int
    on: date | None = None


class PlanCheckIn(Action, frozen=True):
    """Mean to check in with a contact on a day."""

    contact: int
    due_on: date | None = None


class DropCheckIn(Action, frozen=True):
    """A check-in that was planned is not to be."""

    checkin: int


class AskCheckIn(Action, frozen=True):
    """The two questions have been sent."""

    checkin: int
    on: date | None = None


class AnswerCheckIn(Action, frozen=True):
    """What they said to the two questions. It writes their lens and restarts the count."""

    checkin: int
    people_wanted: str = ""
    too_busy: TooBusy | None = None
    until: date | None = None
    notes: str = ""
    on: date | None = None


class SetTemplate(Action, frozen=True):
    """Your own words for a draft. ``name`` is one of ``crm.domain.messages.templates.NAMES``; fields are ``${first}`` and so on."""

    name: str
    subject: str
    body: str


class DropTemplate(Action, frozen=True):
    """Back to the words that come with the program."""

    name: str


class DismissInsight(Action, frozen=True):
    """Put a finding by until it rests on three records more than ``n``."""

    insight: str
    n: int
    on: date | None = None


class Undo(Action, frozen=True):
    """Take the last change back."""


class Redo(Action, frozen=True):
    """Do again what was undone."""


class LookAhead(Action, frozen=True):
    """What the record says about two people before an offer is made."""

    kind: Kind
    a: int
    b: int
    requested_by: SideKey | None = None


class Answers(Action, frozen=True):
    """How a contact, or everyone, has answered."""

    contact: int | None = None
    kind: Kind | None = None


class WhoSuits(Action, frozen=True):
    """Who might be glad to meet a contact, and why."""

    contact: int


class Today(Action, frozen=True):
    """The morning list and the weekly review."""


Change = (
    AddContact
    | EditContact
    | ArchiveContact
    | ArchiveContacts
    | TagContacts
    | MergeContacts
    | DismissDuplicate
    | AddNote
    | EditNote
    | MakeOffer
    | EditOffer
    | MarkAsked
    | MarkNudged
    | RecordAnswer
    | Introduce
    | TellOutcome
    | Withdraw
    | Reflect
    | DropEffect
    | SetLens
    | EditLens
    | EndLens
    | PlanCheckIn
    | DropCheckIn
    | AskCheckIn
    | AnswerCheckIn
    | SetTemplate
    | DropTemplate
    | DismissInsight
)
"""The actions that change the book."""

Question = LookAhead | Answers | WhoSuits | Today
"""The actions that only ask."""

AnyAction = Change | Undo | Redo | Question


class Outcome(msgspec.Struct, frozen=True):
    """What an action did: in words, the record it made or changed, and what else it has to say.

    ``answer`` holds the further keys of ``crm apply``'s line (``reflection``, ``effects``, ``look_ahead``, ...).
    ``changed`` is false where everything stood as it was to be already: then there is nothing to undo.
    """

    what: str
    id: int | None = None
    answer: dict[str, Any] = {}
    changed: bool = True
