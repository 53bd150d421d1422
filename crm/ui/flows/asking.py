"""Marking that a side was asked, or reminded."""

from crm.session.actions import MarkAsked, MarkNudged
from crm.ui.context import can_be_asked
from crm.ui.flows.desk import Desk
from crm.ui.flows.sides import chosen_offer, side_for


async def mark_asked(desk: Desk) -> None:
    """The ask has been sent."""
    offer, today = chosen_offer(desk), desk.context.today
    side = await side_for(desk, offer, "Who was asked?", lambda side: can_be_asked(side, today))
    if side is not None:
        desk.recorded(desk.do(MarkAsked(offer=offer.id, side=side)))


async def mark_nudged(desk: Desk) -> None:
    """The one friendly reminder has been sent."""
    offer = chosen_offer(desk)
    side = await side_for(
        desk, offer, "Who was reminded?", lambda side: side.is_waiting and side.nudged_on is None
    )
    if side is not None:
        desk.recorded(desk.do(MarkNudged(offer=offer.id, side=side)))
