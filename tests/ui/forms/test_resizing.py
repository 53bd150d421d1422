"""A window may change its size at any time: what was typed stays, the cursor stays, and the field stays in sight."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.answer import AnswerDialog
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.fact import FactDialog
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.message import MessageScreen
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer_edit import OfferEdit
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.outcome import OutcomeDialog
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.screens.tags import TagsDialog
from crm.ui.screens.template import TemplateDialog
from tests.ui.forms.host import Host, shown

SMALL, LARGE = ((60, 20), (80, 24)), ((200, 60), (120, 40), (60, 20))

TWINS = ("contact", "someone new")
"""The same long form twice: where the window shrinks around a field of the one, it grows around that of the other."""

Make = Callable[[Session, int, int], Screen[Any]]
"""Makes a dialog over a session, a contact and an offer."""

DIALOGS: dict[str, Make] = {
    "contact": lambda session, amara, _: ContactForm(session, amara),
    "someone new": lambda session, _amara, _offer: ContactForm(session, None),
    "fact": lambda session, amara, _: FactDialog(session, amara, ("bio",)),
    "note": lambda session, amara, _: NoteDialog(session, amara),
    "tags": lambda session, amara, _: TagsDialog(session, [amara]),
    "lens": lambda session, amara, _: LensDialog(session, amara),
    "check-in": lambda session, amara, _: CheckInDialog(session, amara),
    "offer": lambda session, amara, _: OfferForm(session, amara),
    "offer's words": lambda session, _, offer: OfferEdit(session, offer),
    "a no": lambda session, _, offer: AnswerDialog(session, offer, "a", "no"),
    "later": lambda session, _, offer: AnswerDialog(session, offer, "b", "later"),
    "outcome": lambda session, _, offer: OutcomeDialog(session, offer),
    "message": lambda session, _, offer: MessageScreen(session, offer=offer),
    "own words": lambda session, _amara, _offer: TemplateDialog(session, "ask/peer"),
    "reflection": lambda session, _amara, _offer: ReflectionScreen(
        session, next(iter(session.book.reflections))
    ),
}


@pytest.fixture
def offer(session: Session, amara: int, ben: int) -> int:
    sides = (actions.NewSide(contact=one, why_told="a shared lab") for one in (amara, ben))
    made = session.do(actions.MakeOffer(kind="connection", a=next(sides), b=next(sides))).id
    assert made is not None
    return made


def where(field: Widget | None) -> object:
    """What stands in a field, and where its cursor is."""
    if isinstance(field, Input):
        return field.value, field.cursor_position
    return (field.text, field.cursor_location) if isinstance(field, TextArea) else None


def write(field: Widget | None) -> None:
    """Put something into a field, and the cursor between two letters of it, as keys would at their leisure."""
    if isinstance(field, Input | TextArea):
        (field.insert_text_at_cursor if isinstance(field, Input) else field.insert)("abc")
        field.action_cursor_left()


def is_in_sight(app: Host, field: Widget | None) -> bool:
    """Whether the line with the cursor is seen, uncovered."""
    if field is None:
        return True
    seen = app.screen.find_widget(field).visible_region
    at = field.cursor_screen_offset if isinstance(field, Input | TextArea) else field.region.offset
    return seen.area > 0 and seen.y <= at.y < seen.bottom and seen.bottom <= app.size.height


async def resized(pilot: Pilot[None], app: Host, sizes: Iterable[tuple[int, int]]) -> None:
    field, before = app.focused, where(app.focused)
    for size in sizes:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.pause()
        assert app.focused is field, size
        assert where(field) == before, size
        assert is_in_sight(app, field), f"{size}\n{shown(app)}"


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_field_keeps_its_text_and_its_cursor_in_sight(
    session: Session, amara: int, offer: int, name: str
) -> None:
    if name == "reflection":
        session.do(actions.RecordAnswer(offer=offer, side="a", answer="no"))
    app = Host(lambda: DIALOGS[name](session, amara, offer))
    async with app.run_test(size=SMALL[name != TWINS[1]]) as pilot:
        await pilot.pause()
        seen: list[Widget | None] = []
        while app.focused not in seen:
            seen.append(app.focused)
            write(app.focused)
            await resized(pilot, app, [size for size in SMALL if name not in TWINS or size != app.size])
            app.screen.focus_next()
            await pilot.pause()
        await resized(pilot, app, LARGE)
        assert "leave" in shown(app) or "later" in shown(app)


@pytest.mark.parametrize(("size", "look"), [((80, 24), "-narrow"), ((120, 40), "-wide")])
async def test_a_dialog_looks_as_its_window_wants_before_it_is_drawn(
    session: Session, amara: int, size: tuple[int, int], look: str
) -> None:
    looks = []

    class Looked(OfferForm):
        def on_mount(self) -> None:
            looks.append(set(self.classes))

    async with Host(lambda: Looked(session, amara)).run_test(size=size) as pilot:
        await pilot.pause()
    assert looks == [{look}]
