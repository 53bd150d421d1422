"""The cursor of the contacts stays on its person, in sight, however the list is sorted anew under it."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from crm.domain.contact import Labelled
from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.doubles.screen import DoublesScreen
from tests.ui.core.conftest import Desk, settled
from tests.ui.safety.conftest import until

SIZE = (80, 24)
MANY = 60


@pytest.fixture
def crowd(empty: Desk) -> Desk:
    """Sixty people, three times as many as there is room for."""
    for number in range(MANY):
        empty.add(f"Person {number:02}")
    return empty


def person(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.session.book.contacts.values() if one.name == name)


def row(desk: Desk) -> int:
    """How far down the list the cursor is."""
    return desk.main.contacts.people.cursor


async def standing_on(pilot: Pilot[int], desk: Desk, name: str) -> int:
    """Go to somebody by hand."""
    desk.main.go_to_contact(person(desk, name))
    await settled(pilot)
    return person(desk, name)


def assert_on(desk: Desk, contact: int) -> None:
    """The cursor is on them, they are seen, and the other panes are about them."""
    people = desk.main.contacts.people
    assert desk.main.contacts.contact == contact
    assert people.key in [key for key, _ in people.rows_in_view()]
    assert desk.main.scope == contact


async def test_one_s_own_change_of_the_name_and_back(crowd: Desk) -> None:
    async with crowd.app.run_test(size=SIZE) as pilot:
        who = await standing_on(pilot, crowd, "Person 30")
        before = row(crowd)
        await pilot.press("e")
        await settled(pilot)
        name = crowd.app.screen.query(Input).first()
        assert name.value == "Person 30"
        name.value = "Ada Novak"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert row(crowd) == 1, "the first below Everyone"
        assert_on(crowd, who)
        await pilot.press("u")
        await settled(pilot)
        assert row(crowd) == before
        assert_on(crowd, who)


async def test_others_who_come_go_and_are_named_anew(crowd: Desk) -> None:
    async with crowd.app.run_test(size=SIZE) as pilot:
        who = await standing_on(pilot, crowd, "Person 30")
        before = row(crowd)
        crowd.main.do(actions.AddContact(name="Ada Novak"))
        await settled(pilot)
        assert row(crowd) == before + 1
        assert_on(crowd, who)
        crowd.main.do(actions.EditContact(contact=person(crowd, "Person 02"), name="Zoë Quill"))
        await settled(pilot)
        assert row(crowd) == before
        assert_on(crowd, who)
        gone = tuple(person(crowd, f"Person {number:02}") for number in range(10, 20))
        crowd.main.do(actions.ArchiveContacts(contacts=gone, archived=True))
        await settled(pilot)
        assert row(crowd) == before - 10
        assert_on(crowd, who)


async def test_what_another_program_wrote(crowd: Desk, tmp_path: Path) -> None:
    async with crowd.app.run_test(size=SIZE) as pilot:
        who = await standing_on(pilot, crowd, "Person 30")
        before = row(crowd)
        crowd.session.saved(5)
        other = Session.open(tmp_path / "people.json", today=date(2025, 11, 24))
        for name in ("Ada Novak", "Bo Ng"):
            other.do(actions.AddContact(name=name))
        other.do(actions.EditContact(contact=who, org="Kelp"))
        other.saved(5)
        other.close()
        crowd.main._polling.look()
        await until(pilot, lambda: crowd.session.book.contact(who).org == "Kelp")
        await settled(pilot)
        assert row(crowd) == before + 2
        assert_on(crowd, who)


async def test_a_search_that_is_left(crowd: Desk) -> None:
    async with crowd.app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"person 47")
        await settled(pilot)
        assert_on(crowd, person(crowd, "Person 47"))
        await pilot.press("escape")
        await settled(pilot)
        assert row(crowd) == 48
        assert_on(crowd, person(crowd, "Person 47"))


async def test_an_offer_that_came_back_is_what_the_next_key_is_about(crowd: Desk) -> None:
    for number in range(0, 40, 2):
        crowd.offer(person(crowd, f"Person {number:02}"), person(crowd, f"Person {number + 1:02}"), asked="")
    async with crowd.app.run_test(size=SIZE) as pilot:
        made = crowd.offer(person(crowd, "Person 50"), person(crowd, "Person 51"), asked="")
        crowd.main.land_on(made)
        await settled(pilot)
        for keys in ("uU", "s1", "Gu", "GU", "Gu1U"):
            await pilot.press(*keys)
            await settled(pilot)
            assert crowd.main.offers.offer == made, keys
            assert made in [key for key, _ in crowd.main.offers.timeline.rows_in_view()], keys
        assert crowd.session.book.offer(made).a.asked_on is not None
        assert crowd.pane() == "contacts", "the focus stays in its pane"


async def test_an_offer_of_others_that_came_back_leaves_the_cursor(crowd: Desk) -> None:
    async with crowd.app.run_test(size=SIZE) as pilot:
        crowd.offer(person(crowd, "Person 50"), person(crowd, "Person 51"), asked="")
        who = await standing_on(pilot, crowd, "Person 30")
        await pilot.press("u", "U")
        await settled(pilot)
        assert_on(crowd, who)


@pytest.mark.parametrize("pane", ["1", "3"])
async def test_a_person_who_came_back_is_the_one_under_the_cursor(crowd: Desk, pane: str) -> None:
    async with crowd.app.run_test(size=SIZE) as pilot:
        who = await standing_on(pilot, crowd, "Person 30")
        await pilot.press("d", "g", pane, "u")
        await settled(pilot)
        assert_on(crowd, who)
        await pilot.press("U", "1", "g", pane, "u")
        await settled(pilot)
        assert_on(crowd, who)
        assert crowd.pane() == {"1": "contacts", "3": "insight"}[pane]


async def test_after_a_merge_the_cursor_is_on_the_one_who_stays(crowd: Desk) -> None:
    ada, again = (
        crowd.session.do(actions.AddContact(name=name, emails=(Labelled("ada@example.org"),))).id
        for name in ("Ada Novak", "Novak, Ada")
    )
    assert ada is not None
    assert again is not None
    async with crowd.app.run_test(size=SIZE) as pilot:
        for before in (ada, again, person(crowd, "Person 30")):
            crowd.main.go_to_contact(before)
            await settled(pilot)
            await pilot.press("D")
            await until(
                pilot, lambda: isinstance(crowd.app.screen, DoublesScreen) and bool(crowd.app.screen.found)
            )
            await pilot.press("m", "escape")
            await settled(pilot)
            (stays,) = {ada, again} & set(crowd.session.book.contacts)
            assert_on(crowd, stays if before in (ada, again) else before)
            await pilot.press("u")
            await settled(pilot)
