"""An app over a small book, driven as a person would."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from crm.session import actions
from crm.session.actions import NewSide
from crm.session.session import Session
from crm.ui.app import CrmApp
from crm.ui.screens.main import MainScreen
from crm.ui.typed.ahead import PAUSE
from crm.ui.widgets.virtual_list import SETTLE

TODAY = date(2025, 11, 24)


class Desk:
    """The app under test, with words for what a test looks at."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.app = CrmApp(session)

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text[:width] for strip in strips[:height])

    @property
    def news(self) -> list[str]:
        """What was told in the corner, oldest first."""
        return [one.message for one in self.app._notifications]

    def shows(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of this kind is on top."""
        return isinstance(self.app.screen, kind)

    def pane(self) -> str:
        """The pane that has the focus."""
        return self.main.panes.focused

    def add(self, name: str) -> int:
        made = self.session.do(actions.AddContact(name=name)).id
        assert made is not None
        return made

    def offer(self, a: int, b: int, *, asked: str = "ab") -> int:
        made = self.session.do(
            actions.MakeOffer(
                kind="connection",
                a=NewSide(contact=a, why_told="you both build sensors"),
                b=NewSide(contact=b, why_told="you both build sensors"),
            )
        ).id
        assert made is not None
        for side in asked:
            self.session.do(actions.MarkAsked(offer=made, side="a" if side == "a" else "b"))
        return made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    session = Session.open(tmp_path / "people.json", today=TODAY)
    yield Desk(session)
    session.close()


@pytest.fixture
def desk(empty: Desk) -> Desk:
    """Amara, Ben and Chen; an offer of Amara and Ben, both asked."""
    amara, ben, _ = (empty.add(name) for name in ("Amara Okafor", "Ben Ortiz", "Chen Wei"))
    empty.offer(amara, ben)
    return empty


async def heard(pilot: Pilot[int]) -> None:
    """Wait until no key waits any more for what those before it have set going."""
    assert isinstance(pilot.app, CrmApp)
    ahead = pilot.app.ahead
    while (ahead.waits or ahead.is_due) and not ahead.is_stuck:
        await pilot.pause(PAUSE)


async def settled(pilot: Pilot[int]) -> None:
    """Wait until all keys have been heard and the panes have followed the cursor."""
    await heard(pilot)
    await pilot.pause(SETTLE * 3)
    await pilot.pause()
