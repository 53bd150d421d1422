"""A person's own screen: everything that is known and that happened, and each line of it edited where it stands."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from crm.domain.contact import Contact, Labelled, Source
from crm.session import actions
from crm.session.session import Session
from crm.ui.flows.reopening import dialog_of
from crm.ui.rows.card import ALL, LENS, Fact
from crm.ui.rows.story import Key
from crm.ui.screens.check_in import CheckInDialog
from crm.ui.screens.contact import ContactScreen
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.fact import FactDialog
from crm.ui.screens.lens import LensDialog
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.offer import OfferScreen
from crm.ui.screens.offer_edit import OfferEdit
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.widgets.virtual_list import VirtualList
from tests.ui.forms.host import NARROW, WIDE, Host, press, shown

TALL = (120, 70)


class Desk(Host):
    """A host of one person's screen."""

    def __init__(self, session: Session, contact: int) -> None:
        super().__init__(lambda: ContactScreen(session, contact))

    def rows(self, name: str) -> VirtualList:
        return self.screen_stack[1].query_one(f"#{name}", VirtualList)

    @property
    def news(self) -> list[str]:
        return [one.message for one in self._notifications]


@pytest.fixture
def offer(session: Session, amara: int, ben: int) -> int:
    """A no of Amara's to meeting Ben."""
    sides = (actions.NewSide(contact=one, why_told="a shared lab") for one in (amara, ben))
    made = session.do(actions.MakeOffer(kind="connection", a=next(sides), b=next(sides))).id
    assert made is not None
    session.do(actions.RecordAnswer(offer=made, side="a", answer="no", words="not now"))
    return made


def top(app: Desk) -> Screen[object]:
    """The screen on top."""
    return app.screen


async def go(pilot: Pilot[None], app: Desk, pane: str, key: object) -> None:
    """Put the cursor on a line of the card or of the story."""
    rows = app.rows(pane)
    rows.focus()
    assert rows.go_to(key), key
    await pilot.pause()


def line(app: Desk, table: str) -> Key:
    """The first line of the story about a record of a table."""
    source = app.rows("moments").source
    keys = (source.key(index) for index in range(len(source)))
    return next(key for key in keys if isinstance(key, Key) and key.table == table)


async def test_the_card_shows_every_field(session: Session, ben: int, offer: int) -> None:
    values: dict[str, Any] = {
        "given": "Bendik", "family": "Ortiz-Lund", "bio": "Grows kelp in Bergen.", "birthday": "1984-06-30",
        "emails": (Labelled("ben@example.org", "work"), Labelled("b@example.org")),
        "phones": (Labelled("+47 555 01 23", "mobile"),), "urls": ("https://example.org/ben",),
        "addresses": ("Strandgaten 1, Bergen",), "tags": ("sea",), "wants": ("chefs",), "gives": ("boats",),
        "how_met": "a ferry", "introduced_by": offer, "notes": "Afraid of dogs.",
        "sources": (Source("vcard", "1"),), "extra": ("X-SHOE-SIZE:44",),
    }  # fmt: skip
    of_the_record = {"id", "created", "updated", "archived_on", "bio_updated", "name", "title", "org"}
    assert set(Contact.__struct_fields__) - set(values) == of_the_record
    session.do(actions.EditContact(contact=ben, **values))
    app = Desk(session, ben)
    async with app.run_test(size=TALL) as pilot:
        await pilot.pause()
        text = shown(app)
    for words in (
        "Founder · Kelp", "Bendik", "Ortiz-Lund", "Grows kelp", "1984", "ben@example.org (work)", "b@example.org",
        "+47 555 01 23 (mobile)", "https://example.org/ben", "Strandgaten 1", "sea", "chefs", "boats", "a ferry",
        "the offer of Amara Okafor", "Afraid of dogs.", "vcard", "X-SHOE-SIZE:44",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize(
    ("fields", "typed", "value"),
    [
        (("birthday",), ("30 Jun", "<enter>"), "--06-30"),
        (("how_met",), ("a panel in Lisbon", "<enter>"), "a panel in Lisbon"),
        (("tags",), (", climate", "<enter>"), ("hardware", "climate")),
        (("emails",), ("amara@example.org", "<ctrl+s>"), (Labelled("amara@example.org"),)),
        (("bio",), (" Speaks Igbo.", "<ctrl+s>"), "Builds the platform at Lumen. Speaks Igbo."),
        (("notes",), ("likes opera", "<ctrl+s>"), "likes opera"),
    ],
)
@pytest.mark.parametrize("key", ["<enter>", "<e>"])
async def test_a_line_of_the_card_is_edited_by_itself(  # noqa: PLR0917 - one line each
    session: Session, amara: int, fields: tuple[str, ...], typed: Iterable[str], value: object, key: str
) -> None:
    app = Desk(session, amara)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot, app, "facts", Fact(fields))
        await press(pilot, key)
        assert isinstance(top(app), FactDialog)
        assert len(top(app).query("Input, TextArea")) == 1
        await press(pilot, *typed)
        assert isinstance(top(app), ContactScreen)
        assert app.rows("facts").key == Fact(fields)
        assert app.rows("facts").has_focus
        assert getattr(session.book.contact(amara), fields[0]) == value
        assert "u undoes it" in app.news[-1]
        await press(pilot, "u")
        assert getattr(session.book.contact(amara), fields[0]) != value
        assert app.rows("facts").key == Fact(fields)


