"""Making an offer, and its ways out: the introduction, what came of it, a withdrawal."""

from crm.domain.record import Refusal
from crm.session.actions import Introduce, Withdraw
from crm.ui.flows import flow_of
from crm.ui.flows.desk import Desk
from crm.ui.flows.sides import chosen_offer
from crm.ui.screens.offer import OfferScreen
from crm.ui.screens.offer_edit import OfferEdit
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.outcome import OutcomeDialog


async def make(desk: Desk, contact: int | None = None, other: int | None = None) -> None:
    """Two people, a kind, a why for each; the chosen contact is one of them, ``other`` the second.

    Wherever it was made, the next key is about it.
    """
    if contact is None and desk.context.contact is not None:
        contact = desk.context.contact.id
    outcome = await desk.ask(OfferForm(desk.session, contact, other))
    if outcome is not None and outcome.id is not None:
        desk.recorded(outcome)
        desk.land_on(outcome.id)


async def open_offer(desk: Desk, offer: int) -> None:
    """The whole offer; a key pressed there is done to it."""
    desk.go_to_offer(offer)
    wish = await desk.ask(OfferScreen(desk.session, offer, desk.context.locked))
    if isinstance(wish, int):
        await flow_of("reflect_on")(desk, wish)
    elif wish == "edit":
        await edit(desk, offer)
    elif wish is not None:
        desk.run(wish)


async def edit(desk: Desk, offer: int) -> None:
    """What an offer says.

    Raises:
        Refusal: once the two have been introduced.
    """
    if desk.session.book.offer(offer).introduced_on is not None:
        raise Refusal("these two have been introduced already")
    outcome = await desk.ask(OfferEdit(desk.session, offer))
    if outcome is not None:
        desk.recorded(outcome)


async def introduce(desk: Desk) -> None:
    """The introduction has been made."""
    desk.recorded(desk.do(Introduce(offer=chosen_offer(desk).id)))


async def tell_outcome(desk: Desk, offer: int | None = None) -> None:
    """How it went, as one side told it."""
    outcome = await desk.ask(OutcomeDialog(desk.session, chosen_offer(desk, offer).id))
    if outcome is not None:
        desk.recorded(outcome)


async def withdraw(desk: Desk) -> None:
    """Take the offer back."""
    desk.recorded(desk.do(Withdraw(offer=chosen_offer(desk).id)))
