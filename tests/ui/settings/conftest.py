"""The app with settings of its own, driven as a person would."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from crm.session import actions
from crm.session.session import Session
from crm.settings.file import load
from crm.ui.app import CrmApp
from crm.ui.names import names
from tests.ui.core.conftest import heard

TODAY = date(2026, 11, 24)


class Desk:
    """A book of two people and one offer that is asked, and the app over it with what its settings file says."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "settings.toml"
        self.session = Session.open(folder / "people.json", today=TODAY)
        a, b = (
            self.session.do(actions.AddContact(name=name)).id or 0 for name in ("Amara Okafor", "Ben Ortiz")
        )
        self.offer(a, b)

    def offer(self, a: int, b: int) -> None:
        """An offer made and asked on the last Sunday."""
        sunday = date(2026, 11, 22)
        made = self.session.do(
            actions.MakeOffer(
                kind="connection",
                a=actions.NewSide(contact=a, why_told="sensors"),
                b=actions.NewSide(contact=b, why_told="sensors"),
                made_on=sunday,
            )
        ).id
        self.session.do(actions.MarkAsked(offer=made or 0, side="a", on=sunday))

    def open(
        self, settings: str = "", size: tuple[int, int] = (120, 40), **environ: str
    ) -> AbstractAsyncContextManager[Pilot[int]]:
        """The app, driven; ``pilot.app`` is it."""
        if settings:
            self.file.write_text(settings)
        self.app = CrmApp(self.session, load(names(), self.file), environ)
        return self.app.run_test(size=size)

    def shows(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of this kind is on top."""
        return isinstance(self.app.screen, kind)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def footer(self) -> str:
        return self.text.splitlines()[-1]

    @property
    def news(self) -> list[str]:
        return [one.message for one in self.app._notifications]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("CRM_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("CRM_CONFIG", str(tmp_path / "settings.toml"))
    made = Desk(tmp_path)
    yield made
    made.session.close()


async def settled(pilot: Pilot[int]) -> None:
    """Wait until all keys have been heard and the panes have followed."""
    await heard(pilot)
    await pilot.pause(0.1)
    await pilot.app.workers.wait_for_complete() if not pilot.app.screen.is_modal else None
    await pilot.pause()
