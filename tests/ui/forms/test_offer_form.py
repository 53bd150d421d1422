from datetime import timedelta

import pytest

from crm.domain.days.today import Calendar
from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.offer_edit import OfferEdit
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.offer_words import preview
from crm.ui.widgets.contact_picker import ContactPicker
from tests.ui.forms.host import NARROW, TODAY, WIDE, Host, press, shown


async def test_an_offer_between_known_people_takes_names_typed_in_part(
    session: Session, amara: int, ben: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "orti", "<enter>", "f", "<tab>", "2", "<tab>", "Ben can help", "<ctrl+s>")
    (offer,) = session.book.offers.values()
    assert (offer.a.contact, offer.b.contact, offer.kind) == (amara, ben, "favor")
    assert (offer.a.role, offer.b.role) == ("receiver", "giver")
    assert offer.a.why_told == "Ben can help"
    assert offer.b.bio_sent == "Builds the platform at Lumen."
    assert app.results[0].id == offer.id


async def test_someone_new_is_named_on_the_spot_and_undone_with_the_offer(
    session: Session, amara: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "Zainab Noor", "<enter>")
        assert "Zainab Noor is new in your book" in shown(app)
        await press(pilot, "<ctrl+s>")
    (offer,) = session.book.offers.values()
    assert session.book.name(offer.b.contact) == "Zainab Noor"
    session.undo()
    assert list(session.book.contacts) == [amara]
    assert not session.book.offers


def test_a_look_at_a_day_to_come_says_days_as_they_are_written_here(
    session: Session, amara: int, ben: int
) -> None:
    session.calendar = Calendar("ISO")
    until = session.today + timedelta(days=40)
    session.do(actions.SetLens(contact=amara, mode="busy", until=until, source="said"))
    people = session.book.contact(amara), session.book.contact(ben)
    for on in (None, session.today + timedelta(days=9)):
        found = preview(session, "favor", *people, None, on=on)
        assert until.isoformat() in found.lines[0].text


async def test_a_stop_asks_for_a_reason_that_stays_on_the_offer(
    session: Session, amara: int, ben: int
) -> None:
    session.do(actions.SetLens(contact=amara, mode="only_type", types=("hardware",), source="said"))
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ben", "<enter>")
        assert "■ stop" in shown(app)
        assert "hardware people" in shown(app)
        await press(pilot, "<ctrl+s>")
        assert not session.book.offers
        assert "say why" in shown(app)
        await press(pilot, "Ben asked me to", "<enter>")
    (offer,) = session.book.offers.values()
    assert offer.look_ahead.override_reason == "Ben asked me to"


@pytest.mark.parametrize("size", [NARROW, (100, 30)])
async def test_the_field_that_a_stop_asks_for_is_in_sight(
    session: Session, amara: int, ben: int, size: tuple[int, int]
) -> None:
    session.do(actions.SetLens(contact=amara, mode="busy", busy_with="a book", source="said"))
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "ben", "<enter>", "<ctrl+s>")
        await pilot.pause()
        assert "say why." in shown(app)
        assert "why make this offer? It stays on it" in shown(app)


async def test_an_offer_without_a_why_is_worth_a_thought_and_no_stop(
    session: Session, amara: int, ben: int
) -> None:
    def left_open() -> str:
        return shown(app).partition("▲ think no why yet for ")[2].partition(" ")[0]

    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=(200, 60)) as pilot:
        assert not left_open()
        await press(pilot, "ben", "<enter>")
        assert left_open() == "either"
        await press(pilot, "<tab>", "B")
        assert left_open() == "Ben"
        await press(pilot, "<backspace>")
        assert left_open() == "either"
        await press(pilot, "<shift+tab>", "r")
        assert left_open() == "Ben", "who asked for a referral knows why"
        await press(pilot, "<ctrl+s>")
    assert len(session.book.offers) == 1


