"""Two cards side by side, what they become, and the way back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from crm.domain.contact import Labelled
from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.doubles.screen import DoublesScreen
from tests.ui.forms.host import NARROW, WIDE, Host, press, shown


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))


def add(session: Session, name: str, email: str, **fields: object) -> int:
    made = session.do(
        actions.AddContact(name=name, emails=(Labelled(email),), **fields)  # type: ignore[arg-type]  # fields of a contact
    ).id
    assert made is not None
    return made


@pytest.fixture
def twice(session: Session) -> tuple[int, int]:
    one = add(session, "Dara Levy", "dara@example.org", org="Kelp", notes="Likes boats")
    session.do(actions.AddNote(contact=one, text="a friend"))
    return one, add(session, "LEVY, DARA", "Dara@example.org", org="Harbour Foods", tags=("food",))


async def found(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_the_pair_and_what_it_becomes_stand_side_by_side(
    session: Session, twice: tuple[int, int]
) -> None:
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await found(pilot)
        text = shown(app)
        assert "Probably one person twice · 1" in text
        assert "the same address dara@example.org, the same name" in text
        row = next(line for line in text.splitlines() if "works at" in line)
        assert row.split("●")[1].split() == ["Harbour", "Foods", "Harbour", "Foods", "│"]
        assert "1 note" in text


async def test_one_is_made_of_two_with_the_values_that_were_chosen(
    session: Session, twice: tuple[int, int]
) -> None:
    keep, gone = twice
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=WIDE) as pilot:
        await found(pilot)
        await press(pilot, "<tab>", "<down>", "<left>", "<down>", "b", "m")
        text = shown(app)
        assert "merged LEVY, DARA into Dara Levy: u takes it back" in text
        assert "nobody else is in it twice" in text
        assert set(session.book.contacts) == {keep}
        assert session.book.contact(keep).org == "Kelp"
        assert session.book.contact(keep).tags == ("food",)
        await press(pilot, "u")
        await found(pilot)
        assert set(session.book.contacts) == {keep, gone}
        assert "Probably one person twice · 1" in shown(app)
        await press(pilot, "u")
        assert "nothing was done here yet" in shown(app)
        await press(pilot, "<escape>")
    assert app.results == [None]


async def test_two_people_are_two_for_good(session: Session, twice: tuple[int, int]) -> None:
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await found(pilot)
        await press(pilot, "x")
        assert "are two people: u takes it back" in shown(app)
        await press(pilot, "<escape>")
        app.open()
        await found(pilot)
        assert shown(app).count("nobody seems to be in it twice") == 1
    assert set(session.book.contacts) == set(twice)


async def test_of_three_cards_the_pairs_close_up(session: Session, twice: tuple[int, int]) -> None:
    add(session, "Dara Levy", "DARA@example.org")
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await found(pilot)
        assert "· 3" in shown(app)
        await press(pilot, "m")
        assert "· 1" in shown(app)
        await press(pilot, "m")
        assert len(session.book.contacts) == 1


async def test_two_who_were_offered_to_each_other_are_refused(
    session: Session, twice: tuple[int, int]
) -> None:
    a, b = (actions.NewSide(contact=one) for one in twice)
    offer = session.do(actions.MakeOffer(kind="connection", a=a, b=b)).id
    session.do(actions.MarkAsked(offer=offer or 0, side="a"))
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await found(pilot)
        await press(pilot, "m")
        assert "cannot be one person" in shown(app).replace("\n", " ").replace("│", "").replace("  ", " ")
    assert len(session.book.contacts) == 2


async def test_who_shares_only_a_name_stands_after_the_probable_ones(
    session: Session, twice: tuple[int, int]
) -> None:
    add(session, "Ben Ortiz", "ben@example.org")
    add(session, "Ben Ortiz", "ortiz@example.org")
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=WIDE) as pilot:
        await found(pilot)
        text = shown(app)
        assert "Probably one person twice · 1 · 1 perhaps" in text
        assert text.index("Dara Levy") < text.index("Ben Ortiz  =  Ben Ortiz")
        await press(pilot, "<down>", "m")
        assert "made one of two: Ben Ortiz" in shown(app)
        assert len(session.book.contacts) == 3


@pytest.mark.usefixtures("twice")
async def test_with_nothing_left_no_key_for_a_pair_is_offered(session: Session) -> None:
    app = Host(lambda: DoublesScreen(session))
    async with app.run_test(size=NARROW) as pilot:
        await found(pilot)
        assert "m make one   x two people   tab fields" in shown(app)
        await press(pilot, "m")
        last = shown(app)
        assert "nobody else is in it twice" in last
        for words in ("m make one", "two people", "tab fields", "stays"):
            assert words not in last
        await press(pilot, "u")
        await found(pilot)
        assert "m make one   x two people   tab fields" in shown(app)