async def test_title_and_organisation_stand_on_one_line_and_are_edited_together(
    session: Session, amara: int
) -> None:
    app = Desk(session, amara)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot, app, "facts", Fact(("title", "org")))
        await press(pilot, "<enter>")
        first, second = top(app).query(Input)
        first.value, second.value = "Founder", "Foundry"
        await press(pilot, "<enter>", "<enter>")
        assert session.book.contact(amara).role_line == "Founder · Foundry"


async def test_the_name_opens_the_whole_form_and_the_lens_its_dialog(session: Session, amara: int) -> None:
    session.do(actions.SetLens(contact=amara, mode="busy", busy_with="a book", source="said"))
    app = Desk(session, amara)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot, app, "facts", ALL)
        await press(pilot, "<enter>")
        assert type(top(app)) is ContactForm
        await press(pilot, "<escape>")
        await go(pilot, app, "facts", LENS)
        await press(pilot, "e")
        assert isinstance(top(app), LensDialog)


async def test_a_note_is_edited_on_its_line_and_taken_away_when_emptied(session: Session, amara: int) -> None:
    session.do(actions.AddNote(contact=amara, text="likes opera", on=date(2025, 1, 2)))
    app = Desk(session, amara)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await go(pilot, app, "moments", line(app, "notes"))
        await press(pilot, "e")
        assert isinstance(top(app), NoteDialog)
        await press(pilot, " and jazz", "<ctrl+s>")
        (note,) = session.book.notes_of(amara)
        assert (note.text, note.on) == ("likes opera and jazz", date(2025, 1, 2))
        assert app.rows("moments").key == line(app, "notes")
        await press(pilot, "<enter>")
        top(app).query_one(TextArea).load_text("")
        await press(pilot, "<ctrl+s>")
        assert not session.book.notes
        assert app.news[-1] == "Took away a note about Amara Okafor. u undoes it"
        await press(pilot, "u")
        assert [one.text for one in session.book.notes_of(amara)] == ["likes opera and jazz"]


async def test_a_note_changed_elsewhere_meanwhile_is_not_written_over_unseen(
    session: Session, amara: int
) -> None:
    written = session.do(actions.AddNote(contact=amara, text="likes opera")).id
    assert written is not None
    app = Host(lambda: NoteDialog(session, amara, written))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, " and jazz")
        session.do(actions.EditNote(note=written, text="likes fado"))
        await press(pilot, "<ctrl+s>")
        assert "changed elsewhere meanwhile: the note is now likes fado" in shown(app)
        assert session.book.note(written).text == "likes fado"
        await press(pilot, "<ctrl+s>")
    assert session.book.note(written).text == "likes opera and jazz"


async def test_lines_of_the_story_open_and_edit_what_they_are_about(
    session: Session, amara: int, offer: int
) -> None:
    app = Desk(session, amara)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await go(pilot, app, "moments", line(app, "reflections"))
        await press(pilot, "<enter>")
        assert isinstance(top(app), ReflectionScreen)
        await press(pilot, "<escape>")
        await go(pilot, app, "moments", line(app, "offers"))
        await press(pilot, "<enter>")
        assert isinstance(top(app), OfferScreen)
        await press(pilot, "e")
        assert isinstance(top(app), OfferEdit)
        await press(pilot, "<escape>", "e")
        assert isinstance(top(app), OfferEdit)
        await press(pilot, "r", "<ctrl+s>")
        assert session.book.offer(offer).kind == "referral"
        assert app.rows("moments").key == line(app, "offers")


async def test_what_was_said_to_a_check_in_is_looked_at_again_and_put_right(
    session: Session, amara: int
) -> None:
    planned = session.do(actions.PlanCheckIn(contact=amara, due_on=date(2026, 11, 20))).id
    assert planned is not None
    told = date(2026, 11, 21)
    session.do(
        actions.AnswerCheckIn(checkin=planned, people_wanted="founders", notes="on the phone", on=told)
    )
    app = Desk(session, amara)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await go(pilot, app, "moments", line(app, "checkins"))
        await press(pilot, "<enter>")
        assert isinstance(top(app), CheckInDialog)
        assert "on the phone" in shown(app)
        top(app).query_one("#notes", TextArea).load_text("by mail")
        top(app).query_one("#wanted", TextArea).load_text("investors")
        await press(pilot, "<ctrl+s>")
    checkin = session.book.checkin(planned)
    assert (checkin.notes, checkin.people_wanted, checkin.answered_on) == ("by mail", "investors", told)
    (lens,) = session.book.lenses_of(amara)
    assert (lens.types, lens.ended_on) == (("investors",), None)