async def test_what_is_known_of_one_person_stands_there_before_the_other_is_chosen(
    session: Session, amara: int
) -> None:
    session.do(actions.SetLens(contact=amara, mode="only_type", types=("hardware",), source="said"))
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE):
        assert "Amara: ◐ only hardware (said)." in shown(app)


async def test_a_lesson_of_an_earlier_no_stands_beside_the_offer(
    session: Session, amara: int, ben: int
) -> None:
    made = session.do(
        actions.MakeOffer(kind="connection", a=actions.NewSide(contact=amara), b=actions.NewSide(contact=ben))
    )
    assert made.id is not None
    session.do(actions.RecordAnswer(offer=made.id, side="b", answer="no"))
    (reflection,) = session.book.reflections
    session.do(
        actions.Reflect(
            reflection=reflection,
            clear="no",
            missing=("the size of the ask",),
            better_why="one call on pricing",
        )
    )
    session.do(actions.AddContact(name="Chen Wei"))
    app = Host(lambda: OfferForm(session, ben))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "chen", "<enter>")
        text = shown(app)
    assert "◆ clear the size of the ask" in text
    assert "better said: one call on" in text
    assert "from Ben Ortiz's no" in text


async def test_a_referral_keeps_who_asked_and_the_day_you_spoke(
    session: Session, amara: int, ben: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "ben", "<enter>", "r", "<tab>", "2", "<tab>", "yesterday", "<ctrl+s>")
    (offer,) = session.book.offers.values()
    assert (offer.requested_by, offer.a.role, offer.b.role) == ("b", "provider", "requester")
    assert offer.spoke_on is not None
    assert (TODAY - offer.spoke_on).days == 1
    assert offer.b.answer == "yes"


async def test_a_bad_day_is_refused_and_nothing_typed_is_lost(session: Session, amara: int, ben: int) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        await press(
            pilot, "ben", "<enter>", "r", "<tab>", "<tab>", "31 Feb", "<tab>", "they need it", "<ctrl+s>"
        )
        assert not session.book.offers
        assert "31 Feb" in shown(app)
        assert "they need it" in shown(app)


async def test_what_was_typed_is_back_when_the_form_is_opened_again(
    session: Session, amara: int, ben: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "be", "<escape>")
        assert not app.results, "the first Esc only puts the matches away"
        await press(pilot, "n", "<enter>", "<tab>", "a shared workshop", "<escape>")
        assert app.results == [None]
        app.open()
        await pilot.pause()
        assert "a shared workshop" in shown(app)
        await press(pilot, "<ctrl+s>")
    (offer,) = session.book.offers.values()
    assert offer.a.why_told == "a shared workshop"
    assert not app.drafts


async def test_names_are_shown_as_they_are(session: Session, amara: int) -> None:
    session.do(actions.AddContact(name="[bold]Ben[/] \x1b[31mRed"))
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "ben")
        assert "[bold]Ben[/] [31mRed" in shown(app)
        await press(pilot, "<enter>")
        text = shown(app)
    assert "To [bold]Ben[/] [31mRed" in text
    assert "\x1b" not in text


async def test_all_of_the_form_can_be_reached_at_80_by_24(session: Session, amara: int, ben: int) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "ben", "<enter>")
        lines = shown(app).splitlines()
        assert len(lines) == 24
        assert "ctrl+s save" in lines[-2]
        for _ in range(5):
            await press(pilot, "<tab>")
            focused = app.focused
            assert focused is not None
            assert app.screen.region.contains_region(focused.region)


async def test_what_an_offer_says_can_be_changed(session: Session, amara: int, ben: int) -> None:
    sides = (
        actions.NewSide(contact=amara, why_told="a lab"),
        actions.NewSide(contact=ben, bio_sent="an old bio"),
    )
    made = session.do(actions.MakeOffer(kind="connection", a=sides[0], b=sides[1])).id
    assert made is not None
    app = Host(lambda: OfferEdit(session, made))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "r", "<tab>", "2", "<tab>", "<tab>", "<end>", " to share", "<ctrl+s>")
    offer = session.book.offer(made)
    assert (offer.kind, offer.requested_by, offer.b.role, offer.a.role) == (
        "referral",
        "b",
        "requester",
        "provider",
    )
    assert (offer.a.why_told, offer.b.bio_sent) == ("a lab to share", "an old bio")


