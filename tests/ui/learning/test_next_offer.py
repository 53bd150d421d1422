"""What a no taught stands beside the next offer, leads back to that no, and proposes a better day."""

from datetime import timedelta
from typing import Any

from textual.screen import Screen

from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.offer import OfferScreen
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.origins import OriginsScreen
from crm.ui.screens.reflection import ReflectionScreen
from crm.ui.widgets.look_ahead import Lines
from tests.ui.core.conftest import TODAY
from tests.ui.forms.host import NARROW, WIDE, Host, press, shown


def person(session: Session, name: str) -> int:
    made = session.do(actions.AddContact(name=name)).id
    assert made is not None
    return made


def declined(session: Session, a: int, b: int, **answers: object) -> int:
    """A no of ``b``, reflected on; the offer."""
    made = session.do(
        actions.MakeOffer(
            kind="connection",
            a=actions.NewSide(contact=a),
            b=actions.NewSide(contact=b),
            made_on=TODAY - timedelta(days=30),
        )
    ).id
    assert made is not None
    told = session.do(actions.RecordAnswer(offer=made, side="b", answer="no", on=TODAY - timedelta(days=20)))
    session.do(actions.Reflect(reflection=told.answer["reflection"], **answers))  # type: ignore[arg-type]
    return made


def ahead(app: Host) -> str:
    """What the look-ahead says, on one line."""
    return " ".join(app.screen.query_one(Lines).render().plain.split())


def on_top(app: Host, kind: type[Screen[Any]]) -> bool:
    """Whether a screen of this kind is on top."""
    return isinstance(app.screen, kind)


async def test_busy_until_a_day_proposes_the_next_one_and_one_key_plans_it(books: Session) -> None:
    amara, ben = person(books, "Amara Okafor"), person(books, "Ben Ortiz")
    until = TODAY + timedelta(days=30)
    books.do(actions.SetLens(contact=ben, mode="busy", until=until, source="said"))
    app = Host(lambda: OfferForm(books, amara, ben))
    async with app.run_test(size=WIDE) as pilot:
        assert "■ stop" in shown(app)
        assert "ctrl+n plans it for 25 Dec, when nobody is busy any more" in ahead(app)
        await press(pilot, "<ctrl+n>")
        assert "■ stop" not in shown(app)
        await press(pilot, "<ctrl+s>")
    (offer,) = books.book.offers.values()
    assert offer.made_on == until + timedelta(days=1)
    assert offer.look_ahead.override_reason == ""


async def test_a_day_that_is_still_too_early_stops_as_well(books: Session) -> None:
    amara, ben = person(books, "Amara Okafor"), person(books, "Ben Ortiz")
    books.do(actions.SetLens(contact=ben, mode="busy", until=TODAY + timedelta(days=30), source="said"))
    app = Host(lambda: OfferForm(books, amara, ben))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "<ctrl+n>", "2w")
        assert "■ stop" in shown(app)
        await press(pilot, "<ctrl+s>")
        assert not books.book.offers


async def test_a_line_of_the_look_ahead_leads_back_to_its_no(books: Session) -> None:
    amara, ben, chen = (person(books, name) for name in ("Amara Okafor", "Ben Ortiz", "Chen Wei"))
    declined(books, amara, ben, clear="no", missing=("why now",), closed_to=("connection",))
    app = Host(lambda: OfferForm(books, chen, ben))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "<ctrl+o>")
        assert on_top(app, OriginsScreen)
        assert "Ben seems closed to connections" in shown(app)
        assert "Make clear to Ben: why now" in shown(app)
        await press(pilot, "<enter>")
        assert on_top(app, OfferScreen)
        assert "declined by one" in shown(app)
        await press(pilot, "<y>")
        assert on_top(app, OriginsScreen), "an answer waits for the offer that is being made"
        assert "comes first" in [one.message for one in app._notifications][-1]
        await press(pilot, "<enter>", "<enter>")
        assert on_top(app, ReflectionScreen)
        await press(pilot, "<escape>", "<escape>")
        assert on_top(app, OfferForm), "nothing that was typed is left behind"


async def test_ones_own_most_frequent_gaps_are_prompted_with_their_counts(books: Session) -> None:
    amara = person(books, "Amara Okafor")
    for at in range(5):
        missing = ("why now",) if at < 3 else ("why them",)
        declined(books, amara, person(books, f"Person {at}"), clear="no", missing=missing, carry=False)
    one, other = person(books, "Ben Ortiz"), person(books, "Chen Wei")
    app = Host(lambda: OfferForm(books, one, other))
    async with app.run_test(size=WIDE):
        assert "often missing, of 5 reflections: why now 3, why them 2" in ahead(app)


async def test_whom_to_ask_first_is_said_before_anyone_is_asked(books: Session) -> None:
    amara, ben = person(books, "Amara Okafor"), person(books, "Ben Ortiz")
    app = Host(lambda: OfferForm(books, amara, ben))
    async with app.run_test(size=WIDE) as pilot:
        assert "first" not in ahead(app), "in a connection nothing tells them apart"
        await press(pilot, "f")
        await pilot.pause()
        assert "Ask Amara first: the favor is theirs to give" in ahead(app)
