"""Going on with what a crash interrupted: each dialog is opened again with the words that stood in it."""

from collections.abc import Callable
from typing import Any

from crm.domain.messages.templates import NAMES
from crm.domain.record import Refusal
from crm.session import repairing
from crm.session.actions import Outcome
from crm.session.session import Session
from crm.storage.drafts import LeftBehind
from crm.ui.flows.desk import Desk
from crm.ui.flows.reflecting import reflect_on
from crm.ui.screens.answer import AnswerDialog
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.contact_form import FIELDS, ContactForm
from crm.ui.screens.dialog import Dialog
from crm.ui.screens.fact import FactDialog
from crm.ui.screens.importing import ImportScreen
from crm.ui.screens.keeping.left import Left, LeftScreen
from crm.ui.screens.keeping.repair import RecordDialog
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.lens_edit import LensEdit
from crm.ui.screens.message import MessageScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer_edit import OfferEdit
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.outcome import OutcomeDialog
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.screens.tags import TagsDialog
from crm.ui.screens.template import TemplateDialog

AnyDialog = Dialog[Any]


async def reopen(desk: Desk, left: LeftBehind) -> None:
    """Show what was being typed, and open what is chosen, until nothing more is."""
    waiting = {key: left.drafts[key] for key in left.interrupted if key in left.drafts}
    while waiting:
        things = [Left(key, _title(desk.session, key), draft) for key, draft in waiting.items()]
        screen = LeftScreen(things, left.written)
        chosen = await desk.ask(screen)
        if chosen is None:
            return
        kept = {one.key for one in screen.left} - {chosen}
        waiting = {key: draft for key, draft in waiting.items() if key in kept}
        await _go_on(desk, chosen)


async def _go_on(desk: Desk, key: str) -> None:
    """Open the dialog in which it was typed."""
    try:
        outcome = await desk.ask(dialog_of(desk.session, key))
    except (Refusal, KeyError, ValueError) as fault:
        desk.tell(str(fault) if isinstance(fault, Refusal) else "that cannot be opened any more")
        return
    if isinstance(outcome, Outcome):
        desk.recorded(outcome)
        if key.partition("/")[0] == "offer" and outcome.id is not None:
            desk.land_on(outcome.id)
        reflection = outcome.answer.get("reflection")
        if isinstance(reflection, int):
            await reflect_on(desk, reflection)


def _title(session: Session, key: str) -> str:
    try:
        return dialog_of(session, key).heading()
    except (Refusal, KeyError, ValueError):
        return key


def _message(session: Session, about: int) -> MessageScreen:
    """The draft of an offer, or of a contact."""
    if about in session.book.offers:
        return MessageScreen(session, offer=about)
    return MessageScreen(session, contact=about)


_ABOUT_ONE: dict[str, Callable[[Session, int], AnyDialog]] = {
    "note": NoteDialog,
    "contact": ContactForm,
    "check_in": CheckInDialog,
    "lens": LensDialog,
    "message": _message,
    "offer": OfferForm,
    "offer_edit": OfferEdit,
    "outcome": OutcomeDialog,
    "reflection": ReflectionScreen,
}
_ABOUT_TWO: dict[str, Callable[[Session, int, int], AnyDialog]] = {
    "note": NoteDialog,
    "check_in": CheckInDialog,
    "lens": LensEdit,
    "offer": OfferForm,
}
_ABOUT_NONE: dict[str, Callable[[Session], AnyDialog]] = {
    "contact": lambda session: ContactForm(session, None),
    "offer": lambda session: OfferForm(session, None),
    "import": ImportScreen,
}


def dialog_of(session: Session, key: str) -> AnyDialog:
    """The dialog whose words are kept under a key.

    Raises:
        Refusal: when the record that it is about is not in the book any more.
        KeyError, ValueError: when no dialog has such a key.
    """
    kind, *about = key.split("/")
    if about in ([], ["new"]):
        return _ABOUT_NONE[kind](session)
    if kind in _BY_NAME:
        return _BY_NAME[kind](session, *about)
    if kind == "contact" and len(about) > 1:
        return _card(session, *about)
    ids = [int(one) for one in about]
    if kind == "tags":
        return TagsDialog(session, tuple(ids))
    if len(ids) > 1:
        one, other = ids
        return _ABOUT_TWO[kind](session, one, other)
    (one,) = ids
    return _ABOUT_ONE[kind](session, one)


def _answer(session: Session, offer: str, side: str, answer: str) -> AnyDialog:
    if side not in ("a", "b") or answer not in ("no", "later"):
        raise ValueError(answer)
    return AnswerDialog(session, int(offer), "a" if side == "a" else "b", "no" if answer == "no" else "later")


def _card(session: Session, contact: str, *fields: str) -> AnyDialog:
    """Some fields of a card, or the whole of one that is to be added with a name."""
    if contact == "new":
        return ContactForm(session, None, "/".join(fields))
    if not {field.name for field in FIELDS}.issuperset(fields):
        raise ValueError(fields)
    return FactDialog(session, int(contact), fields)


def _template(session: Session, *name: str) -> AnyDialog:
    if "/".join(name) not in NAMES:
        raise KeyError(name)
    return TemplateDialog(session, "/".join(name))


def _repair(session: Session, *place: str) -> AnyDialog:
    found = {one.place: one for one in repairing.troubles(session)}
    return RecordDialog(session, found["/".join(place)])


_BY_NAME: dict[str, Callable[..., AnyDialog]] = {
    "answer": _answer,
    "template": _template,
    "repair": _repair,
}
"""Those whose key holds more than numbers."""
