"""The screens that say it all: today, the whole insight, who suits; and what is put by on them."""

from crm.domain.record import Refusal
from crm.insight.agenda.item import Item
from crm.insight.findings.act import Insight
from crm.insight.reviewing.weekly import week_number
from crm.session.actions import DismissInsight
from crm.ui.flows.desk import Desk
from crm.ui.flows.people import chosen_contact
from crm.ui.flows.visiting import visit
from crm.ui.screens.insight import InsightScreen
from crm.ui.screens.suits import SuitsScreen
from crm.ui.screens.today import TodayScreen

ONCE = 1
"""What someone who was told is put by with: that line rests on one no and never on more."""


async def open_today(desk: Desk) -> None:
    """The morning and the week."""
    await visit(desk, TodayScreen(desk.session))


async def open_insight(desk: Desk) -> None:
    """Everything that the answers teach."""
    await visit(desk, InsightScreen(desk.session))


async def open_suits(desk: Desk, contact: int | None = None) -> None:
    """Who would suit a contact, and who might want to meet them."""
    await visit(desk, SuitsScreen(desk.session, chosen_contact(desk, contact).id))


async def put_by(desk: Desk) -> None:
    """A finding waits until it rests on three records more, a line of the week for three weeks."""
    line = desk.context.line
    if isinstance(line, Insight):
        action = DismissInsight(insight=line.key, n=line.n)
    elif isinstance(line, Item) and line.what == "tell":
        action = DismissInsight(insight=line.key, n=ONCE)
    elif isinstance(line, Item) and line.what in ("guess", "lesson", "remember"):
        action = DismissInsight(insight=line.key, n=week_number(desk.context.today))
    else:
        raise Refusal(
            "findings, lines of the week and whom to tell can be put by; this one goes when it is done"
        )
    desk.recorded(desk.do(action))
