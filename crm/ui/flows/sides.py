"""Which side of an offer a command is about."""

from collections.abc import Callable

from crm.domain.offer import SIDES, Offer, Side, SideKey
from crm.domain.record import Refusal
from crm.ui.commands import command
from crm.ui.flows.desk import Desk
from crm.ui.screens.which_side import WhichSide

Fits = Callable[[Side], bool]


def chosen_offer(desk: Desk, offer: int | None = None) -> Offer:
    """The offer that is meant: the one that was named, else the one under the cursor.

    Raises:
        Refusal: when there is none.
    """
    if offer is not None:
        return desk.session.book.offer(offer)
    if desk.context.offer is None:
        raise Refusal(
            f"there is no offer here yet: {desk.context.keys.shown(command('new_offer'))} makes one"
        )
    return desk.context.offer


async def side_for(desk: Desk, offer: Offer, question: str, *fits: Fits) -> SideKey | None:
    """The one side that fits; where both do, which of them is asked. The first rule that any side fits decides.

    None: the question was left.
    """
    for rule in fits:
        fitting = [key for key in SIDES if rule(offer.side(key))]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            break
    return await desk.ask(WhichSide(desk.session, offer.id, question))