async def test_a_lens_that_is_over_is_put_right_where_it_stands(session: Session, amara: int) -> None:
    made = session.do(actions.SetLens(contact=amara, mode="busy", busy_with="a move", source="said"))
    assert made.id is not None
    session.do(actions.EndLens(lens=made.id))
    before = session.book.lens(made.id)
    app = Desk(session, amara)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key in ("<enter>", "e"):
            await go(pilot, app, "moments", Key("lenses", made.id, 1))
            await press(pilot, key)
            assert "What Amara Okafor was open to" in shown(app)
            assert "end this lens" not in shown(app)
            await press(pilot, "<tab>", "<end>", " to Lagos", "<tab>", "1 Nov 2026", "<ctrl+s>")
            assert "before this lens began" in shown(app), "it is of today"
            await press(pilot, "<ctrl+u>", "<ctrl+s>")
            after = session.book.lens(made.id)
            assert (after.busy_with, after.until, after.ended_on) == (
                "a move to Lagos",
                None,
                before.ended_on,
            )
            assert "busy with a move to Lagos" in shown(app)
            await press(pilot, "u")
            assert session.book.lens(made.id) == before


async def test_what_was_typed_about_a_lens_that_is_over_is_back(session: Session, amara: int) -> None:
    made = session.do(actions.SetLens(contact=amara, mode="busy", busy_with="a move"))
    assert made.id is not None
    session.do(actions.EndLens(lens=made.id))
    app = Desk(session, amara)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await go(pilot, app, "moments", Key("lenses", made.id, 0))
        await press(pilot, "e", "<tab>", "<end>", " south", "<escape>")
        assert session.book.lens(made.id).busy_with == "a move"
        (key,) = app.drafts
        assert dialog_of(session, key).heading() == "What Amara Okafor was open to"
        await press(pilot, "e")
        assert "a move south" in shown(app)


async def test_the_cursor_stays_on_its_line_while_others_come_and_go(
    session: Session, amara: int, ben: int, offer: int
) -> None:
    app = Desk(session, amara)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        asked = Key("offers", offer, 0)
        await go(pilot, app, "moments", asked)
        await press(pilot, "e", "<escape>")
        assert app.rows("moments").key == asked
        session.do(actions.AddNote(contact=ben, text="likes opera"))
        await press(pilot, "u")
        assert app.rows("moments").key == asked
        await press(pilot, "U")
        assert app.rows("moments").key == asked
        await press(pilot, "y", "2", "<enter>")
        assert session.book.offer(offer).b.answer == "yes"
        assert app.rows("moments").key == asked


async def test_what_is_added_is_under_the_cursor_and_seen(session: Session, amara: int) -> None:
    for number in range(20):
        session.do(actions.AddNote(contact=amara, text=f"note {number}", on=date(2025, 1, 2)))
    session.do(actions.PlanCheckIn(contact=amara, due_on=date(2027, 1, 20)))
    app = Desk(session, amara)
    async with app.run_test(size=NARROW) as pilot:
        for keys, table, words in (
            (("N", "likes opera", "<ctrl+s>"), "notes", "likes opera"),
            (("<end>", "u", "U"), "notes", "likes opera"),
            (("c", "s", "<ctrl+s>"), "checkins", "you checked in"),
            (("u",), "checkins", "check-in planned"),
            (("L", "b", "a book", "<ctrl+s>"), "lenses", "busy with a book"),
        ):
            await press(pilot, "<end>", *keys)
            key = app.rows("moments").key
            assert isinstance(key, Key)
            assert key.table == table
            assert words in shown(app)
            assert app.rows("moments").has_focus


async def test_where_nothing_was_changed_no_key_is_said_to_undo_it(session: Session, amara: int) -> None:
    app = Desk(session, amara)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "N", "likes opera", "<ctrl+s>")
        await go(pilot, app, "facts", Fact(("title", "org")))
        await press(pilot, "<enter>", "<ctrl+s>")
        assert app.news[-1] == "Nothing was changed: it stood like that already"
        assert session.can_undo == "noted about Amara Okafor"


async def test_the_last_line_is_whole_after_a_dialog_too(session: Session, amara: int) -> None:
    app = Desk(session, amara)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        before = shown(app).splitlines()[-1]
        await press(pilot, "e", "<escape>")
        assert shown(app).splitlines()[-1] == before
    assert before.split()[-2:] == ["esc", "back"]
