"""What stands in the fields of a dialog, and under them, begins in one column."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crm.session import actions
from crm.session.session import Session
from crm.ui.screens.dialog import Row
from crm.ui.widgets.choice import Choices
from crm.ui.widgets.facts import LITTLE, Facts
from tests.ui.forms.host import NARROW, WIDE, Host, shown
from tests.ui.forms.test_resizing import DIALOGS


@pytest.fixture
def offer(session: Session, amara: int, ben: int) -> int:
    sides = (actions.NewSide(contact=one, why_told="a shared lab") for one in (amara, ben))
    made = session.do(actions.MakeOffer(kind="connection", a=next(sides), b=next(sides))).id
    assert made is not None
    session.do(actions.RecordAnswer(offer=made, side="a", answer="no", words="no time"))
    return made


def beginnings(screen: Screen[Any]) -> Iterator[tuple[int, Widget]]:
    """The column in which each thing that has a label begins."""
    for row in screen.query(Row):
        for field in row.query("*"):
            if field.region and isinstance(field, Input | TextArea | Choices):
                yield field.content_region.x, field
    for facts in screen.query(Facts):
        if facts.region and facts.size.width > LITTLE:
            yield facts.content_region.x + facts.indent, facts
    for under in screen.query(".under"):
        if under.region:
            yield under.content_region.x, under


@pytest.mark.parametrize("name", DIALOGS)
async def test_all_fields_begin_in_one_column(session: Session, amara: int, offer: int, name: str) -> None:
    app = Host(lambda: DIALOGS[name](session, amara, offer))
    async with app.run_test(size=NARROW) as pilot:
        for size in (NARROW, WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            found = list(beginnings(app.screen))
            assert len({column for column, _ in found}) <= 1, f"{found}\n{shown(app)}"
