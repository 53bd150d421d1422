"""What is said in the corner: one thing at a time, and never over the keys of a dialog."""

from textual.widgets._toast import Toast

from crm.ui.app import BREATH
from crm.ui.screens.contact_form import ContactForm
from tests.ui.core.conftest import Desk, settled


async def test_what_is_said_takes_the_place_of_what_was_said_before(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        desk.main.tell("the first thing")
        await pilot.pause(BREATH + 0.1)
        desk.main.tell("the second thing")
        await settled(pilot)
        assert desk.news == ["The second thing"]
        assert "The first thing" not in desk.text


async def test_what_is_said_together_stays_together_and_a_warning_stays_its_time(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        desk.app.notify("not in force", severity="warning", markup=False)
        await pilot.pause(BREATH + 0.1)
        desk.main.tell("recorded")
        desk.main.tell("and what comes of it")
        await settled(pilot)
        assert desk.news == ["not in force", "Recorded", "And what comes of it"]


async def test_news_waits_under_a_dialog(desk: Desk) -> None:
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        desk.main.tell("recorded")
        await pilot.press("a")
        await settled(pilot)
        assert desk.shows(ContactForm)
        assert not any(toast.display for toast in desk.app.screen.query(Toast))
        assert "Recorded" not in desk.text
        await pilot.press("escape")
        await settled(pilot)
        assert "Recorded" in desk.text
