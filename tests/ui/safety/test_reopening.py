"""Every dialog that keeps what is typed in it can be opened again by the name under which it is kept."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

from crm.domain.record import Refusal
from crm.session import repairing
from crm.session.session import Session
from crm.ui import screens
from crm.ui.flows.reopening import dialog_of
from crm.ui.screens.answer import AnswerDialog
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.dialog import Dialog
from crm.ui.screens.fact import FactDialog
from crm.ui.screens.importing import ImportScreen
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
from tests.ui.core.conftest import TODAY
from tests.ui.safety.conftest import write_book

DIALOGS: tuple[Callable[[Session], Dialog[Any]], ...] = (
    lambda session: ContactForm(session, 1),
    lambda session: ContactForm(session, None),
    lambda session: FactDialog(session, 1, ("title", "org")),
    lambda session: FactDialog(session, 1, ("notes",)),
    lambda session: NoteDialog(session, 1),
    lambda session: NoteDialog(session, 1, 41),
    lambda session: TagsDialog(session, (1,)),
    lambda session: TagsDialog(session, (1, 2)),
    lambda session: LensDialog(session, 1),
    lambda session: LensEdit(session, 1, 31),
    lambda session: CheckInDialog(session, 1),
    lambda session: CheckInDialog(session, 1, 51),
    lambda session: OfferForm(session, None),
    lambda session: OfferForm(session, 1),
    lambda session: OfferForm(session, 1, 2),
    lambda session: OfferEdit(session, 11),
    lambda session: AnswerDialog(session, 11, "a", "no"),
    lambda session: AnswerDialog(session, 11, "b", "later"),
    lambda session: OutcomeDialog(session, 11),
    lambda session: MessageScreen(session, offer=11),
    lambda session: MessageScreen(session, contact=1),
    lambda session: ReflectionScreen(session, 21),
    lambda session: TemplateDialog(session, "nudge"),
    lambda session: TemplateDialog(session, "ask/peer"),
    lambda session: RecordDialog(session, repairing.troubles(session)[0]),
    ImportScreen,
)


@pytest.fixture
def session(path: Path) -> Iterator[Session]:
    write_book(
        path,
        contacts={"1": {"name": "Ada Novak"}, "2": {"name": "Ben Ortiz"}, "3": {"name": 7}},
        offers={
            "11": {
                "kind": "connection",
                "made_on": "2025-11-20",
                "a": {"contact": 1},
                "b": {
                    "contact": 2,
                    "asked_on": "2025-11-20",
                    "answer": "no",
                    "answered_on": "2025-11-21",
                },
            }
        },
        reflections={"21": {"offer": 11, "side": "b"}},
        lenses={"31": {"contact": 1, "mode": "busy", "ended_on": "2025-11-01"}},
        checkins={
            "51": {"contact": 1, "asked_on": "2025-10-01", "answered_on": "2025-10-02", "notes": "hens"}
        },
        notes={"41": {"contact": 1, "on": "2025-11-01", "text": "likes maps"}},
    )
    opened = Session.open(path, today=TODAY)
    yield opened
    opened.close()


@pytest.mark.parametrize("number", range(len(DIALOGS)))
def test_it_is_opened_again_by_its_name(session: Session, number: int) -> None:
    made = DIALOGS[number](session)
    key = made.draft_key()
    assert key is not None
    again = dialog_of(session, key)
    assert (type(again), again.heading(), again.draft_key()) == (type(made), made.heading(), key)


def test_no_dialog_that_keeps_a_draft_is_left_out(session: Session) -> None:
    """Whoever writes a dialog with a name for its draft puts it into the list above."""
    for module in walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    keeping = {
        one for one in _kinds_of(Dialog) if one.__module__.startswith("crm.") and "draft_key" in vars(one)
    }
    assert keeping == {type(make(session)) for make in DIALOGS}


def _kinds_of(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds_of(one)


@pytest.mark.parametrize(
    "key",
    [
        "contact/1/shoes",
        "contact/77/notes",
        "template/shout",
        "repair/contacts/1",
        "note/77",
        "odd/1/2",
        "answer/11/a/yes",
    ],
)
def test_a_name_that_leads_nowhere_is_refused(session: Session, key: str) -> None:
    with pytest.raises((Refusal, KeyError, ValueError)):
        dialog_of(session, key)
