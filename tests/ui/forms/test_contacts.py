from crm.domain.contact import Labelled
from crm.session import actions
from crm.session.session import Session
from crm.storage.change import Change
from crm.ui.screens.confirm import Confirm
from crm.ui.screens.contact import ContactScreen
from crm.ui.screens.contact_form import ContactForm
from crm.ui.screens.note import NoteDialog
from crm.ui.screens.tags import TagsDialog
from tests.ui.forms.host import NARROW, WIDE, Host, press, shown


async def test_a_person_is_added_field_by_field(session: Session) -> None:
    app = Host(lambda: ContactForm(session, None, "Chen Wei"))
    async with app.run_test(size=NARROW) as pilot:
        await press(
            pilot,
            "<enter>",
            "Founder",
            "<enter>",
            "Kelp",
            "<enter>",
            "work: chen@example.org",
            "<tab>",
            "<tab>",
        )
        await press(pilot, "climate, berlin", "<ctrl+s>")
    (added,) = session.book.contacts.values()
    assert (added.name, added.title, added.org) == ("Chen Wei", "Founder", "Kelp")
    assert added.emails == (Labelled("chen@example.org", "work"),)
    assert added.tags == ("climate", "berlin")


def written_elsewhere(session: Session, **fields: object) -> int:
    """A contact as another program wrote it, which lets anything be a name."""
    made = session.do(actions.AddContact(name="Somebody")).id or 0
    held = session.store.document("contacts", made)
    session.rewrite("by hand", [Change("contacts", made, held, (held or {}) | fields)])
    return made


async def test_editing_writes_only_what_was_changed(session: Session) -> None:
    odd = "Ane\x1b[1m"
    made = written_elsewhere(session, name=odd, addresses=["Main St 1\nLagos"], how_met="by train")
    app = Host(lambda: ContactForm(session, made))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<tab>", "Poet", "<ctrl+s>")
    edited = session.book.contact(made)
    assert (edited.name, edited.title, edited.addresses) == (odd, "Poet", ("Main St 1\nLagos",))


async def test_escape_characters_never_reach_the_terminal(session: Session) -> None:
    odd = "A\x1b[31mB\x07C\u202eD\x9bE"
    made = written_elsewhere(
        session, name=odd, org=odd, bio=f"{odd}\n{odd}", tags=[odd], wants=[odd], notes=odd
    )
    app = Host(lambda: ContactForm(session, made))
    async with app.run_test(size=WIDE):
        text = shown(app)
    assert "[31mB" in text
    assert not set(text) & set("\x1b\x07\u202e\x9b")
    assert session.book.contact(made).name == odd


async def test_a_likely_double_is_pointed_out_while_typing(session: Session, amara: int) -> None:
    session.do(actions.EditContact(contact=amara, emails=(Labelled("Amara@Example.org"),)))
    app = Host(lambda: ContactForm(session, None))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "okafor AMARA")
        assert "Amara Okafor (Head of Platform · Lumen) has the name too" in shown(app)
        await press(pilot, "h")
        assert "too: perhaps" not in shown(app)
        await press(pilot, "<tab>", "<tab>", "<tab>", "amara@example.org")
        assert "has amara@example.org too" in shown(app)


async def test_a_name_is_needed_and_a_bad_birthday_is_refused_with_all_kept(session: Session) -> None:
    app = Host(lambda: ContactForm(session, None))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "<ctrl+s>")
        assert "a contact needs a name" in shown(app)
        app.screen.query_one("#birthday").focus()
        await press(pilot, "30 Juni")
        assert "is not understood as a birthday" in shown(app)
        app.screen.query_one("#name").focus()
        await press(pilot, "Dara Levy", "<ctrl+s>")
        assert "write YYYY-MM-DD" in shown(app)
        assert "Dara Levy" in shown(app)
    assert not session.book.contacts


async def test_a_birthday_is_said_back_before_it_is_saved(session: Session) -> None:
    app = Host(lambda: ContactForm(session, None, "Dara Levy"))
    async with app.run_test(size=WIDE) as pilot:
        app.screen.query_one("#birthday").focus()
        await press(pilot, "30 june")
        assert "30 Jun, the year not known" in shown(app)
        await press(pilot, " 1984")
        assert "30 Jun 1984" in shown(app).replace("30 june 1984", "")
        await press(pilot, "<ctrl+s>")
    assert [one.birthday for one in session.book.contacts.values()] == ["1984-06-30"]


async def test_a_note_of_several_lines_is_kept_for_later_or_saved(session: Session, amara: int) -> None:
    app = Host(lambda: NoteDialog(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "moves to Berlin", "<enter>", "in spring", "<escape>")
        assert not session.book.notes
        app.open()
        await pilot.pause()
        await press(pilot, "<ctrl+s>")
    (note,) = session.book.notes.values()
    assert note.text == "moves to Berlin\nin spring"


async def test_tags_are_taken_and_left_by_letter_and_new_ones_typed(session: Session, amara: int) -> None:
    app = Host(lambda: TagsDialog(session, [amara]))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "climate", "<tab>", "h", "<enter>")
    assert session.book.contact(amara).tags == ("climate",)


async def test_a_question_is_answered_with_one_key() -> None:
    app = Host(lambda: Confirm("Leave?", "[b]Nothing[/b] is lost."))
    async with app.run_test(size=NARROW) as pilot:
        assert "[b]Nothing[/b] is lost." in shown(app)
        await press(pilot, "y")
        app.open()
        await press(pilot, "n")
    assert app.results == [True, None]


async def test_the_story_of_a_person_tells_offers_answers_lessons_and_notes(
    session: Session, amara: int, ben: int
) -> None:
    side = actions.NewSide(contact=amara, why_told="a shared lab")
    made = session.do(actions.MakeOffer(kind="favor", a=side, b=actions.NewSide(contact=ben))).id
    assert made is not None
    session.do(actions.RecordAnswer(offer=made, side="a", answer="no", words="not \x1b[7mnow"))
    (reflection,) = session.book.reflections
    session.do(
        actions.Reflect(
            reflection=reflection, clear="partly", missing=("why now",), learned_decliner="after May"
        )
    )
    session.do(actions.SetLens(contact=amara, mode="busy", busy_with="a book", source="said"))
    session.do(actions.AddNote(contact=amara, text="allergic to [red]nuts[/red]"))
    app = Host(lambda: ContactScreen(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        text = shown(app)
        await press(pilot, "<escape>")
    for words in (
        "Head of Platform · Lumen", "Builds the platform", "‖ busy with a book", "0 of 1 yes",
        "offered Ben Ortiz · favor, as giver", "“a shared lab”", "– no to meeting Ben Ortiz", "“not [7mnow”",
        "clear enough? partly · missing: why now", "after May", "allergic to [red]nuts[/red]", "2026",
    ):  # fmt: skip
        assert words in text, words
    assert "\x1b" not in text
    assert app.results == [None]


async def test_a_person_s_screen_does_the_same_commands(session: Session, amara: int) -> None:
    app = Host(lambda: ContactScreen(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "N", "likes opera", "<ctrl+s>")
        assert "likes opera" in shown(app)
        await press(pilot, "u")
        assert "likes opera" not in shown(app)
        await press(pilot, "y")
        assert any("no offer here yet" in one.message for one in app._notifications)
        await press(pilot, "<escape>")
    assert app.results == [None]
    assert not session.book.notes