async def test_who_gives_in_a_favor_can_be_changed_and_is_asked_where_it_becomes_one(
    session: Session, amara: int, ben: int
) -> None:
    sides = (actions.NewSide(contact=amara), actions.NewSide(contact=ben, role="giver"))
    made = session.do(actions.MakeOffer(kind="favor", a=sides[0], b=sides[1])).id
    assert made is not None

    def roles() -> tuple[str, str]:
        offer = session.book.offer(made)
        return offer.a.role, offer.b.role

    app = Host(lambda: OfferEdit(session, made))
    async with app.run_test(size=WIDE) as pilot:
        assert "2 ● Ben Ortiz" in shown(app), "who gives already"
        await press(pilot, "c", "<ctrl+s>")
        assert roles() == ("peer", "peer")
        app.open()
        await pilot.pause()
        assert "Who gives" not in shown(app)
        await press(pilot, "f", "<tab>", "2")
        assert "To Ben Ortiz  giver" in shown(app)
        await press(pilot, "<ctrl+s>")
        assert roles() == ("receiver", "giver")
        app.open()
        await pilot.pause()
        await press(pilot, "<tab>", "1", "<ctrl+s>")
    assert roles() == ("giver", "receiver")


async def test_all_of_it_works_by_mouse(session: Session, amara: int, ben: int) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ben")
        await pilot.click(app.screen.query_one("#b Matches"), offset=(4, 0))
        await pilot.click(app.screen.query_one("#kind"), offset=(4, 2))
        await pilot.click(app.screen.query("HintLabel").first())
        await pilot.pause()
    (offer,) = session.book.offers.values()
    assert (offer.b.contact, offer.kind) == (ben, "favor")


async def test_escape_puts_the_list_of_people_away_and_says_that_once_more_leaves(
    session: Session, amara: int, ben: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "ben")
        assert "› Ben Ortiz" in shown(app)
        await press(pilot, "<escape>")
        assert "› Ben Ortiz" not in shown(app)
        assert "the list is put away; once more leaves the form" in shown(app)
        await press(pilot, "<escape>")
        assert app.results == [None]
        app.open()
        await pilot.pause()
        await press(pilot, "<escape>")
        assert app.results == [None, None], "with no list open it leaves at once"


async def test_the_list_of_people_is_put_away_when_the_cursor_goes_elsewhere(
    session: Session, amara: int, ben: int
) -> None:
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "ben")
        await pilot.click(app.screen.query("#to_a #why").first())
        assert "› Ben Ortiz" not in shown(app)
        app.screen.query_one("#b").query_one("PickerInput").focus()
        await press(pilot, "ben")
        await pilot.click(app.screen.query_one("#b").query_one("Matches"), offset=(4, 0))
        assert app.screen.query_one("#b", ContactPicker).picked is not None


async def test_a_bio_says_whose_it_is_and_how_old(session: Session, amara: int, ben: int) -> None:
    session.do(actions.EditContact(contact=ben, name="Bartholomew Ortiz"))
    app = Host(lambda: OfferForm(session, amara))
    async with app.run_test(size=WIDE) as pilot:
        assert "Their bio" in shown(app), "nobody is known yet"
        await press(pilot, "ort", "<enter>")
        assert "Bartho…'s bio" in shown(app)
        assert "Bartholomew has no bio yet" in shown(app)
        await press(pilot, *["<tab>"] * 5)
        assert "Amara's bio" in shown(app)
        assert "5 words in your book, written 21mo ago" in shown(app)
