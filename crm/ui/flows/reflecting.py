"""Going through the four questions about a no."""

from crm.domain.record import Refusal
from crm.insight.reviewing.morning import morning_list
from crm.ui.flows.desk import Desk
from crm.ui.screens.reflection import ReflectionScreen


async def reflect(desk: Desk) -> None:
    """Resume what is owed: on the offer under the cursor, else what has waited longest."""
    context = desk.context
    offers = [context.offer.id] if context.offer is not None else []
    owed = [one.id for offer in offers for one in desk.session.book.reflections_of(offer) if one.is_owed]
    if not owed:
        today = morning_list(desk.session.book, context.today, desk.session.thresholds)
        owed = [item.ref[1] for item in today if item.what == "reflect"]
    if not owed:
        raise Refusal("nothing to reflect on: every no has had its questions")
    await reflect_on(desk, owed[0])


async def reflect_on(desk: Desk, reflection: int) -> None:
    """Open a reflection at its step."""
    outcome = await desk.ask(ReflectionScreen(desk.session, reflection))
    if outcome is not None:
        desk.recorded(outcome)
