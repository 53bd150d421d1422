"""Making an offer, and its ways out: the introduction, what came of it, a withdrawal."""

from crm.session.actions import Introduce, Withdraw
from crm.ui.flows.desk import Desk
from crm.ui.flows.sides import chosen_offer
from crm.ui.screens.offer_form import OfferForm
from crm.ui.screens.outcome import OutcomeDialog


async def make(desk: Desk) -> None:
    """Two people, a kind, a why for each; the chosen contact is one of them."""
    contact = desk.context.contact
    outcome = await desk.ask(OfferForm(desk.session, contact.id if contact is not None else None))
    if outcome is not None and outcome.id is not None:
        desk.go_to_offer(outcome.id)
        desk.recorded(outcome)


async def introduce(desk: Desk) -> None:
    """The introduction has been made."""
    desk.recorded(desk.do(Introduce(offer=chosen_offer(desk).id)))


async def tell_outcome(desk: Desk) -> None:
    """How it went, as one side told it."""
    outcome = await desk.ask(OutcomeDialog(desk.session, chosen_offer(desk).id))
    if outcome is not None:
        desk.recorded(outcome)


async def withdraw(desk: Desk) -> None:
    """Take the offer back."""
    desk.recorded(desk.do(Withdraw(offer=chosen_offer(desk).id)))
